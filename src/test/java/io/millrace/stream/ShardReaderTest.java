package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
    private static final StreamId STREAM = new StreamId("events", 1);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AGE = Duration.ofSeconds(2);

    private final ScriptedShard shard = new ScriptedShard();
    private final ScriptedShard.Source source = shard.source();
    private final List<String> handedOver = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private long nanos;
    private ReadRoom room = new ReadRoom(100_000_000);
    private int failures;

    private ShardReader reader(long maxBytes, int maxRecords, ShardReader.Sink sink) {
        return reader(ShardStart.BEGINNING, maxBytes, maxRecords, sink);
    }

    private ShardReader reader(ShardStart start, long maxBytes, int maxRecords, ShardReader.Sink sink) {
        var source = this.source;
        source.seek(start.after());
        return new ShardReader(
                STREAM,
                "shard",
                start,
                source,
                new ShardSettings(AGE, maxBytes, maxRecords, POLL),
                room,
                new Time(() -> now, () -> nanos),
                (after, through) -> gaps.add(after + " " + through),
                batch -> {
                    handedOver.add(batch.after() + ">" + batch.first().seq() + ".."
                            + batch.last().seq());
                    if (failures > 0) {
                        failures--;
                        throw new IOException("the lake does not answer");
                    }
                    return sink.accept(batch);
                });
    }

    private static ShardStart after(String seq) {
        return new ShardStart(seq, null, null, false);
    }

    private static String last(ShardBatch batch) {
        return batch.last().seq();
    }

    private void put(int first, int last) {
        for (var seq = first; seq <= last; seq++) {
            shard.put(new StreamRecord(Integer.toString(seq), now, new byte[10]));
        }
    }

    private void later(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    @Test
    void aBatchClosesOnceItsFirstRecordIsOldEnough() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 3);
        reader.step();
        later(AGE.minusMillis(1));
        put(4, 5);
        reader.step();
        assertEquals(List.of(), handedOver);
        later(Duration.ofMillis(1));
        reader.step();
        assertEquals(List.of("null>1..5"), handedOver);
    }

    @Test
    void anIdleReaderRestsHoweverYoungItsBatchesAreToBe() throws Exception {
        var settings = new ShardSettings(Duration.ZERO, 1_000, 1_000, POLL);
        var time = new Time(() -> now, () -> nanos);
        var reader = new ShardReader(
                STREAM,
                "shard",
                ShardStart.BEGINNING,
                source,
                settings,
                room,
                time,
                (after, through) -> {},
                ShardReaderTest::last);
        for (var step = 0; step < 10; step++) {
            assertEquals(POLL, reader.step());
        }
    }

    @Test
    void aBatchClosesByBytes() throws Exception {
        var reader = reader(30, 1_000, ShardReaderTest::last);
        shard.answers(1);
        put(1, 4);
        reader.step();
        reader.step();
        assertEquals(List.of(), handedOver);
        reader.step();
        assertEquals(List.of("null>1..3"), handedOver);
    }

    @Test
    void aBatchClosesByRecords() throws Exception {
        var reader = reader(1_000_000, 3, ShardReaderTest::last);
        shard.answers(1);
        put(1, 4);
        reader.step();
        reader.step();
        assertEquals(List.of(), handedOver);
        reader.step();
        assertEquals(List.of("null>1..3"), handedOver);
    }

    @Test
    void aLongAnswerIsCutAndItsRestWaitsForMore() throws Exception {
        var reader = reader(1_000_000, 4, ShardReaderTest::last);
        put(1, 10);
        reader.step();
        assertEquals(List.of("null>1..4", "4>5..8"), handedOver);
        put(11, 12);
        reader.step();
        assertEquals(List.of("null>1..4", "4>5..8", "8>9..12"), handedOver);
    }

    @Test
    void theRestIsAsOldAsTheAnswerThatBroughtIt() throws Exception {
        var reader = reader(1_000_000, 4, batch -> {
            later(AGE);
            return last(batch);
        });
        put(1, 5);
        reader.step();
        reader.step();
        assertEquals(List.of("null>1..4", "4>5..5"), handedOver);
    }

    @Test
    void oneRecordLargerThanABatchPassesAlone() throws Exception {
        var reader = reader(5, 1_000, ShardReaderTest::last);
        put(1, 2);
        reader.step();
        assertEquals(List.of("null>1..1", "1>2..2"), handedOver);
    }

    @Test
    void aFailedHandOverIsMadeAgainWithTheSameRecords() throws Exception {
        var reader = reader(1_000_000, 3, ShardReaderTest::last);
        failures = 2;
        put(1, 3);
        assertThrows(IOException.class, reader::step);
        put(4, 9);
        assertThrows(IOException.class, reader::step);
        reader.step();
        assertEquals(List.of("null>1..3", "null>1..3", "null>1..3"), handedOver);
        reader.step();
        assertEquals(List.of("3>4..6", "6>7..9"), handedOver.subList(3, 5));
    }

    @Test
    void nothingIsReadWhileAFullBatchCannotBeHandedOver() throws Exception {
        var reader = reader(1_000_000, 3, ShardReaderTest::last);
        failures = 10;
        put(1, 3);
        assertThrows(IOException.class, reader::step);
        var reads = source.reads();
        assertThrows(IOException.class, reader::step);
        assertEquals(reads, source.reads());
    }

    @Test
    void whatAnotherWriterLandedOfTheBatchIsDropped() throws Exception {
        var durable = new ArrayList<>(List.of("2", "6"));
        var reader = reader(1_000_000, 6, batch -> durable.remove(0));
        put(1, 6);
        reader.step();
        assertEquals(List.of("null>1..6"), handedOver);
        later(AGE);
        reader.step();
        assertEquals(List.of("null>1..6", "2>3..6"), handedOver);
    }

    @Test
    void whereAnotherWriterIsAheadItsLastRecordIsWhereReadingGoesOn() throws Exception {
        shard.answers(3);
        put(1, 10);
        var reader = reader(1_000_000, 3, batch -> batch.after() == null ? "7" : last(batch));
        reader.step();
        reader.step();
        assertEquals(List.of("null>1..3", "7>8..10"), handedOver);
    }

    @Test
    void aClosedShardIsDoneOnlyWhenAllOfItIsDurable() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 3);
        shard.close();
        failures = 1;
        assertThrows(IOException.class, reader::step);
        assertFalse(reader.isDone());
        reader.step();
        assertTrue(reader.isDone());
        assertEquals(List.of("null>1..3", "null>1..3"), handedOver);
    }

    @Test
    void aClosedShardWithAnotherWriterAheadIsDoneTooInTheEnd() throws Exception {
        put(1, 6);
        shard.answers(3);
        var reader = reader(1_000_000, 3, batch -> {
            shard.close();
            return "5";
        });
        reader.step();
        assertFalse(reader.isDone());
        var rest = reader(ShardStart.BEGINNING, 1_000_000, 3, ShardReaderTest::last);
        rest.step();
        rest.step();
        assertTrue(rest.isDone());
    }

    @Test
    void anEmptyClosedShardIsDoneWithoutABatch() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        shard.close();
        reader.step();
        assertTrue(reader.isDone());
        assertEquals(List.of(), handedOver);
    }

    @Test
    void aStopHandsOverWhatIsBuffered() throws Exception {
        var reader = reader(1_000_000, 2, ShardReaderTest::last);
        put(1, 3);
        reader.step();
        reader.flush();
        assertEquals(List.of("null>1..2", "2>3..3"), handedOver);
        reader.flush();
        assertEquals(2, handedOver.size(), "nothing is left");
    }

    @Test
    void thereIsNeverAnEmptyBatch() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        reader.step();
        later(Duration.ofDays(1));
        reader.step();
        reader.flush();
        assertEquals(List.of(), handedOver);
    }

    @Test
    void readingGoesOnAfterTheGivenSequenceNumber() throws Exception {
        put(1, 5);
        var reader = reader(after("3"), 1_000_000, 1_000, ShardReaderTest::last);
        reader.step();
        reader.flush();
        assertEquals(List.of("3>4..5"), handedOver);
    }

    @Test
    void anAnswerThatDoesNotAdvanceTheShardIsRefused() throws Exception {
        put(4, 5);
        var reader = reader(after("3"), 1_000_000, 2, batch -> "3");
        var fault = assertThrows(IllegalStateException.class, reader::step);
        assertTrue(fault.getMessage().contains("durable through 3"), fault.getMessage());
    }

    @Test
    void anAnswerThatReachedTheTipIsFollowedByAPause() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        shard.answers(1);
        put(1, 2);
        assertEquals(Duration.ZERO, reader.step());
        assertEquals(POLL, reader.step());
        assertEquals(POLL, reader.step());
    }

    @Test
    void aPauseEndsWhenTheBatchIsOldEnough() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 1);
        reader.step();
        later(AGE.minusMillis(100));
        assertEquals(Duration.ofMillis(100), reader.step());
    }

    @Test
    void aShardIsReadFiveTimesASecondAtTheMostHoweverFarBehindItIs() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        shard.answers(1);
        put(1, 100);
        for (var i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, reader.step());
            later(Duration.ofMillis(10));
        }
        assertEquals(Duration.ofMillis(950), reader.step());
        assertEquals(5, source.reads());
        later(Duration.ofMillis(950));
        reader.step();
        assertEquals(6, source.reads());
    }

    @Test
    void aShardIsReadNoFasterThanItGivesItsBytes() throws Exception {
        var reader = reader(100_000_000, 1_000, ShardReaderTest::last);
        shard.put(new StreamRecord("1", now, new byte[1 << 20]));
        shard.put(new StreamRecord("2", now, new byte[1 << 20]));
        shard.put(new StreamRecord("3", now, new byte[10]));
        shard.answers(1);
        assertEquals(Duration.ZERO, reader.step());
        later(Duration.ofMillis(100));
        assertEquals(Duration.ZERO, reader.step());
        assertEquals(Duration.ofMillis(450), reader.step());
        assertEquals(2, source.reads());
        later(Duration.ofMillis(450));
        reader.step();
        assertEquals(3, source.reads());
    }

    @Test
    void aWallClockThatJumpsNeitherClosesABatchNorKeepsItOpen() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 1);
        reader.step();
        now = now.plus(Duration.ofDays(1));
        reader.step();
        assertEquals(List.of(), handedOver);
        now = now.minus(Duration.ofDays(2));
        nanos += AGE.toNanos();
        reader.step();
        assertEquals(List.of("null>1..1"), handedOver);
    }

    @Test
    void aReaderKeepsRoomForWhatIsNotDurableAlone() throws Exception {
        var all = room.free();
        var reader = reader(1_000_000, 4, ShardReaderTest::last);
        put(1, 6);
        reader.step();
        assertEquals(all - ReadRoom.CHUNK - 2 * RecordBuffer.ENTRY_BYTES, room.free());
        reader.flush();
        assertEquals(all, room.free());
    }

    @Test
    void roomForAnAnswerIsTakenBeforeItIsAskedFor() throws Exception {
        var free = new ArrayList<Integer>();
        var reader = new ShardReader(
                STREAM,
                "shard",
                ShardStart.BEGINNING,
                new ShardSource() {
                    @Override
                    public Answer next(int limit) {
                        free.add(room.free());
                        throw new IllegalStateException("a server that fails");
                    }

                    @Override
                    public void seek(String after) {}
                },
                new ShardSettings(AGE, 1, 1, POLL),
                room,
                new Time(() -> now, () -> nanos),
                (after, through) -> {},
                ShardReaderTest::last);
        assertThrows(IllegalStateException.class, reader::step);
        assertEquals(List.of(100_000_000 - ReadRoom.ANSWER), free);
        assertEquals(100_000_000, room.free());
    }

    @Test
    void aReaderWithoutRoomHandsOverASmallerObjectAndReadsNothing() throws Exception {
        room = new ReadRoom(ReadRoom.ANSWER + ReadRoom.CHUNK + RecordBuffer.ENTRY_BYTES);
        var other = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 1);
        other.step();
        put(2, 2);
        other.step();
        assertEquals(List.of(), handedOver, "there was room for one more answer");
        other.step();
        assertEquals(List.of("null>1..2"), handedOver);
        assertEquals(2, source.reads());
        other.step();
        assertEquals(3, source.reads());
    }

    @Test
    void aReaderThatIsGivenUpLeavesItsRoom() throws Exception {
        var all = room.free();
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        put(1, 6);
        reader.step();
        reader.close();
        assertEquals(all, room.free());
    }

    @Test
    void largeRecordsAreAskedForInSmallAnswersAndSmallOnesInLarge() throws Exception {
        var reader = reader(1_000_000_000, 1_000_000, ShardReaderTest::last);
        shard.answers(10_000);
        put(1, 10_000);
        reader.step();
        reader.step();
        reader.step();
        assertEquals(List.of(200, 800, 3_200), source.limits());
        var large = new byte[20_000];
        for (var seq = 10_001; seq <= 20_000; seq++) {
            shard.put(new StreamRecord(Integer.toString(seq), now, large));
        }
        reader.step();
        reader.step();
        assertEquals(List.of(5_000, 5_000), source.limits().subList(3, 5));
        later(Duration.ofMinutes(1));
        reader.step();
        reader.step();
        assertTrue(source.limits().get(5) < 200, source.limits()::toString);
    }

    @Test
    void anIdleShardIsDurableThroughTheMomentOfItsLastAnswer() throws Exception {
        var reader = reader(1_000_000, 1_000, ShardReaderTest::last);
        assertNull(reader.durableThrough());
        reader.step();
        assertEquals(now, reader.durableThrough());
        var then = now;
        later(Duration.ofHours(1));
        put(1, 1);
        reader.step();
        assertEquals(then, reader.durableThrough(), "what is buffered is not durable");
        later(AGE);
        reader.step();
        assertEquals(now.minus(AGE), reader.durableThrough());
    }

    @Test
    void beforeEveryReadThroughWhenTheShardWasReadIsLookedAt() throws Exception {
        var began = now.minusSeconds(100);
        var reader = reader(new ShardStart("3", null, began, false), 1_000_000, 1_000, ShardReaderTest::last);
        put(1, 5);
        reader.step();
        reader.step();
        assertEquals(List.of("3 " + began, "5 " + now), gaps);
    }
}
