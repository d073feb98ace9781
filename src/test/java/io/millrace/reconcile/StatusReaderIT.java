package io.millrace.reconcile;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.clean.Planner;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FailedWork;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.Start;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small pipeline whose stages all did their work, and what a status says of it once something is planted. */
class StatusReaderIT {
    private static final String LANDED = "landed = read + held + dropped + waiting to be cleaned";
    private static final String READ = "read = written + duplicates + rejected";
    private static final String NUMBERS = "numbers missing of the publishers' events = 0";
    private static final String TRIMMED = "ranges of records that were trimmed before they were landed = 0";
    private static final String WRITTEN = "local.states: written = inserted + updated + ignored";
    private static final String ROWS = "local.states: inserted - deleted = rows";
    private static final String LAKE = "local.states: written to the lake = written to the warehouse";

    private static final Dataset STATES = Declared.dataset("""
            dataset: states
            version: 1
            key: [id]
            version-column: id
            columns: [{name: id, type: int, required: true}]
            """);
    private static final Clock CLOCK = Clock.fixed(TEN, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);
    private final Batches batches = new Batches(lake);
    private final Positions positions = new Positions(lake, lake);
    private final FakeStream stream = new FakeStream().put(SHARD, 5);
    private final StageHealth health = new StageHealth(CLOCK);
    private List<Status.Instance> instances = List.of();
    private List<Status.Trimmed> trimmed = List.of();
    private final LongFunction<Status.Cleaning> cleaning =
            n -> new Status.Cleaning(n, "embedded", Instant.EPOCH, 2L, 5L, null, null);
    private Status.Catalog catalog;
    private Clock clock = CLOCK;
    private DuckDb file;
    private Warehouse warehouse;

