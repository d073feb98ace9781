package io.millrace.emr;

import io.millrace.lake.Submission;
import io.millrace.lake.Submissions;
import java.util.Optional;

/** Ends the job of a batch because a person wants it to. Thread-safe. */
public record JobCancel(Jobs jobs, Submissions submissions) {
    /**
     * Asks for the end of the job that cleans a batch. Whoever waits for it counts a failed attempt.
     *
     * @return its name, id and place; empty if none is under way
     */
    public Optional<String> cancel(long n) {
        return submissions
                .last(n)
                .filter(known -> known.end() == null)
                .map(Submissions.Known::submission)
                .filter(submission -> submission.engine().equals(jobs.engine()))
                .flatMap(submission -> jobs.find(submission)
                        .filter(id -> jobs.look(submission, id).phase() == JobState.Phase.UNDER_WAY)
                        .map(id -> cancel(submission, id)));
    }

    private String cancel(Submission submission, String id) {
        jobs.cancel(submission, id);
        return submission.name() + " (" + id + " on " + submission.where() + ")";
    }
}
