package io.millrace.lake;

import io.millrace.dataset.StreamId;

/** A shard of one life of a stream. */
public record ShardRef(StreamId stream, String shard) {
    /** Reads {@code <stream>.<created>/<shard>}. */
    static ShardRef parse(String text) {
        var slash = text.indexOf('/');
        var dot = text.lastIndexOf('.', slash);
        return new ShardRef(
                new StreamId(text.substring(0, dot), Long.parseLong(text.substring(dot + 1, slash))),
                text.substring(slash + 1));
    }

    /** {@code <stream>.<created>/<shard>}. */
    @Override
    public String toString() {
        return stream + "/" + shard;
    }
}
