package io.millrace.run;

import io.millrace.clean.EmbeddedEngine;
import io.millrace.emr.CleanJobs;
import io.millrace.lake.Submission;
import io.millrace.lake.Submissions;
import io.millrace.reconcile.Status;
import java.util.function.LongFunction;

/**
 * What is known of the cleaning of a batch: by this process, else by what was submitted. Thread-safe.
 *
 * @param embedded null where this process cleans nothing
 * @param jobs null where it waits for no jobs
 */
record CleaningNow(EmbeddedEngine embedded, CleanJobs jobs, Submissions submissions)
        implements LongFunction<Status.Cleaning> {
    @Override
    public Status.Cleaning apply(long n) {
        // Asked once each: an attempt may end meanwhile.
        var progress = embedded == null ? null : embedded.underWay(n).orElse(null);
        if (progress != null) {
            return new Status.Cleaning(
                    n, "embedded", progress.since(), progress.read(), progress.planned(), null, null);
        }
        var job = jobs == null ? null : jobs.underWay(n).orElse(null);
        if (job != null) {
            return of(job.submission(), job.id() == null ? "" : " (" + job.id() + ")", job.state());
        }
        return submissions
                .last(n)
                .filter(known -> known.end() == null)
                .map(known -> of(known.submission(), "", null))
                .orElse(null);
    }

    private static Status.Cleaning of(Submission submission, String id, String state) {
        return new Status.Cleaning(
                submission.n(), submission.engine(), submission.at(), null, null, submission.name() + id, state);
    }
}
