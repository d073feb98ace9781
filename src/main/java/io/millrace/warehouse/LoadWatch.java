package io.millrace.warehouse;

/** Is told which single batch cannot be loaded, while all others are. */
public interface LoadWatch {
    /** The batch failed alone, once more. */
    void fails(String warehouse, long batch, Throwable reason);

    /** A batch that failed is in. */
    void works(String warehouse, long batch);

    /** Batches are in. */
    default void loaded(String warehouse) {}
}
