package io.millrace.lake;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private final Map<Long, Manifest> committed = new HashMap<>();
    private Totals totals = Totals.NONE;

    private void commit(Manifest manifest) {
        totals = totals.plus(manifest, committed::get);
        committed.put(manifest.n(), manifest);
    }

    private static Manifest batch(
            long n, BatchKind kind, List<Long> replaces, long read, long written, Map<String, Long> reasons) {
        return new Manifest(
                n,
                kind,
                "a",
                TEN,
                read,
                0,
                reasons.values().stream().mapToLong(Long::longValue).sum(),
                reasons,
                List.of(),
                Map.of("prices", new Manifest.Written(1, List.of("sku"), written, List.of())),
                Map.of(),
                replaces,
                null,
                null,
                null);
    }

    private static Manifest held(long n, BatchKind kind, List<Long> replaces, long records) {
        var plan = new Plan(
                n,
                TEN,
                kind,
                replaces,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Plan.Total.NONE,
                List.of(),
                false);
        return Manifest.empty(plan, "a", TEN, new Manifest.Held(Manifest.Held.FAILED, "no", records, null, 0));
    }

    private void commitNumbers(long n, Instant at, String publisher, long first, long last) {
        commit(Batched.manifest(n, at, 0, 0, Map.of(), Map.of(), Map.of(publisher, List.of(new long[] {first, last}))));
    }

    @Test
    void newBatchesAddUp() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 9, Map.of("not_json", 1L)));
        commit(batch(2, BatchKind.NEW, List.of(), 5, 5, Map.of()));
        assertEquals(15, totals.read());
        assertEquals(14, totals.written());
        assertEquals(14, totals.rows().get("prices"));
        assertEquals(Map.of("not_json", 1L), totals.reasons());
    }

    @Test
    void aHeldBatchWaitsUntilItIsReleasedAndIsThenReadForTheFirstTime() {
        commit(held(1, BatchKind.NEW, List.of(), 7));
        assertEquals(7, totals.held());
        assertEquals(List.of(1L), totals.heldBatches());
        commit(batch(2, BatchKind.RELEASE, List.of(1L), 7, 7, Map.of()));
        assertEquals(0, totals.held());
        assertEquals(List.of(), totals.heldBatches());
        assertEquals(7, totals.read());
    }

    @Test
    void aReleaseThatFailsTooIsHeldInstead() {
        commit(held(1, BatchKind.NEW, List.of(), 7));
        commit(held(2, BatchKind.RELEASE, List.of(1L), 7));
        assertEquals(7, totals.held());
        assertEquals(List.of(2L), totals.heldBatches());
    }

    @Test
    void aDroppedBatchIsCountedAsDropped() {
        commit(held(1, BatchKind.NEW, List.of(), 7));
        commit(batch(2, BatchKind.DROP, List.of(1L), 0, 0, Map.of()));
        assertEquals(0, totals.held());
        assertEquals(7, totals.dropped());
        assertEquals(0, totals.read());
    }

    @Test
    void whatAReplayReadsIsCountedAsReadAgain() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 6, Map.of("no_price", 4L)));
        commit(batch(2, BatchKind.REPLAY, List.of(1L), 10, 9, Map.of("no_price", 1L)));
        assertEquals(10, totals.read());
        assertEquals(10, totals.again());
        assertEquals(Map.of("no_price", 1L), totals.reasons());
        assertEquals(List.of(2L), totals.replacing());
    }

    @Test
    void aReplayThatIsHeldReplacesNothing() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 6, Map.of("no_price", 4L)));
        commit(held(2, BatchKind.REPLAY, List.of(1L), 10));
        assertEquals(List.of(), totals.replacing());
        assertEquals(0, totals.held());
        assertEquals(List.of(2L), totals.heldBatches());
        assertEquals(Map.of("no_price", 4L), totals.reasons());
    }

    @Test
    void rejectedLinesThatAreTakenNowAreNotRejectedAnyMore() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 6, Map.of("no_price", 4L)));
        commit(batch(2, BatchKind.REJECTED, List.of(1L), 4, 3, Map.of("no_price", 1L)));
        assertEquals(Map.of("no_price", 1L), totals.reasons());
        assertEquals(List.of(), totals.replacing());
    }

    @Test
    void aCompactionCarriesOnWhatIsRejectedAndReadsNoneOfItsBatches() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 6, Map.of("no_price", 4L)));
        commit(batch(2, BatchKind.NEW, List.of(), 3, 1, Map.of("erased", 2L)));
        committed.clear();
        commit(batch(3, BatchKind.COMPACT, List.of(1L, 2L), 11, 7, Map.of("no_price", 4L)));
        assertEquals(Map.of("no_price", 4L, "erased", 2L), totals.reasons());
        assertEquals(13, totals.read());
        assertEquals(11, totals.again());
        assertEquals(2, totals.compacted());
    }

    @Test
    void aCompactionThatIsTakenUpByAnotherIsForgotten() {
        commit(batch(1, BatchKind.NEW, List.of(), 1, 1, Map.of()));
        commit(batch(2, BatchKind.NEW, List.of(), 1, 1, Map.of()));
        commit(batch(3, BatchKind.COMPACT, List.of(1L), 1, 1, Map.of()));
        commit(batch(4, BatchKind.COMPACT, List.of(1L, 2L, 3L), 2, 2, Map.of()));
        assertEquals(List.of(4L), totals.replacing());
        assertEquals(List.of(4L), totals.about());
        assertEquals(2, totals.compacted());
    }

    @Test
    void whatIsErasedIsCountedAgainByWhoReadsTheRawZoneAgainAlone() {
        commit(batch(1, BatchKind.NEW, List.of(), 10, 6, Map.of("no_price", 3L, "erased", 1L)));
        commit(batch(2, BatchKind.ERASE, List.of(1L), 9, 5, Map.of("no_price", 2L, "erased", 2L)));
        assertEquals(Map.of("no_price", 2L, "erased", 3L), totals.reasons());
        commit(batch(3, BatchKind.REJECTED, List.of(2L), 2, 1, Map.of("no_price", 1L)));
        assertEquals(Map.of("no_price", 1L, "erased", 3L), totals.reasons());
        commit(batch(4, BatchKind.REPLAY, List.of(1L, 2L, 3L), 10, 6, Map.of("no_price", 1L, "erased", 3L)));
        assertEquals(Map.of("no_price", 1L, "erased", 3L), totals.reasons());
    }

    @Test
    void aPublisherThatIsSilentForTwoWeeksIsSummedUp() {
        commitNumbers(1, TEN, "old", 1, 5);
        commitNumbers(2, TEN, "old", 8, 9);
        commitNumbers(3, TEN.plus(Duration.ofDays(14)), "new", 1, 1);
        assertEquals(2, totals.publishers().size());
        commitNumbers(4, TEN.plus(Duration.ofDays(14)).plusSeconds(1), "new", 2, 2);
        assertEquals(List.of("new"), List.copyOf(totals.publishers().keySet()));
        assertEquals(new Totals.Retired(1, 7, 2), totals.retired());
    }
}
