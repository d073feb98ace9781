package io.millrace.stream;

/** Is told how spooling goes, beside the exchanges. Called from several threads. */
public interface SpoolWatch {
    /** An event was spooled, for the first time or again. */
    void works();

    /** Events cannot be spooled now: those who have some wait, or try again. */
    void fails(Throwable reason);
}
