package io.millrace.emr;

/** A job that did not do its work; the message has its state, what AWS says, and where its log is. */
public final class JobFailedException extends RuntimeException {
    private final JobState state;

    JobFailedException(String message, JobState state) {
        super(message);
        this.state = state;
    }

    JobState state() {
        return state;
    }
}
