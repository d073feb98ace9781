package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.FakeLake;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Removal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaysIT {
    private static final String OTHER = "shardId-000000000001";
    private static final Dataset READINGS = Declared.dataset("""
            dataset: readings
            version: 1
            key: [id]
            version-column: at
            columns:
              - {name: id, type: string, required: true}
              - {name: at, type: timestamp, required: true}
            """);

    @TempDir
    Path work;

    private final FakeLake lake = new FakeLake();
    private Rounds rounds;

    @BeforeEach
    void begin() {
        rounds = new Rounds(lake, work);
    }

    private static byte[] price(long n, String sku, String price) {
        return Events.price(n, sku, price, TEN);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + "Z");
    }

    private void batch(String shard, long first, Instant arrived, byte[]... events) throws Exception {
        Rounds.land(lake, shard, first, arrived, events);
        rounds.round();
    }

    private Replays.Found find(String from, String to) {
        return rounds.replays.find(new Replays.Range(at(from), at(to), null, false, false));
    }

    private Replays.Found rejected() {
        return rounds.replays.find(new Replays.Range(at("00:00:00"), at("23:00:00"), null, true, false));
    }

    private List<Plan> replay(Replays.Found found) throws Exception {
        var plans = rounds.replays.commit(found, lake);
        rounds.round();
        return plans;
    }

    /** As retention does it: first the note, then the objects. */
    private void remove(String zone, long n) {
        var before = rounds.batches.removals().newest();
        var removal = before.next(Rounds.NOW, Map.of(zone, BatchSet.of(List.of(n))));
        lake.create(Removal.key(removal.n()), removal.toJson(), Map.of());
        if (zone.equals(Removal.RAW)) {
            rounds.plan(n).objects().forEach(object -> lake.remove(object.key()));
        } else {
            manifest(n).rejectedFiles().forEach(lake::remove);
        }
    }

    @Test
    void whatRetentionRemovedIsLeftOutAndNamed() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A1", "$1"));
        batch(SHARD, 2, at("10:30:00"), price(2, "A2", "$2"));
        remove(Removal.RAW, 1);
        // Not a whole hour: without the note lines of the first object would be read.
        var found = find("10:00:00", "10:45:00");
        assertEquals(List.of(List.of(2L)), replaced(found));
        assertEquals(List.of(1L), found.removed());
    }

    @Test
    void aGroupOfWhichAPartIsRemovedIsNotCleanedAgainInPart() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A1", "$1"));
        batch(SHARD, 2, at("10:30:00"), price(2, "A2", "$2"));
        replay(find("10:00:00", "11:00:00"));
        remove(Removal.RAW, 1);
        var found = find("10:00:00", "11:00:00");
        assertEquals(List.of(), replaced(found));
        assertEquals(List.of(1L, 2L, 3L), found.removed());
    }

    @Test
    void aRemovalThatComesBetweenTheLookAndThePlanRefusesIt() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A1", "$1"));
        var found = find("10:00:00", "11:00:00");
        remove(Removal.RAW, 1);
        var refused = assertThrows(RefusedException.class, () -> rounds.replays.commit(found, lake));
        assertTrue(refused.getMessage().contains("removed by retention"), refused.getMessage());
        assertEquals(1, rounds.batches.newestPlan());
    }

    @Test
    void rejectedLinesThatAreRemovedAreLeftOut() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A1", "none"));
        remove(Removal.REJECTED, 1);
        var found = rejected();
        assertEquals(List.of(), replaced(found));
        assertEquals(List.of(1L), found.removed());
    }

    private Manifest manifest(long n) {
        return rounds.batches.committed(n);
    }

    private static List<List<Long>> replaced(Replays.Found found) {
        return found.replays().stream().map(Replay::replaces).toList();
    }

    /** All values of a batch's files but its number, in the order of the files. */
    private List<String> rows(long n) throws Exception {
        var rows = new ArrayList<String>();
        for (var written : manifest(n).datasets().values()) {
            for (var file : written.files()) {
                var local = Files.write(
                        work.resolve("read.parquet"), lake.get(file.key()).orElseThrow());
                try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                        var result = connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT to_json(COLUMNS(c -> c <> 'batch'))::VARCHAR FROM '" + local + "'")) {
                    while (result.next()) {
                        var row = new ArrayList<String>();
                        for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            row.add(result.getString(i));
                        }
                        rows.add(file.dt() + " " + row);
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void overFinishedDataNoValueChangesHoweverOftenItIsReplayed() throws Exception {
        batch(
                SHARD,
                1,
                TEN,
                price(1, "A", "1,50 €"),
                price(2, "A", "1,50 €"),
                price(3, "B", "call us"),
                price(4, "C", "7 €"));
        replay(find("10:00:00", "10:00:01"));
        replay(find("10:00:00", "10:00:01"));
        assertEquals(2, rows(1).size());
        assertEquals(rows(1), rows(2));
        assertEquals(rows(1), rows(3));
        assertEquals(manifest(1).reasons(), manifest(3).reasons());
        assertEquals(manifest(1).duplicates(), manifest(3).duplicates());
        assertEquals(Map.of("bad_price", 1L), manifest(3).totals().reasons());
        assertEquals(4, manifest(3).totals().read());
        assertEquals(8, manifest(3).totals().again());
    }

    @Test
    void aReplayTakesThePlaceOfItsBatchesAndLeavesTheChainsWhereTheyAre() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        var plan = replay(find("10:00:00", "11:00:00")).get(0);
        assertEquals(BatchKind.REPLAY, plan.kind());
        assertEquals(List.of(1L), manifest(2).replaces());
        assertEquals("replaced by 2", rounds.report.lines(List.of(1L)).get(0).state());
        assertEquals(rounds.plan(1).ends(), plan.ends());
        assertEquals(rounds.plan(1).total(), plan.total());
        batch(SHARD, 2, TEN, price(2, "B", "1 €"));
        assertEquals(
                List.of("2"),
                rounds.plan(3).objects().stream().map(object -> object.first()).toList());
    }

    @Test
    void whatWasReplayedTogetherIsReplayedTogetherAgain() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A", "1 €"));
        batch(SHARD, 2, at("11:00:00"), price(2, "B", "1 €"));
        batch(SHARD, 3, at("12:00:00"), price(3, "C", "1 €"));
        replay(find("10:00:00", "11:30:00"));
        var found = find("10:00:00", "10:30:00");
        assertEquals(List.of(List.of(1L, 2L, 4L)), replaced(found));
        assertEquals(2, found.replays().get(0).objects().size());
    }

    @Test
    void onlyBatchesWithARecordOfTheRangeGoAgain() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A", "1 €"));
        batch(SHARD, 2, at("10:59:59"), price(2, "B", "1 €"));
        batch(SHARD, 3, at("11:00:00"), price(3, "C", "1 €"));
        batch(SHARD, 4, at("13:00:00"), price(4, "D", "1 €"));
        assertEquals(List.of(List.of(2L, 3L)), replaced(find("10:59:59", "11:00:01")));
        assertEquals(List.of(List.of(1L, 2L)), replaced(find("10:00:00", "11:00:00")));
        assertEquals(List.of(), replaced(find("11:00:01", "12:59:59")));
    }

    @Test
    void aRecordThatArrivedInTheHourAfterThatOfItsObjectIsFound() throws Exception {
        new io.millrace.lake.Landed(lake)
                .land(
                        SHARD,
                        null,
                        List.of(
                                new io.millrace.dataset.StreamRecord("1", at("10:59:59"), price(1, "A", "1 €")),
                                new io.millrace.dataset.StreamRecord("2", at("11:00:01"), price(2, "B", "1 €"))));
        rounds.round();
        assertEquals(List.of(List.of(1L)), replaced(find("11:00:00", "12:00:00")));
        assertEquals(List.of(), replaced(find("11:00:02", "12:00:00")));
    }

    @Test
    void aShardThatLagsIsFoundInLaterPlans() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A", "1 €"));
        for (var i = 2; i < 9; i++) {
            batch(SHARD, i, at("1" + i % 10 + ":00:00"), price(i, "S" + i, "1 €"));
        }
        batch(OTHER, 1, at("10:00:00"), price(20, "B", "1 €"));
        assertEquals(List.of(List.of(1L, 9L)), replaced(find("10:00:00", "11:00:00")));
    }

    @Test
    void aPlanHoldsAboutAsManyRecordsAsANewOne() throws Exception {
        rounds = new Rounds(lake, lake, work, 3);
        for (var i = 0; i < 4; i++) {
            batch(SHARD, 2 * i + 1, TEN, price(2 * i, "A", "1 €"), price(2 * i + 1, "B", "1 €"));
        }
        assertEquals(
                List.of(List.of(1L), List.of(2L), List.of(3L), List.of(4L)), replaced(find("10:00:00", "11:00:00")));
        rounds = new Rounds(lake, lake, work, 4);
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L)), replaced(find("10:00:00", "11:00:00")));
    }

    @Test
    void heldBatchesAreLeftOutAndNamed() throws Exception {
        batch(SHARD, 1, TEN, newer(1));
        batch(SHARD, 2, TEN, price(2, "A", "1 €"));
        var found = find("10:00:00", "11:00:00");
        assertEquals(List.of(1L), found.held());
        assertEquals(List.of(List.of(2L)), replaced(found));
    }

    @Test
    void aReleasedBatchGoesAgainAsTheOneThatReleasedIt() throws Exception {
        batch(SHARD, 1, TEN, newer(1));
        var map = new LinkedHashMap<>(Declared.prices().toMap());
        map.put("version", 9);
        rounds = new Rounds(lake, work, Dataset.fromMap(map));
        rounds.round();
        assertEquals(List.of(List.of(2L)), replaced(find("10:00:00", "11:00:00")));
    }

    @Test
    void aDroppedBatchIsNotReadAgain() throws Exception {
        batch(SHARD, 1, TEN, newer(1));
        rounds.held.drop(List.of(1L), lake);
        rounds.round();
        assertEquals(List.of(), replaced(find("10:00:00", "11:00:00")));
    }

    @Test
    void aReplayOfOneDatasetReadsItsLinesAlone() throws Exception {
        rounds = new Rounds(lake, work, Declared.prices(), READINGS);
        var reading = Events.event("readings", 3, TEN, Map.of("id", "r", "at", "2026-11-21T10:00:00Z"), Map.of());
        batch(
                SHARD,
                1,
                TEN,
                price(1, "A", "1 €"),
                price(2, "B", "call us"),
                reading,
                "x".getBytes(StandardCharsets.UTF_8));
        replay(rounds.replays.find(new Replays.Range(TEN, at("11:00:00"), "readings", false, false)));
        var again = manifest(2);
        assertEquals("readings", again.only());
        assertEquals(1, again.read());
        assertEquals(1, again.written());
        assertEquals(0, again.rejected());
        assertEquals("committed", rounds.report.lines(List.of(1L)).get(0).state());
        assertEquals(manifest(1).totals().reasons(), again.totals().reasons());
    }

    @Test
    void rejectedLinesAreReadByThemselvesAndWhatIsFineNowBecomesRows() throws Exception {
        rounds = new Rounds(lake, work, READINGS);
        batch(SHARD, 1, TEN, price(1, "A", "1 €"), price(2, "B", "call us"), new byte[] {(byte) 0xff});
        assertEquals(Map.of("unknown_dataset", 2L, "not_json", 1L), manifest(1).reasons());
        rounds = new Rounds(lake, work, Declared.prices(), READINGS);
        var plan = replay(rejected()).get(0);
        assertEquals(BatchKind.REJECTED, plan.kind());
        var again = manifest(2);
        assertEquals(3, again.read());
        assertEquals(1, again.written());
        assertEquals(Map.of("bad_price", 1L, "not_json", 1L), again.totals().reasons());
        assertEquals("committed", rounds.report.lines(List.of(1L)).get(0).state());
        var bytes = new ArrayList<String>();
        try (var lines = new GzipLines(lake, again.rejectedFiles().get(0))) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                var raw = Rejection.parse(line, lines.place()).rawLine();
                bytes.add(raw.seq() + " " + raw.arrived() + " " + raw.data().length);
            }
        }
        assertEquals(List.of("2 " + TEN + " " + price(2, "B", "call us").length, "3 " + TEN + " 1"), bytes);
    }

    @Test
    void linesThatWereReadAgainAreNotReadTwice() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "call us"));
        replay(rejected());
        var found = rejected();
        assertEquals(List.of(List.of(2L)), replaced(found));
        assertEquals(manifest(2).rejectedFiles(), found.replays().get(0).files());
        replay(found);
        assertEquals(Map.of("bad_price", 1L), manifest(3).totals().reasons());
        assertEquals(List.of(List.of(1L, 2L, 3L)), replaced(find("10:00:00", "11:00:00")));
    }

    private static byte[] suspect(long n, String sku, String price) {
        var payload = Map.of("sku", sku, "url", "https://acme.example/" + sku, "price", price, "currency", "EUR");
        return Events.event("prices", n, TEN, payload, Map.of("suspect", "price was another"));
    }

    private Replays.Found suspects(boolean rejected) {
        return rounds.replays.find(new Replays.Range(at("00:00:00"), at("23:00:00"), null, rejected, true));
    }

    @Test
    void suspectLinesBecomeRowsWhenAPersonTakesThemAsTrue() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"), suspect(2, "B", "1999"), price(3, "C", "call us"));
        assertEquals(Map.of("suspect", 1L, "bad_price", 1L), manifest(1).reasons());
        replay(rejected());
        assertEquals(Map.of("suspect", 1L, "bad_price", 1L), manifest(2).reasons(), "not by themselves");
        replay(suspects(true));
        assertEquals(1, manifest(3).written());
        assertEquals(Map.of("bad_price", 1L), manifest(3).totals().reasons());
    }

    @Test
    void whatAPersonTookAsTrueStaysSoWhenItIsCleanedAgain() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"), suspect(2, "B", "1999"));
        batch(SHARD, 3, at("10:30:00"), suspect(3, "D", "1999"));
        replay(rounds.replays.find(new Replays.Range(TEN, at("10:10:00"), null, true, true)));
        var plans = replay(find("10:00:00", "11:00:00"));
        assertEquals(List.of(true, false), plans.stream().map(Plan::suspects).toList());
        assertEquals(2, manifest(4).written());
        assertEquals(Map.of("suspect", 1L), manifest(5).totals().reasons());
    }

    @Test
    void whereNothingIsRejectedThereIsNothingToRead() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        assertEquals(List.of(), rejected().replays());
    }

    /** Commits a replay that is held, since what it reads under a key is broken now; gives back what was there. */
    private byte[] held(Replays.Found found, String key) throws Exception {
        rounds.replays.commit(found, lake);
        var content = lake.get(key).orElseThrow();
        lake.put(key, new byte[] {1});
        for (var k = 1; k <= 4; k++) {
            assertThrows(RuntimeException.class, rounds::round);
        }
        rounds.round();
        return content;
    }

    private void assertNotReleased(long n) throws Exception {
        var newest = rounds.batches.newestPlan();
        var refused = assertThrows(RefusedException.class, () -> rounds.held.release(List.of(n), lake));
        var why = refused.getMessage();
        assertTrue(why.contains("removed by retention"), why);
        assertTrue(why.contains("./millrace batches drop " + n), why);
        assertEquals(newest, rounds.batches.newestPlan());
        rounds.held.drop(List.of(n), lake);
        rounds.round();
        assertEquals(List.of(), manifest(newest + 1).totals().heldBatches());
    }

    @Test
    void aHeldReplayIsNotReleasedOnceRetentionRemovedARawObjectThatItReads() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A", "1 €"));
        batch(SHARD, 2, at("10:30:00"), price(2, "B", "2 €"));
        var before = rows(1);
        held(find("10:00:00", "11:00:00"), rounds.plan(1).objects().get(0).key());
        remove(Removal.RAW, 1);
        assertNotReleased(3);
        assertEquals(before, rows(1));
        assertEquals("committed", rounds.report.lines(List.of(1L)).get(0).state());
    }

    @Test
    void aHeldReplayOfRejectedLinesIsNotReleasedOnceRetentionRemovedThem() throws Exception {
        batch(SHARD, 1, at("10:00:00"), price(1, "A", "none"));
        held(rejected(), manifest(1).rejectedFiles().get(0));
        remove(Removal.REJECTED, 1);
        assertNotReleased(2);
        assertEquals(1, rounds.batches.totals(3).rejected());
    }

    @Test
    void aHeldReplayReplacesNothingUntilItIsReleased() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        var key = rounds.plan(1).objects().get(0).key();
        var content = held(find("10:00:00", "11:00:00"), key);
        assertEquals("committed", rounds.report.lines(List.of(1L)).get(0).state());
        assertEquals(List.of(List.of(1L)), replaced(find("10:00:00", "11:00:00")));
        lake.put(key, content);
        rounds.held.release(List.of(2L), lake);
        rounds.round();
        assertEquals(BatchKind.REPLAY, manifest(3).kind());
        assertEquals(List.of(1L, 2L), manifest(3).replaces());
        assertEquals("replaced by 3", rounds.report.lines(List.of(1L)).get(0).state());
        assertEquals("released by 3", rounds.report.lines(List.of(2L)).get(0).state());
        assertEquals(List.of(), manifest(3).totals().heldBatches());
        assertEquals(List.of(List.of(1L, 3L)), replaced(find("10:00:00", "11:00:00")));
    }

    @Test
    void lookingWritesNothing() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        var before = lake.keys();
        find("10:00:00", "11:00:00");
        assertEquals(before, lake.keys());
    }

    @Test
    void aBatchThatIsAboutToBeReplacedIsNotPlannedAgain() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        var found = find("10:00:00", "11:00:00");
        rounds.replays.commit(found, lake);
        var fault = assertThrows(RefusedException.class, () -> rounds.replays.commit(found, lake));
        assertTrue(fault.getMessage().startsWith("batch 2 is planned and about batch 1:"), fault.getMessage());
    }

    @Test
    void aPlanMadeMeanwhileOnlyMovesTheNumber() throws Exception {
        batch(SHARD, 1, TEN, price(1, "A", "1 €"));
        var found = find("10:00:00", "11:00:00");
        batch(SHARD, 2, TEN, price(2, "B", "1 €"));
        assertEquals(3, rounds.replays.commit(found, lake).get(0).n());
    }

    @Test
    void whatCannotBeIsRefusedWithTheCure() {
        assertRefused("is not before --to", TEN, TEN, null, false);
        assertRefused("is in the future", TEN, Rounds.NOW.plusSeconds(1), null, false);
        assertRefused("no dataset is called prises; there are prices", TEN, Rounds.NOW, "prises", false);
        assertRefused("leave --dataset out", TEN, Rounds.NOW, "prices", true);
    }

    private void assertRefused(String why, Instant from, Instant to, String dataset, boolean rejected) {
        var fault = assertThrows(
                RefusedException.class,
                () -> rounds.replays.find(new Replays.Range(from, to, dataset, rejected, false)));
        assertTrue(fault.getMessage().contains(why), fault.getMessage());
    }

    private static byte[] newer(long n) {
        return new String(price(n, "N", "1 €"), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":9")
                .getBytes(StandardCharsets.UTF_8);
    }
}
