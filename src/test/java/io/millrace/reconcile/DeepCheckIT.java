package io.millrace.reconcile;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.Planner;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import io.millrace.lake.Totals;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small pipeline in which everything is right, and what a deep check says once something is planted. */
class DeepCheckIT {
    private static final Dataset OFFERS = Declared.dataset("""
            dataset: offers
            version: 1
            key: [id]
            version-column: v
            columns:
              - {name: id, type: int, required: true}
              - {name: v, type: int, required: true}
              - {name: price, type: 'decimal(9,2)'}
            """);
    private static final String FILE_ONE = "processed/offers/batch=1/part.parquet";
    private static final String REJECTED = "rejected/batch=1/part.jsonl.gz";

    @TempDir
    Path folder;

    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);
    private final Batches batches = new Batches(lake);
    private final Positions positions = new Positions(lake, lake);
    private final List<RawObject> objects = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private DuckDb file;
    private Warehouse warehouse;

    @BeforeEach
    void runAllStages() throws Exception {
        objects.add(landed.land(SHARD, null, 1, 3, TEN));
        objects.add(landed.land(SHARD, "3", 4, 5, TEN));
        plan();
        lake.create(REJECTED, gzip("{\"reason\":\"not_json\"}\n"), Map.of());
        commit(1, 5, 1, Map.of("not_json", 1L), List.of(REJECTED), "(1, 1, 10.00), (2, 1, 20.00), (3, 1, NULL)", 3);
        objects.add(landed.land(SHARD, "5", 6, 7, TEN));
        plan();
        commit(2, 2, 0, Map.of(), List.of(), "(1, 2, 11.00), (4, 2, 40.00)", 2);
        objects.add(landed.land(SHARD, "7", 8, 9, TEN));
        file = DuckDb.open(folder.resolve("w.duckdb"), "128MB");
        // As in warehouses that do not enforce keys.
        execute(
                "CREATE TABLE offers (id INTEGER NOT NULL, v INTEGER NOT NULL, price DECIMAL(9,2), batch BIGINT NOT NULL)");
        execute("INSERT INTO offers VALUES (1, 2, 11, 2), (2, 1, 20, 1), (3, 1, NULL, 1), (4, 2, 40, 2)");
        warehouse = Warehouse.duckDb("local", file);
        execute("CREATE TABLE millrace_loads (batch BIGINT, dataset VARCHAR, attempt VARCHAR, written BIGINT,"
                + " inserted BIGINT, updated BIGINT, ignored BIGINT)");
        execute("CREATE TABLE millrace_starts (first_batch BIGINT, load_from VARCHAR)");
        execute("INSERT INTO millrace_loads VALUES (1, 'offers', 'attempt1', 3, 3, 0, 0),"
                + " (2, 'offers', 'attempt2', 2, 1, 1, 0)");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    private void plan() {
        var clock = Clock.fixed(TEN, ZoneOffset.UTC);
        var plan = new Planner(batches, positions, new RawZone(lake), List.of(OFFERS), 100, null, clock)
                .propose()
                .orElseThrow();
        lake.create(plan.key(), plan.toJson(), Map.of());
    }

    private void commit(
            long n,
            long read,
            long duplicates,
            Map<String, Long> reasons,
            List<String> rejected,
            String rows,
            int count)
            throws Exception {
        var content = parquet(n, rows);
        var key = "processed/offers/batch=" + n + "/part.parquet";
        lake.create(key, content, Map.of());
        var part = new Manifest.Written(
                1,
                List.of("id", "v", "price", "batch", "shard", "seq"),
                count,
                List.of(new Manifest.DataFile(key, "2026-11-21", count, content.length)));
        Batched.commit(
                lake,
                new Manifest(
                        n,
                        BatchKind.NEW,
                        "attempt" + n,
                        TEN,
                        read,
                        duplicates,
                        reasons.size(),
                        reasons,
                        rejected,
                        Map.of("offers", part),
                        Map.of("p", List.of(new long[] {1, read})),
                        List.of(),
                        null,
                        null,
                        Totals.NONE));
    }

    private byte[] parquet(long n, String rows) throws SQLException, IOException {
        var local = folder.resolve("rows.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT id::INTEGER AS id, v::INTEGER AS v, price::DECIMAL(9,2) AS price, " + n
                    + "::BIGINT AS batch, 's' AS shard, '1' AS seq FROM (VALUES " + rows + ") AS t (id, v, price)) TO '"
                    + local + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(local);
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DeepReport check() throws Exception {
        return new DeepCheck(
                        lake,
                        new RawZone(lake),
                        positions,
                        new Batches(lake),
                        List.of(warehouse),
                        List.of(OFFERS),
                        folder.resolve("work"))
                .check(progress::add);
    }

    /** The findings, each on one line. */
    private List<String> found() throws Exception {
        return check().findings().stream()
                .map(finding -> finding.kind() + " " + finding.place() + ": " + finding.found())
                .toList();
    }

    private void replace(String key, byte[] content, Map<String, String> metadata) {
        lake.remove(key);
        lake.create(key, content, metadata);
    }

    private Map<String, String> metadata(String key) {
        return new HashMap<>(lake.head(key).orElseThrow().metadata());
    }

    private byte[] content(String key) {
        return lake.get(key).orElseThrow();
    }

    @Test
    void whereAllIsRightNothingIsFoundAndEverythingWasLookedAt() throws Exception {
        var report = check();
        assertEquals(List.of(), report.findings());
        assertEquals(
                Map.of(
                        "plans",
                        2L,
                        "objects",
                        4L,
                        "records",
                        9L,
                        "batches",
                        2L,
                        "files",
                        3L,
                        "rows",
                        5L,
                        "rejected",
                        1L,
                        "table_rows",
                        4L),
                report.checked());
        assertEquals(
                List.of("plan 1 of 2", "plan 2 of 2", "batch 1 of 2", "batch 2 of 2", "table local.offers"), progress);
        try (var left = Files.list(folder.resolve("work"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aRawObjectThatIsGoneIsNamed() throws Exception {
        lake.remove(objects.get(1).key());
        assertEquals(
                List.of("object_missing " + objects.get(1).key()
                        + ": is gone; restore it from a backup or its versions"),
                found());
    }

    @Test
    void whatRetentionRemovedIsCountedAndNoFinding() throws Exception {
        var removal = Removal.NONE.next(
                TEN,
                Map.of(
                        Removal.RAW,
                        BatchSet.of(List.of(1L)),
                        Removal.REJECTED,
                        BatchSet.of(List.of(1L)),
                        Removal.processed("offers"),
                        BatchSet.of(List.of(1L))));
        lake.create(Removal.key(1), removal.toJson(), Map.of());
        lake.remove(objects.get(0).key());
        lake.remove(objects.get(1).key());
        lake.remove(REJECTED);
        lake.remove(FILE_ONE);
        var report = check();
        assertEquals(List.of(), report.findings());
        assertEquals(2, report.checked().get("removed_objects"));
        assertEquals(2, report.checked().get("removed_files"));
        assertEquals(2, report.checked().get("objects"));
        assertEquals(4, report.checked().get("table_rows"));
    }

    @Test
    void besideWhatRetentionRemovedFaultsAreFound() throws Exception {
        var removal = Removal.NONE.next(TEN, Map.of(Removal.processed("offers"), BatchSet.of(List.of(1L))));
        lake.create(Removal.key(1), removal.toJson(), Map.of());
        lake.remove(FILE_ONE);
        lake.remove(objects.get(0).key());
        execute("DELETE FROM offers WHERE id = 4");
        assertEquals(
                List.of("object_missing", "row_missing"),
                check().findings().stream().map(DeepReport.Finding::kind).toList());
    }

    @Test
    void aRawObjectThatIsGoneBeforeItWasPlannedEndsTheChain() throws Exception {
        lake.remove(objects.get(3).key());
        var found = found();
        assertEquals(1, found.size(), found.toString());
        assertTrue(
                found.get(0).startsWith("chain_short") && found.get(0).contains("ends with 7, its position says 9"),
                found.get(0));
    }

    @Test
    void contentThatWasChangedIsNamedWithItsLine() throws Exception {
        var key = objects.get(0).key();
        var lines = new String(
                        new GZIPInputStream(new ByteArrayInputStream(content(key))).readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();
        replace(key, gzip(lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(1) + "\n"), metadata(key));
        var found = found();
        assertTrue(found.get(0).startsWith("object_changed " + key + ": its SHA-256 is "), found.toString());
        assertEquals("object_order " + key + " line 3: has sequence number 2 after 3", found.get(1));
        assertEquals("object_last " + key + ": its content has last 2, expected 3", found.get(2));
    }

    @Test
    void contentThatIsCutOffIsNamed() throws Exception {
        var key = objects.get(0).key();
        var content = content(key);
        replace(key, Arrays.copyOf(content, content.length - 12), metadata(key));
        assertTrue(found().stream().anyMatch(said -> said.startsWith("object_unreadable " + key)), found().toString());
    }

    @Test
    void metadataThatAreWrongAreNamed() throws Exception {
        var key = objects.get(1).key();
        var wrong = metadata(key);
        wrong.put("count", "7");
        replace(key, content(key), wrong);
        assertEquals(List.of("object_metadata " + key + ": its count is 7, its plan says 2"), found());
    }

    @Test
    void anObjectInTheWrongHourIsNamed() throws Exception {
        var object = objects.get(3);
        var moved = object.key().replace("hour=10", "hour=09");
        replace(object.key(), content(object.key()), metadata(object.key()));
        lake.create(moved, content(object.key()), metadata(object.key()));
        lake.remove(object.key());
        var found = found();
        assertTrue(
                found.contains("object_hour " + moved
                        + ": its first record arrived at 2026-11-21T10:00:00Z, expected in raw/dt=2026-11-21/hour=10/"),
                found.toString());
    }

    @Test
    void anObjectThatTwoPlansHaveIsNamed() throws Exception {
        var second = batches.plan(2).orElseThrow();
        var both = new ArrayList<>(second.objects());
        both.add(0, objects.get(1));
        replan(second, both);
        var found = found();
        assertTrue(
                found.get(0)
                        .startsWith("object_twice processed/_plans/00000002.json "
                                + objects.get(1).key()),
                found.toString());
    }

    @Test
    void anObjectThatNoPlanHasIsNamed() throws Exception {
        replan(batches.plan(1).orElseThrow(), List.of(objects.get(0)));
        var found = found();
        assertTrue(
                found.stream().anyMatch(said -> said.startsWith("plan_ends processed/_plans/00000001.json")),
                found.toString());
    }

    private void replan(Plan plan, List<RawObject> with) {
        var changed = new Plan(
                plan.n(),
                plan.planned(),
                plan.kind(),
                plan.replaces(),
                plan.only(),
                with,
                plan.files(),
                plan.ends(),
                plan.datasets(),
                plan.total(),
                plan.erasures(),
                plan.suspects());
        replace(plan.key(), changed.toJson(), Map.of());
    }

    @Test
    void aFileOfABatchThatIsCutOffIsNamed() throws Exception {
        var content = content(FILE_ONE);
        replace(FILE_ONE, Arrays.copyOf(content, 100), Map.of());
        var found = found();
        var place = "processed/_batches/00000001.json " + FILE_ONE;
        assertTrue(
                found.contains("file_bytes " + place + ": has 100 bytes, expected " + content.length),
                found.toString());
        assertTrue(found.stream().anyMatch(said -> said.startsWith("file_unreadable " + place)), found.toString());
        assertTrue(found.stream().anyMatch(said -> said.startsWith("table_unchecked local.offers")), found.toString());
        assertTrue(found.stream().noneMatch(said -> said.startsWith("row_")), found.toString());
    }

    @Test
    void aFileThatIsGoneIsNamed() throws Exception {
        lake.remove(REJECTED);
        assertTrue(
                found().get(0).startsWith("file_missing processed/_batches/00000001.json " + REJECTED),
                found().toString());
    }

    @Test
    void aFileWithFewerRowsThanPromisedIsNamed() throws Exception {
        replace(FILE_ONE, parquet(1, "(1, 1, 10.00), (2, 1, 20.00)"), Map.of());
        assertTrue(
                found().contains("file_rows processed/_batches/00000001.json " + FILE_ONE + ": has 2 rows, expected 3"),
                found().toString());
    }

    @Test
    void rejectedLinesOfAnotherReasonAreNamed() throws Exception {
        replace(REJECTED, gzip("{\"reason\":\"bad_price\"}\n"), Map.of());
        assertEquals(
                List.of("batch_reasons processed/_batches/00000001.json: counts the rejected lines as {not_json=1},"
                        + " its files hold {bad_price=1}"),
                found());
    }

    @Test
    void totalsThatDoNotFollowAreNamed() throws Exception {
        var second = batches.manifest(2).orElseThrow();
        replace(
                second.key(),
                second.with(Totals.NONE.plus(second, batches::committed)).toJson(),
                Map.of());
        var found = found();
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("batch_totals processed/_batches/00000002.json"), found.get(0));
        assertTrue(found.get(0).contains("read is 2, expected 7"), found.get(0));
    }

    @Test
    void aRowThatIsMissingIsNamedWithItsBatch() throws Exception {
        execute("DELETE FROM offers WHERE id = 2");
        assertEquals(List.of("row_missing local.offers id=2: is missing; batch 1 wrote it"), found());
    }

    @Test
    void aRowThatStandsThereTwiceIsNamed() throws Exception {
        execute("INSERT INTO offers VALUES (2, 1, 20, 1)");
        assertEquals(
                List.of("row_doubled local.offers id=2: stands there 2 times, of batches 1, 1; expected once"),
                found());
    }

    @Test
    void aRowThatDiffersIsNamedWithBothValues() throws Exception {
        execute("UPDATE offers SET price = 19.99 WHERE id = 2");
        assertEquals(List.of("row_differs local.offers id=2: price is 19.99, batch 1 wrote 20.00"), found());
    }

    @Test
    void aRowWithoutItsValueIsNamed() throws Exception {
        execute("UPDATE offers SET price = 3 WHERE id = 3");
        assertEquals(List.of("row_differs local.offers id=3: price is 3.00, batch 1 wrote nothing"), found());
    }

    @Test
    void anOlderVersionThatStayedIsNamed() throws Exception {
        execute("UPDATE offers SET v = 1, price = 10, batch = 1 WHERE id = 1");
        assertEquals(
                List.of("row_differs local.offers id=1: v is 1, batch 2 wrote 2; price is 10.00, batch 2 wrote 11.00;"
                        + " batch is 1, batch 2 wrote 2"),
                found());
    }

    @Test
    void aRowThatNobodyWroteIsNamed() throws Exception {
        execute("INSERT INTO offers VALUES (77, 1, 1, 2)");
        assertEquals(
                List.of("row_invented local.offers id=77: stands there as of batch 2; no batch that counts wrote it"),
                found());
    }

    @Test
    void ofManyRowsTheFirstTenAreNamedAndAllCounted() throws Exception {
        execute("INSERT INTO offers SELECT i, 1, 1, 2 FROM range(100, 125) AS t (i)");
        var found = found();
        assertEquals(11, found.size());
        assertEquals("row_invented local.offers: and 15 more rows, 25 in all", found.get(10));
    }

    @Test
    void aLedgerRowThatIsMissingIsNamed() throws Exception {
        execute("DELETE FROM millrace_loads WHERE batch = 2");
        assertEquals(
                List.of("ledger_missing local.offers batch 2: the ledger has no row of it, expected one with 2 rows"
                        + " written"),
                found());
    }

    @Test
    void aLedgerRowOfAnotherAttemptIsNamed() throws Exception {
        execute("UPDATE millrace_loads SET attempt = 'other' WHERE batch = 1");
        var found = found();
        assertEquals(1, found.size(), found.toString());
        assertTrue(
                found.get(0).startsWith("ledger_differs local.offers batch 1: the ledger says attempt other"),
                found.get(0));
    }

    @Test
    void aBatchThatIsNotLoadedYetIsNoFault() throws Exception {
        execute("DELETE FROM millrace_loads WHERE batch = 2");
        execute("DELETE FROM offers");
        execute("INSERT INTO offers VALUES (1, 1, 10, 1), (2, 1, 20, 1), (3, 1, NULL, 1)");
        assertEquals(List.of(), found());
    }

    @Test
    void rowsOfABatchThatWasReplacedAreNotExpected() throws Exception {
        var part = batches.manifest(1).orElseThrow().datasets();
        lake.create(
                Plan.key(3),
                Plan.about(
                                batches.plan(2).orElseThrow(),
                                TEN,
                                BatchKind.REPLAY,
                                List.of(1L),
                                null,
                                List.of(objects.get(0), objects.get(1)),
                                List.of(),
                                Map.of())
                        .toJson(),
                Map.of());
        var content = parquet(3, "(2, 1, 21.00)");
        var key = "processed/offers/batch=3/part.parquet";
        lake.create(key, content, Map.of());
        Batched.commit(
                lake,
                new Manifest(
                        3,
                        BatchKind.REPLAY,
                        "attempt3",
                        TEN,
                        1,
                        0,
                        0,
                        Map.of(),
                        List.of(),
                        Map.of(
                                "offers",
                                new Manifest.Written(
                                        1,
                                        part.get("offers").columns(),
                                        1,
                                        List.of(new Manifest.DataFile(key, "2026-11-21", 1, content.length)))),
                        Map.of(),
                        List.of(1L),
                        null,
                        null,
                        Totals.NONE));
        execute("DELETE FROM offers WHERE id IN (2, 3)");
        execute("INSERT INTO offers VALUES (2, 1, 21, 3)");
        execute("INSERT INTO millrace_loads VALUES (3, 'offers', 'attempt3', 1, 0, 1, 0)");
        assertEquals(List.of(), found());
        execute("INSERT INTO offers VALUES (3, 1, NULL, 1)");
        assertEquals(
                List.of("row_invented local.offers id=3: stands there as of batch 1; no batch that counts wrote it"),
                found());
    }
}
