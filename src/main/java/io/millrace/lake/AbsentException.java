package io.millrace.lake;

/**
 * What the work needs is not there, or said no: a cluster, an installation, a job that somebody else ended. It passes once
 * that is put right; the work itself is not at fault.
 */
public final class AbsentException extends RuntimeException {
    public AbsentException(String message) {
        super(message);
    }

    public AbsentException(String message, Throwable cause) {
        super(message, cause);
    }
}
