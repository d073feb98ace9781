package io.millrace.lake;

import io.millrace.dataset.StreamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Key of an object of the raw zone: {@code raw/dt=…/hour=…/<stream>.<created>-<shard>-<first>.jsonl.gz}.
 *
 * <p>It depends on the stream alone, never on a setting or a clock: two writers that follow the same object meet at the
 * same key.
 *
 * @param hour the UTC hour in which the first record arrived
 * @param first sequence number of the first record
 */
record RawKey(StreamId stream, String shard, Instant hour, String first) {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'raw/dt='uuuu-MM-dd'/hour='HH'/'").withZone(ZoneOffset.UTC);
    /** Sequence numbers have 56 digits and are documented to be at most 128 long. */
    private static final int DIGITS = 64;

    private static final String ENDING = ".jsonl.gz";

    static RawKey of(StreamId stream, String shard, Instant arrived, String first) {
        return new RawKey(stream, shard, arrived.truncatedTo(ChronoUnit.HOURS), first);
    }

    /** The folder of an arrival time: {@code raw/dt=…/hour=…/}. */
    static String folder(Instant arrived) {
        return FOLDER.format(arrived);
    }

    /** The shard, of its life of its stream, that a key's object is of; {@code shard} is its last part. */
    static ShardRef shardOf(String key, String shard) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        var cut = name.lastIndexOf("-" + shard + "-");
        if (cut < 0) {
            throw new IllegalArgumentException(key + " is no key of an object of " + shard);
        }
        return ShardRef.parse(name.substring(0, cut) + "/" + shard);
    }

    /** What the keys of one shard in one hour begin with. */
    static String prefix(StreamId stream, String shard, Instant hour) {
        return FOLDER.format(hour) + stream + "-" + shard + "-";
    }

    /** The first sequence number of a key under {@code prefix}. */
    static String firstOf(String key, String prefix) {
        var digits = key.substring(prefix.length(), key.length() - ENDING.length());
        var start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    @Override
    public String toString() {
        return prefix(stream, shard, hour) + "0".repeat(Math.max(0, DIGITS - first.length())) + first + ENDING;
    }
}
