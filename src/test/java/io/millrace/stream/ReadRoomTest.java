package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many shards, one memory. */
class ReadRoomTest {
    private static final int SHARDS = 64;
    private static final int RECORDS = 400;
    private static final int DATA = 20_000;
    private static final int MEMORY = ReadRoom.ANSWER + 8_000_000;

    private final ReadRoom room = new ReadRoom(MEMORY, Duration.ofMillis(20));
    private final AtomicLong inMemory = new AtomicLong();
    private final AtomicLong most = new AtomicLong();
    private final AtomicInteger landed = new AtomicInteger();

    @Test
    void oneAnswerHasToFit() {
        var fault = assertThrows(IllegalArgumentException.class, () -> new ReadRoom(ReadRoom.ANSWER - 1));
        assertTrue(fault.getMessage().contains("raise it"), fault.getMessage());
    }

    @Test
    void manyShardsTakeNoMoreThanTheMemoryAndAllOfThemLand() throws Exception {
        var threads = Executors.newFixedThreadPool(SHARDS);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (var i = 0; i < SHARDS; i++) {
                var shard = "shard-" + i;
                work.add(() -> land(shard));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(SHARDS * RECORDS, landed.get());
        assertEquals(MEMORY, room.free());
        assertTrue(most.get() <= MEMORY, most + " bytes were in memory at once");
        assertTrue((long) SHARDS * RECORDS * DATA > 10L * MEMORY, "the shards have far more than that");
    }

    /** Objects of a whole shard's size, so that only the memory makes them smaller. */
    private Void land(String shard) throws Exception {
        var scripted = new ScriptedShard();
        var data = new byte[DATA];
        for (var n = 1; n <= RECORDS; n++) {
            scripted.put(new StreamRecord(Integer.toString(n), Instant.EPOCH, data));
        }
        scripted.close();
        var inner = scripted.source();
        var nanos = new AtomicLong();
        var source = new ShardSource() {
            @Override
            public Answer next(int limit) {
                var answer = inner.next(limit);
                most.accumulateAndGet(inMemory.addAndGet((long) answer.records().size() * DATA), Math::max);
                return answer;
            }

            @Override
            public void seek(String after) {
                inner.seek(after);
            }
        };
        var reader = new ShardReader(
                new StreamId("events", 1),
                shard,
                ShardStart.BEGINNING,
                source,
                new ShardSettings(Duration.ofHours(1), 1L << 40, Integer.MAX_VALUE, Duration.ofMillis(200)),
                room,
                new Time(() -> Instant.EPOCH, nanos::get),
                (after, through) -> {},
                this::accept);
        while (!reader.isDone()) {
            nanos.addAndGet(reader.step().toNanos());
        }
        reader.close();
        return null;
    }

    private String accept(ShardBatch batch) {
        landed.addAndGet(batch.records().size());
        inMemory.addAndGet(-(long) batch.records().size() * DATA);
        return batch.last().seq();
    }
}
