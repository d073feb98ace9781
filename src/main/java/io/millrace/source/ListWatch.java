package io.millrace.source;

/** Is told how reading lists goes. */
public interface ListWatch {
    /** All lists of the source can be read. */
    void works(String source);

    /** A list of the source cannot be read. */
    void fails(String source, Throwable reason);
}
