package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Erasure;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresIT {
    private static final Instant LATER = TEN.plusSeconds(3_600);
    private static final LocalDate NEXT_DAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path work;

    private final FakeLake lake = new FakeLake();
    private Rounds rounds;
    private long landed;

    @BeforeEach
    void begin() {
        rounds = new Rounds(lake, work);
    }

    private void batch(byte[]... events) throws Exception {
        Rounds.land(lake, SHARD, landed + 1, LATER.plusSeconds(60), events);
        landed += events.length;
        rounds.round();
    }

    private static byte[] event(long n, String source, String sku, String price, Instant observed) {
        return new String(Events.price(n, sku, price, observed), StandardCharsets.UTF_8)
                .replace("\"source\":\"acme\"", "\"source\":\"" + source + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Erasure source(String source) {
        return new Erasure(null, source, null, LATER);
    }

    private Erasures.Committed erase(Erasure erasure) throws Exception {
        var committed = rounds.erasures.commit(erasure, lake);
        rounds.round();
        return committed;
    }

    private Manifest manifest(long n) {
        return rounds.batches.committed(n);
    }

    private List<String> rows(long... numbers) throws Exception {
        return RewrittenFiles.rows(
                lake,
                work,
                "prices",
                LongStream.of(numbers).mapToObj(this::manifest).toList());
    }

    private void assertSum(long n) {
        var batch = manifest(n);
        assertEquals(batch.read(), batch.written() + batch.duplicates() + batch.rejected());
    }

    @Test
    void whatIsLeftKeepsAllThatItHolds() throws Exception {
        batch(
                event(1, "acme", "A", "1 €", TEN),
                event(2, "globex", "A", "2 €", TEN),
                event(3, "acme", "B", "call us", TEN),
                event(4, "globex", "B", "call us", TEN));
        batch(event(5, "globex", "C", "3 €", TEN));
        var kept = rows(1).stream().filter(row -> row.contains("globex")).toList();
        var committed = erase(source("acme"));
        assertEquals(Map.of("prices", 1L), committed.found().rows());
        assertEquals(1, committed.found().rejected());
        assertEquals(BatchKind.ERASE, manifest(3).kind());
        assertEquals(List.of(1L), manifest(3).replaces());
        assertEquals(kept, rows(3));
        assertEquals(Map.of("bad_price", 1L, "erased", 2L), manifest(3).reasons());
        assertEquals(Map.of("bad_price", 1L, "erased", 2L), manifest(3).totals().reasons());
        assertSum(3);
        var lines = new String(gunzip(manifest(3).rejectedFiles().get(0)), StandardCharsets.UTF_8);
        assertTrue(lines.contains("globex") && !lines.contains("acme.example\",\"source\":\"acme"), lines);
    }

    private byte[] gunzip(String key) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(
                new java.io.ByteArrayInputStream(lake.get(key).orElseThrow()))) {
            return in.readAllBytes();
        }
    }

    @Test
    void oneProductGoesAndTheOthersStay() throws Exception {
        batch(event(1, "acme", "it's", "1 €", TEN), event(2, "acme", "B", "2 €", TEN));
        erase(new Erasure("prices", "acme", "it's", LATER));
        assertEquals(1, rows(2).size());
        assertTrue(rows(2).get(0).contains("\"sku\":\"B\""), rows(2).toString());
    }

    @Test
    void whatWasObservedLaterIsNewAndStays() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN), event(2, "acme", "A", "2 €", LATER));
        erase(source("acme"));
        assertEquals(1, rows(2).size());
        batch(event(3, "acme", "A", "3 €", LATER.plusSeconds(1)));
        assertEquals(1, rows(3).size());
    }

    @Test
    void whatWasObservedBeforeAndComesLateIsCountedAndNotKept() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN));
        erase(source("acme"));
        batch(event(2, "acme", "B", "2 €", TEN), event(3, "acme", "C", "call us", TEN));
        assertEquals(2, manifest(3).read());
        assertEquals(0, manifest(3).written());
        assertEquals(Map.of("erased", 2L), manifest(3).reasons());
        assertEquals(List.of(), manifest(3).rejectedFiles());
        assertEquals(List.of(), manifest(3).totals().publishers().get("17-ab").missing());
        assertSum(3);
    }

    @Test
    void noReplayBringsItBackAndTheReasonsStayTrue() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN), event(2, "globex", "A", "call us", TEN));
        batch(event(3, "globex", "B", "1 €", TEN));
        erase(source("acme"));
        batch(event(4, "acme", "C", "1 €", TEN));
        for (var rejected : List.of(false, true)) {
            var range = new Replays.Range(TEN, LATER.plusSeconds(120), null, rejected, false);
            rounds.replays.commit(rounds.replays.find(range), lake);
            rounds.round();
        }
        var replayed = manifest(5);
        assertEquals(List.of(1L, 2L, 3L, 4L), replayed.replaces());
        assertEquals(Map.of("erased", 2L, "bad_price", 1L), replayed.reasons());
        assertEquals(1, rows(5).size());
        assertEquals(Map.of("erased", 2L, "bad_price", 1L), replayed.totals().reasons());
        assertEquals(1, manifest(6).read());
        assertEquals(Map.of("erased", 2L, "bad_price", 1L), manifest(6).totals().reasons());
    }

    @Test
    void aHeldBatchIsReleasedWithoutIt() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN));
        batch(
                event(2, "acme", "B", "1 €", TEN),
                new String(event(3, "globex", "N", "1 €", TEN), StandardCharsets.UTF_8)
                        .replace("\"version\":1", "\"version\":9")
                        .getBytes(StandardCharsets.UTF_8));
        erase(source("acme"));
        var map = new LinkedHashMap<>(Declared.prices().toMap());
        map.put("version", 9);
        rounds = new Rounds(lake, work, Dataset.fromMap(map));
        rounds.round();
        assertEquals(BatchKind.RELEASE, manifest(4).kind());
        assertEquals(1, rows(4).size());
        assertEquals(Map.of("erased", 1L), manifest(4).reasons());
    }

    @Test
    void whatIsCompactedIsErasedAndWhatIsErasedIsCompacted() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN), event(2, "globex", "A", "1 €", TEN));
        batch(event(3, "globex", "B", "1 €", TEN));
        rounds.compactions.commit(rounds.compactions.find(NEXT_DAY), lake);
        rounds.round();
        erase(source("acme"));
        assertEquals(List.of(1L, 2L, 3L), manifest(4).replaces());
        assertEquals(2, rows(4).size());
        batch(event(4, "globex", "C", "1 €", TEN), event(5, "acme", "C", "1 €", TEN));
        rounds.compactions.commit(rounds.compactions.find(NEXT_DAY), lake);
        rounds.round();
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), manifest(6).replaces());
        assertEquals(rows(4, 5), rows(6));
        assertEquals(List.of(4L, 6L), manifest(6).totals().replacing());
        assertEquals(Map.of("erased", 2L), manifest(6).totals().reasons());
        assertTrue(rounds.erasures.find(source("acme")).erasures().isEmpty());
    }

    @Test
    void whileAnotherPlanIsUnderWayNothingIsPlanned() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN));
        Rounds.land(lake, SHARD, 2, LATER, event(2, "acme", "B", "1 €", TEN));
        rounds.plan();
        var committed = rounds.erasures.commit(source("acme"), lake);
        assertTrue(committed.busy());
        assertEquals(List.of(), committed.plans());
        rounds.round();
        committed = rounds.erasures.commit(source("acme"), lake);
        assertFalse(committed.busy());
        assertEquals(List.of(1L, 2L), committed.plans().get(0).replaces());
    }

    @Test
    void lookingWritesNothingAndWhereNothingMatchesThereIsNoPlan() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN));
        var before = lake.keys();
        assertEquals(Map.of("prices", 1L), rounds.erasures.find(source("acme")).rows());
        assertEquals(List.of(), rounds.erasures.commit(source("acne"), lake).plans());
        assertEquals(
                List.of(),
                rounds.erasures
                        .commit(new Erasure(null, "acme", "B", LATER), lake)
                        .plans());
        assertEquals(before, lake.keys());
    }

    @Test
    void aDatasetWhoseRowsDoNotSayWhoseTheyAreIsNamed() {
        var readings = Declared.dataset("""
                dataset: readings
                version: 1
                key: [id]
                version-column: at
                columns:
                  - {name: id, type: string, required: true}
                  - {name: at, type: timestamp, required: true}
                """);
        rounds = new Rounds(lake, work, readings, Declared.prices());
        assertEquals(List.of("readings"), rounds.erasures.find(source("acme")).without());
        var fault = assertThrows(
                RefusedException.class, () -> rounds.erasures.find(new Erasure("readings", "acme", null, LATER)));
        assertTrue(fault.getMessage().startsWith("rows of readings do not say of which source"), fault.getMessage());
        fault = assertThrows(
                RefusedException.class, () -> rounds.erasures.find(new Erasure("prises", "acme", null, LATER)));
        assertTrue(fault.getMessage().contains("there are prices, readings"), fault.getMessage());
    }

    @Test
    void whatRetentionRemovedIsNamedAndLeftAsItIs() throws Exception {
        batch(event(1, "acme", "A", "1 €", TEN));
        batch(event(2, "acme", "B", "2 €", TEN), event(3, "globex", "B", "3 €", TEN));
        var removal = Removal.NONE.next(TEN, Map.of(Removal.processed("prices"), BatchSet.of(List.of(1L))));
        lake.create(Removal.key(1), removal.toJson(), Map.of());
        var committed = erase(source("acme"));
        assertEquals(List.of(1L), committed.found().removed());
        assertEquals(Map.of("prices", 1L), committed.found().rows());
        assertEquals(List.of(2L), manifest(3).replaces());
        assertEquals(1, manifest(3).written());
    }
}
