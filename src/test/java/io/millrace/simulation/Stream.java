package io.millrace.simulation;

import io.millrace.dataset.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** A stream with Kinesis's promises: order within a shard, answers of any size, iterators that expire, shards that end. */
final class Stream {
    static final StreamId ID = new StreamId("events", 1_795_280_000L);
    /** Kinesis has five minutes; runs are shorter. */
    private static final int ITERATOR_LIVES = 8_000;

    private static final int SKEW = 50;

    private final class Shard {
        private final String id = String.format("shardId-%012d", shards.size());
        private final List<Record> records = new ArrayList<>();
        private boolean closed;
    }

    private final World world;
    private final int mostPerAnswer;
    private final List<Shard> shards = new ArrayList<>();
    private long seq;

    Stream(World world, int shards, int mostPerAnswer) {
        this.world = world;
        this.mostPerAnswer = mostPerAnswer;
        for (var i = 0; i < shards; i++) {
            open();
        }
    }

    /** Shards in the order of their creation. */
    List<String> shards() {
        return shards.stream().map(shard -> shard.id).toList();
    }

    /** Puts a record into the open shard that its key belongs to. */
    Record put(int key, Sent sent) {
        var open = shards.stream().filter(shard -> !shard.closed).toList();
        var shard = open.get(key % open.size());
        seq += 1 + world.random.nextInt(3);
        var record = Record.builder()
                .sequenceNumber(Long.toString(seq))
                .partitionKey(Integer.toString(key))
                .approximateArrivalTimestamp(Instant.ofEpochMilli(world.scheduler.now() - world.random.nextInt(SKEW)))
                .data(SdkBytes.fromByteArrayUnsafe(sent.data()))
                .build();
        shard.records.add(record);
        world.oracle.published(shard.id, record.sequenceNumber(), sent);
        return record;
    }

    /** Ends an open shard and opens two in its place. */
    void split() {
        closeOne();
        open();
        open();
    }

    /** Ends two open shards and opens one in their place. */
    void merge() {
        closeOne();
        if (shards.stream().anyMatch(shard -> !shard.closed)) {
            closeOne();
        }
        open();
    }

    /** A shard iterator: shard, place in it, and when it was given out. */
    String iterator(String shard, String after) {
        var records = shard(shard).records;
        var next = 0;
        while (after != null
                && next < records.size()
                && Long.parseLong(records.get(next).sequenceNumber()) <= Long.parseLong(after)) {
            next++;
        }
        return shard + "," + next + "," + world.scheduler.now();
    }

    GetRecordsResponse records(String iterator, int limit) {
        var parts = iterator.split(",");
        if (Long.parseLong(parts[2]) + ITERATOR_LIVES < world.scheduler.now()) {
            throw ExpiredIteratorException.builder()
                    .message("the iterator is too old")
                    .build();
        }
        var shard = shard(parts[0]);
        var from = Integer.parseInt(parts[1]);
        // An answer may be empty although there are more.
        var most = Math.min(limit, world.random.nextInt(mostPerAnswer + 1));
        var to = Math.min(shard.records.size(), from + (world.weather.isCalm() ? mostPerAnswer : most));
        var atEnd = to == shard.records.size();
        return GetRecordsResponse.builder()
                .records(shard.records.subList(from, to))
                .nextShardIterator(shard.closed && atEnd ? null : shard.id + "," + to + "," + world.scheduler.now())
                .millisBehindLatest(atEnd ? 0L : 1_000L)
                .build();
    }

    private Shard shard(String id) {
        return shards.stream().filter(shard -> shard.id.equals(id)).findFirst().orElseThrow();
    }

    private void open() {
        shards.add(new Shard());
    }

    private void closeOne() {
        var open = shards.stream().filter(shard -> !shard.closed).toList();
        open.get(world.random.nextInt(open.size())).closed = true;
    }
}
