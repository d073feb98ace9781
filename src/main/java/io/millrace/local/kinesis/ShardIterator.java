package io.millrace.local.kinesis;

/**
 * A place in a shard from which GetRecords reads on.
 *
 * @param stream name of the stream
 * @param shard id of the shard
 * @param created when the shard was created: the place means nothing in a later stream of the same name
 * @param counter that of the first record to read
 * @param issued milliseconds since 1970
 */
record ShardIterator(String stream, String shard, long created, long counter, long issued) {
    private static final String KIND = "iterator";
    private static final int PARTS = 6;
    private static final long LIFE = 300_000;

    static ShardIterator of(Stream stream, Shard shard, long counter, long now) {
        return new ShardIterator(stream.name(), shard.id(), shard.state().created(), counter, now);
    }

    /** Reads a ShardIterator of the API. */
    static ShardIterator parse(String text) {
        var token = Token.parse(text, PARTS)
                .filter(parsed -> parsed.text(0).equals(KIND))
                .orElseThrow(() -> Fault.invalidArgument("Invalid ShardIterator."));
        return new ShardIterator(
                token.text(1), token.text(2), token.number(3), token.number(4), token.number(PARTS - 1));
    }

    /** Refuses an iterator that is older than five minutes, or of an earlier stream of the same name. */
    void ensureValid(Shard of, long now) {
        if (now - issued > LIFE) {
            throw Fault.of(
                    "ExpiredIteratorException",
                    "Iterator expired. The iterator was created at time %s while right now it is %s which is further in"
                            + " the future than the tolerated delay of %s milliseconds.",
                    issued,
                    now,
                    LIFE);
        }
        if (of.state().created() != created) {
            throw Fault.invalidArgument(
                    "Invalid ShardIterator: it belongs to an earlier stream %s, which was deleted.", stream);
        }
    }

    @Override
    public String toString() {
        return Token.of(KIND, stream, shard, created, counter, issued).toString();
    }
}
