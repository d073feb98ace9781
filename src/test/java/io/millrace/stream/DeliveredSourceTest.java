package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveredSourceTest {
    private static final int LIMIT = 100;

    private final ScriptedShard shard = new ScriptedShard();
    private final ScriptedShard.Source stream = shard.source();
    private final List<String> gaps = new ArrayList<>();
    private boolean expired;

    @Test
    void whatFollowsALandedRecordOfTheSameDeliveryNeedsNoQuestion() {
        put(1, 9);
        var source = source("3", 2, 6);
        assertTrue(source.isAtHand());
        assertEquals(List.of("4", "5", "6"), all(source));
        assertEquals(0, stream.reads());
    }

    @Test
    void whatFollowsTheLandedDirectlyIsTakenAsItWasDeliveredAfterOneQuestion() {
        put(1, 9);
        var source = source("3", 4, 6);
        assertFalse(source.isAtHand());
        assertEquals(List.of("4", "5", "6"), all(source));
        assertEquals(1, stream.reads());
    }

    @Test
    void theQuestionIsSmall() {
        put(1, 100);
        all(source("3", 4, 90));
        assertEquals(List.of(25), stream.limits());
    }

    @Test
    void whatWasNeverDeliveredIsReadFromTheStreamFirst() {
        put(1, 80);
        var source = source("3", 60, 70);
        assertEquals(strings(4, 70), all(source));
        assertEquals(List.of(25, LIMIT), stream.limits());
        assertEquals(List.of(), gaps);
    }

    @Test
    void aShardOfWhichNothingIsLandedIsReadFromItsBeginning() {
        put(1, 9);
        assertEquals(strings(1, 6), all(source(null, 4, 6)));
    }

    @Test
    void whatLiesBeforeTheFirstThatTheStreamGivesIsPassedOver() {
        put(5, 9);
        assertEquals(List.of("5", "6"), all(source(null, 3, 6)));
        assertEquals(List.of(), all(source(null, 3, 4)));
    }

    @Test
    void whatTheStreamHasTrimmedSinceIsTakenAsItWasDelivered() {
        expired = true;
        put(5, 9);
        assertEquals(strings(3, 6), all(source("1", 3, 6)));
        assertEquals(strings(3, 6), all(source(null, 3, 6)));
        assertEquals(List.of(), gaps);
    }

    @Test
    void aStreamThatHasNothingLeftProvesOnlyWhatIsTooOldForIt() {
        var source = source("1", 3, 6);
        assertEquals(List.of(), source.next(LIMIT).records());
        assertFalse(source.isAtHand());
        expired = true;
        assertEquals(strings(3, 6), all(source));
    }

    @Test
    void aClosedShardWithNothingLeftProvesWhatWasDelivered() {
        shard.close();
        var source = source("1", 3, 6);
        assertEquals(strings(3, 6), all(source));
        assertFalse(source.next(LIMIT).closed(), "the reader has more to hand over");
    }

    @Test
    void aDeliveryThatLeavesRecordsOutIsToldAndTheStreamReadInstead() {
        put(1, 9);
        var some = new DeliveredSource(
                after("3"), "3", records(4, 6, 8), record -> expired, (left, in) -> gaps.add(left + " before " + in));
        assertEquals(List.of("4", "5", "6", "7", "8", "9"), all(some));
        assertEquals(List.of("5 before 6"), gaps);
        assertFalse(some.isAtHand());
    }

    @Test
    void whatTheStreamHasTrimmedOfADeliveryWithGapsIsTakenAsItWasDelivered() {
        put(1, 6);
        var some = new DeliveredSource(
                after("3"), "3", records(4, 6, 8), record -> expired, (left, in) -> gaps.add(left + " before " + in));
        assertEquals(List.of("4", "5", "6"), all(some));
        assertFalse(some.isThrough());
        expired = true;
        assertEquals(List.of("8"), all(some));
        assertTrue(some.isThrough());
        assertEquals(List.of("5 before 6"), gaps);
    }

    @Test
    void aLandedRecordBetweenTheDeliveredOnesProvesNothing() {
        put(1, 9);
        var some = new DeliveredSource(
                after("5"), "5", records(4, 6, 8), record -> expired, (left, in) -> gaps.add(left + " before " + in));
        assertFalse(some.isAtHand());
        assertEquals(List.of("6", "7", "8", "9"), all(some));
        assertEquals(List.of("7 before 8"), gaps);
    }

    @Test
    void behindWhatAnotherHasLandedItGoesOnWithWhatWasDelivered() {
        put(1, 9);
        var source = source("1", 4, 8);
        source.next(LIMIT);
        source.seek("6");
        assertEquals(List.of("7", "8"), all(source));
        assertEquals(1, stream.reads());
    }

    @Test
    void whenAnotherHasLandedAllOfItNothingIsLeft() {
        put(1, 9);
        var source = source("1", 4, 6);
        source.seek("8");
        assertTrue(source.isThrough());
        assertEquals(List.of(), source.next(LIMIT).records());
    }

    @Test
    void answersFromADeliveryAreNoLargerThanAskedFor() {
        put(1, 9);
        var source = source("3", 3, 9);
        assertEquals(2, source.next(2).records().size());
        assertEquals(List.of("6", "7", "8", "9"), all(source));
    }

    private ScriptedShard.Source after(String seq) {
        stream.seek(seq);
        return stream;
    }

    private DeliveredSource source(String after, int first, int last) {
        return new DeliveredSource(
                after(after),
                after,
                IntStream.rangeClosed(first, last)
                        .mapToObj(DeliveredSourceTest::record)
                        .toList(),
                record -> expired,
                (left, in) -> gaps.add(left + " before " + in));
    }

    private static List<String> all(DeliveredSource source) {
        var seqs = new ArrayList<String>();
        for (var reads = 0; !source.isThrough() && reads < 10; reads++) {
            source.next(LIMIT).records().forEach(record -> seqs.add(record.seq()));
        }
        return seqs;
    }

    private void put(int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(DeliveredSourceTest::record).forEach(shard::put);
    }

    private static List<StreamRecord> records(int... seqs) {
        return IntStream.of(seqs).mapToObj(DeliveredSourceTest::record).toList();
    }

    private static StreamRecord record(int seq) {
        return new StreamRecord(Integer.toString(seq), Instant.EPOCH, new byte[1]);
    }

    private static List<String> strings(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }
}
