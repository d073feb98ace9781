package io.millrace.stream;

/** Is told how reading goes, beside the exchanges: of a shard, or of the list of shards. Called from several threads. */
public interface ShardWatch {
    /** Reading works, for the first time or again. */
    void works(String what);

    /** Reading failed and will be tried again. */
    void fails(String what, Throwable reason);
}
