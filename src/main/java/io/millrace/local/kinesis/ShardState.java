package io.millrace.local.kinesis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import java.util.Locale;

/**
 * What is known of a shard besides its records.
 *
 * @param index 0, 1, 2 … in its stream; never used again
 * @param created seconds since 1970
 * @param from lowest hash key
 * @param to highest hash key
 * @param parent id of the shard that it came from by a split or merge, or null
 * @param adjacentParent id of the second shard of a merge, or null
 * @param closed when a split or merge closed it, milliseconds since 1970, or null
 * @param end counter after its last record, or null while it is open
 */
record ShardState(
        int index,
        long created,
        BigInteger from,
        BigInteger to,
        String parent,
        String adjacentParent,
        Long closed,
        Long end) {

    static ShardState open(int index, long created, HashRange range, String parent, String adjacentParent) {
        return new ShardState(index, created, range.from(), range.to(), parent, adjacentParent, null, null);
    }

    ShardState closedAt(long millis, long end) {
        return new ShardState(index, created, from, to, parent, adjacentParent, millis, end);
    }

    /** The id of a shard: its index in twelve digits. */
    String id() {
        return String.format(Locale.ROOT, "shardId-%012d", index);
    }

    HashRange range() {
        return new HashRange(from, to);
    }

    @JsonIgnore
    boolean isOpen() {
        return closed == null;
    }

    boolean comesFrom(String id) {
        return id.equals(parent) || id.equals(adjacentParent);
    }

    SequenceNumber at(long counter) {
        return new SequenceNumber(created, index, counter);
    }
}