    @BeforeEach
    void runAllStages() throws Exception {
        landed.land(SHARD, null, 1, 3, TEN);
        landed.land(SHARD, "3", 4, 5, TEN);
        plan();
        commit(1, 5, 3, 1, 1, new long[] {1, 5});
        file = DuckDb.open(folder.resolve("w.duckdb"), "128MB");
        warehouse = Warehouse.duckDb("local", file);
        warehouse.prepare(List.of(STATES));
        execute("INSERT INTO states VALUES (1, 1), (2, 1)");
        execute("INSERT INTO millrace_loads VALUES (1, 'states', 'a', 3, 2, 0, 1, now(), 0)");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    private void plan() {
        var planner = new Planner(batches, positions, new RawZone(lake), List.of(STATES), 100, null, CLOCK);
        var plan = planner.propose().orElseThrow();
        lake.create(plan.key(), plan.toJson(), Map.of());
    }

    private void commit(long n, long read, long written, long duplicates, long rejected, long[]... numbers) {
        if (batches.isCommitted(n)) {
            lake.remove(Manifest.key(n));
        }
        Batched.commit(
                lake,
                Batched.manifest(
                        n,
                        TEN,
                        read,
                        duplicates,
                        rejected == 0 ? Map.of() : Map.of("not_json", rejected),
                        Map.of("states", new Manifest.Written(1, List.of("id"), written, List.of())),
                        Map.of("p", List.of(numbers))));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private StatusReader reader() {
        return new StatusReader(
                "local",
                new ShardTip(stream, STREAM.name()),
                lake,
                positions,
                new RawZone(lake),
                batches,
                List.of(warehouse),
                List.of(STATES),
                health,
                new Told(() -> instances, () -> null, () -> trimmed, cleaning, () -> catalog, List::of, () -> null),
                clock);
    }

    private List<String> broken() throws SQLException {
        var status = reader().read();
        var broken = status.sums().stream()
                .filter(sum -> !sum.holds())
                .map(Status.Sum::sum)
                .toList();
        assertEquals(broken.isEmpty(), status.ok());
        return broken;
    }

    @Test
    void afterAllStagesEverySumHolds() throws Exception {
        var status = reader().read();
        assertTrue(status.ok(), status.toJson());
        assertEquals(
                List.of(LANDED, READ, NUMBERS, TRIMMED, WRITTEN, ROWS, LAKE),
                status.sums().stream().map(Status.Sum::sum).toList());
        assertEquals(new Status.Land(2, 5), status.land());
        assertEquals(
                new Status.Clean(1, 1, 5, 0, 3, 1, 1, 0, Map.of("not_json", 1L), 0, List.of(), TEN, 0), status.clean());
        assertEquals(
                List.of(new Status.WarehouseStatus(
                        "local", "duckdb", "states", 1, 1, null, 1, 0, 0, 2, 0, 1, 0, 2, null)),
                status.warehouses());
        assertEquals(
                List.of(new Status.Shard(SHARD, "5", 0, 0)), status.stream().shards());
        assertEquals(0, status.failed());
    }

    @Test
    void whatIsCleanedIsToldOfTheFirstBatchThatIsPlannedAndNotCommitted() throws Exception {
        assertNull(reader().read().cleaning(), "all is committed");
        catalog = new Status.Catalog("millrace", 1);
        var plan = new Batches(lake).latestPlan();
        var next =
                Plan.about(plan, Instant.EPOCH, BatchKind.RELEASE, List.of(1L), null, List.of(), List.of(), Map.of());
        lake.put(next.key(), next.toJson());
        var status = reader().read();
        assertEquals(2, status.cleaning().batch());
        assertEquals(catalog, status.catalog());
        assertTrue(status.toJson().contains("\"read\":2,\"planned\":5"), status.toJson());
    }

    @Test
    void whatCameBeforeReadingWasToBeginDoesNotWaitToBeLanded() throws Exception {
        stream.put("born-before", 4);
        assertEquals(4, behind("born-before"));
        var latest = new Start("latest", TEN.plusSeconds(1), List.of(SHARD, "born-before"), TEN.plusSeconds(1));
        positions.start(STREAM, latest);
        assertEquals(0, behind("born-before"));
        stream.put("born-later", 2);
        assertEquals(2, behind("born-later"));
    }

    private long behind(String shard) throws Exception {
        return reader().read().stream().shards().stream()
                .filter(one -> one.shard().equals(shard))
                .findFirst()
                .orElseThrow()
                .behind();
    }

    @Test
    void aRowThatIsMissingInTheWarehouseBreaksItsRows() throws Exception {
        execute("DELETE FROM states WHERE id = 1");
        assertEquals(List.of(ROWS), broken());
    }

    @Test
    void aRowTooManyInTheWarehouseBreaksItsRows() throws Exception {
        execute("INSERT INTO states VALUES (7, 1)");
        assertEquals(List.of(ROWS), broken());
    }

    @Test
    void aLedgerWhoseRowsDoNotAddUpBreaksItsOwnSum() throws Exception {
        execute("UPDATE millrace_loads SET ignored = 0");
        assertEquals(List.of(WRITTEN), broken());
    }

    @Test
    void aLedgerOfAnotherLakeBreaksTheSumOverBoth() throws Exception {
        execute("UPDATE millrace_loads SET written = 9, ignored = 7");
        assertEquals(List.of(LAKE), broken());
    }

    @Test
    void aLineThatWasNotReadBreaksTheLanded() throws Exception {
        commit(1, 4, 3, 1, 0, new long[] {1, 5});
        assertEquals(List.of(LANDED), broken());
    }

    @Test
    void aLineThatBecameNothingBreaksTheRead() throws Exception {
        commit(1, 5, 3, 1, 0, new long[] {1, 5});
        assertEquals(List.of(READ), broken());
    }

    @Test
    void anEventThatNeverCameBreaksTheNumbers() throws Exception {
        commit(1, 5, 3, 1, 1, new long[] {1, 3}, new long[] {5, 6});
        assertEquals(List.of(NUMBERS), broken());
        var missing = reader().read().publishers().get(0).missing();
        assertEquals("4-4", missing.get(0)[0] + "-" + missing.get(0)[1]);
    }

    @Test
    void anEventThatIsKeptAsFailedIsNotMissing() throws Exception {
        commit(1, 5, 3, 1, 1, new long[] {1, 3}, new long[] {5, 6});
        lake.put(FailedWork.eventKey("p", 4), new byte[0]);
        assertEquals(List.of(), broken());
        assertEquals(1, reader().read().failed());
    }

    @Test
    void aGapIsNoLossWhileSomethingIsUnderWay() throws Exception {
        commit(1, 5, 3, 1, 1, new long[] {1, 3}, new long[] {5, 6});
        stream.put(SHARD, 6);
        assertEquals(List.of(), broken());
        assertEquals(1, reader().read().stream().shards().get(0).behind());
    }

    @Test
    void whatIsLandedAndNotPlannedIsWaiting() throws Exception {
        landed.land(SHARD, "5", 6, 9, TEN);
        stream.put(SHARD, 9);
        assertEquals(List.of(), broken());
        assertEquals(new Status.Land(3, 9), reader().read().land());
    }

    @Test
    void whatIsPlannedAndNotCommittedIsWaiting() throws Exception {
        landed.land(SHARD, "5", 6, 9, TEN);
        plan();
        assertEquals(List.of(), broken());
        var status = reader().read();
        assertEquals(2, status.clean().planned());
        assertEquals(1, status.clean().committed());
    }

    @Test
    void aWarehouseThatIsBehindIsNoLoss() throws Exception {
        landed.land(SHARD, "5", 6, 9, TEN);
        plan();
        commit(2, 4, 4, 0, 0, new long[] {6, 9});
        assertEquals(List.of(), broken());
        assertEquals(1, reader().read().warehouses().get(0).behind());
    }

    @Test
    void aShardThatWasNeverLandedIsBehindFromItsBeginning() throws Exception {
        stream.put("shardId-000000000001", 4);
        var shards = reader().read().stream().shards();
        assertEquals(new Status.Shard("shardId-000000000001", null, 4, 0), shards.get(1));
    }

    @Test
    void stagesThatFailAreTold() throws Exception {
        health.failed("land", new IllegalStateException("no answer"));
        assertEquals("land", reader().read().failing().get(0).stage());
    }

    @Test
    void lagsAreToldInSecondsToo() throws Exception {
        landed.land(SHARD, "5", 6, 9, TEN);
        plan();
        commit(2, 4, 4, 0, 0, new long[] {6, 9});
        stream.put(SHARD, 12);
        clock = Clock.fixed(TEN.plusSeconds(75), ZoneOffset.UTC);
        var status = reader().read();
        assertEquals(
                new Status.Shard(SHARD, "9", 3, 75), status.stream().shards().get(0));
        assertEquals(75, status.warehouses().get(0).behindSeconds());
        assertTrue(status.ok());
    }

    @Test
    void whatRetentionTrimmedIsABrokenSum() throws Exception {
        trimmed = List.of(new Status.Trimmed(SHARD, "5", "17"));
        assertEquals(List.of(TRIMMED), broken());
    }

    @Test
    void aTailThatWasPublishedAndDidNotComeBreaksTheNumbers() throws Exception {
        instances = List.of(new Status.Instance("i", "host", List.of("fetch"), TEN, TEN, "p", 7, false));
        assertEquals(List.of(NUMBERS), broken());
    }

    @Test
    void aHeldBatchIsToldWithItsReasonAndIsNotFine() throws Exception {
        landed.land(SHARD, "5", 6, 9, TEN);
        stream.put(SHARD, 9);
        plan();
        var why = new Manifest.Held(Manifest.Held.NEWER_VERSION, "states version 2", 4, "states", 2);
        Batched.commit(lake, Manifest.empty(batches.plan(2).orElseThrow(), "a", TEN, why));
        var status = reader().read();
        assertFalse(status.ok());
        assertTrue(status.sums().stream().allMatch(Status.Sum::holds), status.toJson());
        assertEquals(1, status.clean().heldBatches());
        assertEquals(
                List.of(new Status.Held(2, "newer_version", "states version 2", 4)),
                status.clean().held());
    }

    @Test
    void aWarehouseThatCannotBeLoadedIsNotFine() throws Exception {
        health.failed("load-local", new IllegalStateException("disk full"));
        assertFalse(reader().read().ok());
    }

    @Test
    void theStatusIsJson() throws Exception {
        var json = Json.read(reader().toJson().getBytes(StandardCharsets.UTF_8), JsonNode.class, "test");
        assertTrue(json.path("ok").asBoolean());
        assertEquals(
                "5",
                json.path("stream")
                        .path("shards")
                        .path(0)
                        .path("landed_through")
                        .asText());
        assertEquals(7, json.path("sums").size());
    }

    @Test
    void aRunIsThroughOnceItsOwnRecordsAreInEveryWarehouse() throws Exception {
        var drain = new Drain(STREAM, positions, batches, List.of(warehouse), List.of(STATES));
        var goals = Map.of(SHARD, "5");
        assertTrue(drain.isLanded(goals));
        assertTrue(drain.isCleaned(goals));
        assertTrue(drain.isLoaded());
        assertFalse(drain.isLanded(Map.of(SHARD, "6")));
        assertFalse(drain.isCleaned(Map.of(SHARD, "6")));
        assertFalse(drain.isLanded(Map.of(SHARD, "5", "shardId-000000000001", "1")));
        assertFalse(drain.isCleaned(Map.of(SHARD, "5", "shardId-000000000001", "1")));
    }

    @Test
    void aPlanThatIsNotCommittedIsNotCleaned() throws Exception {
        var drain = new Drain(STREAM, positions, batches, List.of(warehouse), List.of(STATES));
        landed.land(SHARD, "5", 6, 9, TEN);
        assertFalse(drain.isCleaned(Map.of(SHARD, "9")), "not planned");
        plan();
        assertFalse(drain.isCleaned(Map.of(SHARD, "9")), "not committed");
        commit(2, 4, 4, 0, 0, new long[] {6, 9});
        assertTrue(drain.isCleaned(Map.of(SHARD, "9")));
        assertFalse(drain.isLoaded());
    }

    @Test
    void aRunWithoutEventsIsThrough() throws Exception {
        var nothing = new FakeLake();
        var drain = new Drain(
                STREAM, new Positions(nothing, nothing), new Batches(nothing), List.of(warehouse), List.of(STATES));
        assertTrue(drain.isLanded(Map.of()));
        assertTrue(drain.isCleaned(Map.of()));
        assertTrue(drain.isLoaded());
        assertFalse(drain.isCleaned(Map.of(SHARD, "1")));
    }
}
