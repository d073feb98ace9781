package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a numbered batch is for. */
public enum BatchKind {
    /** Cleans the next objects of the shards' chains. */
    @JsonProperty("new")
    NEW,
    /** Cleans the objects of held batches, for the first time. */
    @JsonProperty("release")
    RELEASE,
    /** Gives held batches up: their records stay in the raw zone and are not cleaned. */
    @JsonProperty("drop")
    DROP,
    /** Cleans the objects of finished batches again; what it writes takes the place of what they wrote. */
    @JsonProperty("replay")
    REPLAY,
    /** Cleans again what finished batches rejected; what they wrote stays. */
    @JsonProperty("rejected")
    REJECTED,
    /** Writes the rows of finished batches anew in fewer files, unchanged. */
    @JsonProperty("compact")
    COMPACT,
    /** Writes the rows of finished batches anew without some that are to be erased. */
    @JsonProperty("erase")
    ERASE;

    /** Whether the batch reads records that no batch has read before. */
    public boolean readsFirst() {
        return this == NEW || this == RELEASE;
    }

    /** Whether its rows take the place of all rows of the batches that it replaces. */
    public boolean replacesRows() {
        return this == REPLAY || this == COMPACT || this == ERASE;
    }

    /** Whether the lines that it rejected are what is left of those of the batches that it is about. */
    public boolean settlesRejections() {
        return replacesRows() || this == REJECTED;
    }

    /** Whether it reads files of the processed zone, not raw objects or rejected lines. */
    public boolean rewrites() {
        return this == COMPACT || this == ERASE;
    }
}
