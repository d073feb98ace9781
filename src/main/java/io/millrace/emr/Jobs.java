package io.millrace.emr;

import io.millrace.lake.Submission;
import java.util.Optional;

/** What runs jobs outside of this process. Thread-safe; what does not answer is an {@code SdkException}. */
public interface Jobs {
    /** As {@code clean.engine} names it. */
    String engine();

    /**
     * Where a job that is submitted now would run.
     *
     * @throws io.millrace.lake.AbsentException if there is no such place
     */
    String place();

    /** Id of the job of a submission; empty if there is none. */
    Optional<String> find(Submission submission);

    /** Whether the same submission makes one job only, however often it is asked for. */
    boolean isRepeatable();

    /** Starts the job of a submission, and gives its id; asks once, so that a failure leaves open whether there is one. */
    String submit(Submission submission);

    /** How a job is. */
    JobState look(Submission submission, String id);

    /** Asks for a job's end; {@link #look} tells when it has come. */
    void cancel(Submission submission, String id);
}
