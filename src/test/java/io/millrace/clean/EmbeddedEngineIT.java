package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.testing.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEngineIT {
    private static final String OTHER = "shardId-000000000001";
    private static final Dataset READINGS = Declared.dataset("""
            dataset: readings
            version: 1
            key: [id]
            version-column: at
            columns:
              - {name: id,     type: string, required: true}
              - {name: at,     type: timestamp, required: true}
              - {name: day,    type: date}
              - {name: small,  type: int}
              - {name: big,    type: bigint}
              - {name: real,   type: double}
              - {name: exact,  type: "decimal(38,10)"}
              - {name: flag,   type: boolean}
              - {name: any,    type: json}
              - {name: select, type: string}
            """);

    @TempDir
    Path work;

    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);
    private final List<RawObject> objects = new ArrayList<>();
    private List<Dataset> datasets = List.of(Declared.prices());

    private void land(String shard, long first, byte[]... data) {
        var records = new ArrayList<StreamRecord>();
        for (var i = 0; i < data.length; i++) {
            records.add(new StreamRecord(Long.toString(first + i), TEN.plusSeconds(5), data[i]));
        }
        objects.add(landed.land(shard, first == 1 ? null : Long.toString(first - 1), records));
    }

    private Attempt attempt() throws IOException, SQLException {
        var declarations = new TreeMap<String, Map<String, Object>>();
        datasets.forEach(dataset -> declarations.put(dataset.name(), dataset.toMap()));
        // By way of the lake, as the cleaning stage has it.
        var plan = Batched.plan(7, TEN, objects, Map.of(), declarations);
        lake.create(plan.key(), plan.toJson(), Map.of());
        return engine().attempt(new Batches(lake).plan(7).orElseThrow());
    }

    private EmbeddedEngine engine() {
        return new EmbeddedEngine(lake, work, "128MB", Clock.fixed(TEN, ZoneOffset.UTC));
    }

    private static List<String> rows(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Rows.of(connection, "SET TimeZone = 'UTC'", " ");
            return Rows.of(connection, sql, " ");
        }
    }

    private static String files(Attempt attempt) {
        return attempt.uploads().stream()
                .filter(upload -> upload.key().endsWith(".parquet"))
                .map(upload -> "'" + upload.file() + "'")
                .reduce((a, b) -> a + ", " + b)
                .map(list -> "read_parquet([" + list + "])")
                .orElseThrow();
    }

    @Test
    void anAttemptTellsHowManyOfItsLinesItHasRead() throws Exception {
        land("s", 1, price(1, "a", "1.00", TEN), price(2, "b", "1.00", TEN));
        land("s", 3, price(3, "c", "1.00", TEN));
        var plan = Batched.plan(
                7, TEN, objects, Map.of(), Map.of("prices", datasets.get(0).toMap()));
        var engine = engine();
        var told = new ArrayList<String>();
        lake.failReads(
                key -> {
                    engine.underWay(7).ifPresent(now -> told.add(now.read() + " of " + now.planned()));
                    return false;
                },
                IllegalStateException::new);
        engine.attempt(plan).discard();
        assertEquals(List.of("0 of 3", "2 of 3"), told);
        assertTrue(engine.underWay(7).isEmpty());
    }

    private static byte[] price(long n, String sku, String price, Instant at) {
        return Events.price(n, sku, price, at);
    }

    @Test
    void readIsWrittenAndDuplicatesAndRejected() throws Exception {
        land(
                SHARD,
                1,
                price(1, "A", "1,00 €", TEN),
                price(2, "A", "1,00 €", TEN),
                "no event".getBytes(StandardCharsets.UTF_8),
                price(4, "B", "call us", TEN),
                price(5, "B", "2,00 €", TEN));
        var manifest = attempt().manifest();
        assertEquals(5, manifest.read());
        assertEquals(2, manifest.written());
        assertEquals(1, manifest.duplicates());
        assertEquals(2, manifest.rejected());
        assertEquals(Map.of("not_json", 1L, "bad_price", 1L), manifest.reasons());
        assertEquals(7, manifest.n());
    }

    @Test
    void theManifestNamesEveryDatasetEvenWithoutRows() throws Exception {
        datasets = List.of(Declared.prices(), READINGS);
        land(SHARD, 1, price(1, "A", "1,00 €", TEN));
        var readings = attempt().manifest().datasets().get("readings");
        assertEquals(0, readings.rows());
        assertEquals(List.of(), readings.files());
    }

    @Test
    void ofOneKeyTheGreaterVersionStays() throws Exception {
        datasets = List.of(READINGS);
        land(SHARD, 1, reading(1, "2026-11-21T10:00:02Z", 2), reading(2, "2026-11-21T10:00:01Z", 1));
        assertEquals(List.of("2"), rows("SELECT small FROM " + files(attempt())));
    }

    @Test
    void ofOneVersionTheLaterShardAndThenTheLaterRecordStays() throws Exception {
        datasets = List.of(READINGS);
        land(OTHER, 1, reading(1, "2026-11-21T10:00:00Z", 1), reading(2, "2026-11-21T10:00:00Z", 2));
        land(SHARD, 99, reading(3, "2026-11-21T10:00:00Z", 3));
        assertEquals(List.of("2 " + OTHER + " 2"), rows("SELECT small, shard, seq FROM " + files(attempt())));
    }

    @Test
    void sequenceNumbersAreComparedAsNumbers() throws Exception {
        datasets = List.of(READINGS);
        land(SHARD, 9, reading(1, "2026-11-21T10:00:00Z", 9), reading(2, "2026-11-21T10:00:00Z", 10));
        assertEquals(List.of("10"), rows("SELECT small FROM " + files(attempt())));
    }

    @Test
    void thereIsOneFileADayOfObservationInUtc() throws Exception {
        land(
                SHARD,
                1,
                price(1, "A", "1,00 €", Instant.parse("2026-11-20T23:59:59.999999Z")),
                price(2, "B", "2,00 €", Instant.parse("2026-11-21T00:00:00Z")),
                price(3, "A", "3,00 €", Instant.parse("2026-11-21T09:00:00Z")));
        var attempt = attempt();
        var written = attempt.manifest().datasets().get("prices");
        assertEquals(
                List.of("2026-11-20 1", "2026-11-21 2"),
                written.files().stream()
                        .map(file -> file.dt() + " " + file.rows())
                        .toList());
        assertEquals(3, written.rows());
        var root = "processed/prices/batch=7-" + attempt.manifest().attempt();
        assertEquals(
                List.of(root + "/dt=2026-11-20/part-00000.parquet", root + "/dt=2026-11-21/part-00000.parquet"),
                written.files().stream().map(Manifest.DataFile::key).toList());
        for (var i = 0; i < 2; i++) {
            assertEquals(written.files().get(i).key(), attempt.uploads().get(i).key());
            assertEquals(
                    written.files().get(i).bytes(),
                    Files.size(attempt.uploads().get(i).file()));
        }
    }

    @Test
    void theFilesHoldTheColumnsOfTheManifestInItsOrder() throws Exception {
        land(SHARD, 1, price(1, "A", "1,00 €", TEN));
        var attempt = attempt();
        var columns = attempt.manifest().datasets().get("prices").columns();
        assertEquals(columns, rows("SELECT column_name FROM (DESCRIBE SELECT * FROM " + files(attempt) + ")"));
        assertEquals(List.of("batch", "shard", "seq"), columns.subList(columns.size() - 3, columns.size()));
    }

    @Test
    void decimalsAreExactAndTimesAreUtcMicrosecondsInParquet() throws Exception {
        datasets = List.of(READINGS);
        land(SHARD, 1, reading(1, "2026-11-21T10:00:00.123456Z", 1));
        var file = attempt().uploads().get(0).file();
        var types = rows("SELECT name, type, converted_type, logical_type FROM parquet_schema('" + file + "')");
        assertTrue(
                types.stream()
                        .anyMatch(t -> t.startsWith("at INT64 TIMESTAMP_MICROS") && t.contains("isAdjustedToUTC=1")),
                types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("exact FIXED_LEN_BYTE_ARRAY DECIMAL")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("day INT32 DATE")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("small INT32 INT_32")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("big INT64 INT_64")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("real DOUBLE")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("flag BOOLEAN")), types.toString());
        assertTrue(types.stream().anyMatch(t -> t.startsWith("any BYTE_ARRAY UTF8")), types.toString());
    }

    @Test
    void everyValueComesOutAsItWentIn() throws Exception {
        datasets = List.of(READINGS);
        var event = new String(reading(1, "2026-11-21T10:00:00.123456Z", -5), StandardCharsets.UTF_8)
                .replace(
                        "\"small\":-5",
                        "\"small\":-5,\"big\":-9223372036854775808,\"real\":1e300,\"flag\":false,"
                                + "\"exact\":\"1234567890123456789012345678.0123456789\",\"day\":\"0001-01-01\","
                                + "\"any\":{\"a\":[1,\"ä\"]},\"select\":\"it's 𝄞 \\\"\"");
        land(SHARD, 1, event.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of("2026-11-21 10:00:00.123456+00 -5 -9223372036854775808 1e+300 false"
                        + " 1234567890123456789012345678.0123456789 0001-01-01 {\"a\":[1,\"ä\"]} it's 𝄞 \""),
                rows(
                        "SELECT \"at\"::VARCHAR, small, big, \"real\"::VARCHAR, flag, exact, \"day\"::VARCHAR, \"any\", \"select\" FROM "
                                + files(attempt())));
    }

    @Test
    void rowsAreSortedByKeyInsideOfAFile() throws Exception {
        land(SHARD, 1, price(1, "C", "1 €", TEN), price(2, "A", "1 €", TEN), price(3, "B", "1 €", TEN));
        assertEquals(List.of("A", "B", "C"), rows("SELECT sku FROM " + files(attempt())));
    }

    @Test
    void rejectedLinesAreKeptWholeInAFileOfTheirOwn() throws Exception {
        land(SHARD, 1, price(1, "A", "call us", TEN), new byte[] {(byte) 0xff});
        var attempt = attempt();
        var key = "rejected/batch=7-" + attempt.manifest().attempt() + "/part-00000.jsonl.gz";
        assertEquals(List.of(key), attempt.manifest().rejectedFiles());
        var upload = attempt.uploads().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        List<String> lines;
        try (var in = new GZIPInputStream(Files.newInputStream(upload.file()))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertEquals(2, lines.size());
        var first = Json.read(lines.get(0).getBytes(StandardCharsets.UTF_8), JsonNode.class, "test");
        assertEquals("bad_price", first.path("reason").asText());
        assertEquals("1", first.path("seq").asText());
        assertEquals(
                new String(price(1, "A", "call us", TEN), StandardCharsets.UTF_8),
                first.path("line").asText());
        var second = Json.read(lines.get(1).getBytes(StandardCharsets.UTF_8), JsonNode.class, "test");
        assertEquals("/w==", second.path("bytes").asText());
    }

    @Test
    void withoutRejectedLinesThereIsNoFileOfThem() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN));
        assertEquals(List.of(), attempt().manifest().rejectedFiles());
    }

    @Test
    void theNumbersOfThePublishersAreThoseOfAllLinesRejectedOnesToo() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN), price(2, "A", "call us", TEN), price(5, "A", "1 €", TEN));
        var ranges = attempt().manifest().publishers().get("17-ab");
        assertEquals(2, ranges.size());
        assertEquals(
                "1-2 5-5", ranges.get(0)[0] + "-" + ranges.get(0)[1] + " " + ranges.get(1)[0] + "-" + ranges.get(1)[1]);
    }

    @Test
    void twoAttemptsAtOneBatchShareNoKey() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN), price(2, "A", "call us", TEN));
        var one = attempt();
        var two = attempt();
        var shared =
                new ArrayList<>(one.uploads().stream().map(Attempt.Upload::key).toList());
        shared.retainAll(two.uploads().stream().map(Attempt.Upload::key).toList());
        assertEquals(List.of(), shared);
        assertEquals(one.manifest().key(), two.manifest().key());
    }

    @Test
    void anEventOfANewerDeclarationHoldsTheBatchAndLeavesNoFiles() throws Exception {
        var newer =
                new String(price(2, "A", "1 €", TEN), StandardCharsets.UTF_8).replace("\"version\":1", "\"version\":9");
        land(SHARD, 1, price(1, "A", "1 €", TEN), newer.getBytes(StandardCharsets.UTF_8));
        var held = assertThrows(HeldException.class, this::attempt);
        assertTrue(held.getMessage().contains("prices version 9"), held.getMessage());
        assertTrue(held.getMessage().contains(SHARD + " at 2"), held.getMessage());
        assertNothingIsLeft();
    }

    @Test
    void anAttemptThatFailsLeavesNoFiles() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN));
        land(SHARD, 2, price(2, "A", "1 €", TEN));
        lake.remove(objects.get(1).key());
        assertThrows(IllegalStateException.class, this::attempt);
        assertNothingIsLeft();
    }

    @Test
    void discardingAnAttemptLeavesNoFiles() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN), price(2, "A", "call us", TEN));
        var attempt = attempt();
        assertTrue(Files.exists(attempt.uploads().get(0).file()));
        attempt.discard();
        assertFalse(Files.exists(attempt.folder()));
        assertNothingIsLeft();
    }

    @Test
    void whatTheCleanerAcceptsTheTableTakes() throws Exception {
        datasets = List.of(READINGS);
        var text = new String(reading(1, "9999-12-31T23:59:59.999999Z", 1), StandardCharsets.UTF_8);
        land(
                SHARD,
                1,
                text.getBytes(StandardCharsets.UTF_8),
                text.replace("\"r\"", "\"r2\"")
                        .replace("9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z")
                        .getBytes(StandardCharsets.UTF_8),
                text.replace("\"r\"", "\"\\u0000\"").getBytes(StandardCharsets.UTF_8),
                text.replace("\"small\":1", "\"day\":\"9999-12-31\",\"any\":1e400,\"real\":-0.0")
                        .replace("\"r\"", "\"r4\"")
                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(4, attempt().manifest().written());
    }

    @Test
    void batchesWithoutAManifestAreUncommittedInOrder() {
        var cleaning =
                new Cleaning(new Batches(lake), engine(), false, Gate.open(), lake, Clock.fixed(TEN, ZoneOffset.UTC));
        assertEquals(List.of(), cleaning.uncommitted());
        for (long n = 1; n <= 4; n++) {
            lake.create(Plan.key(n), Batched.plan(n, TEN).toJson(), Map.of());
        }
        lake.create(Manifest.key(1), new byte[0], Map.of());
        assertEquals(List.of(2L, 3L, 4L), cleaning.uncommitted());
        lake.create(Manifest.key(2), new byte[0], Map.of());
        assertEquals(List.of(3L, 4L), cleaning.uncommitted());
    }

    @Test
    void cleaningABatchReadsItsPlan() throws Exception {
        land(SHARD, 1, price(1, "A", "1 €", TEN.minus(Duration.ofDays(3))));
        attempt().discard();
        for (long n = 1; n <= 6; n++) {
            Batched.commit(lake, Batched.manifest(n, TEN, 0, 0, Map.of(), Map.of(), Map.of()));
        }
        var cleaning =
                new Cleaning(new Batches(lake), engine(), false, Gate.open(), lake, Clock.fixed(TEN, ZoneOffset.UTC));
        var attempt = cleaning.attempt(cleaning.begin(7));
        assertEquals(1, attempt.manifest().written());
        cleaning.discard(attempt);
        assertNothingIsLeft();
        var fault = assertThrows(IllegalStateException.class, () -> cleaning.begin(8));
        assertEquals("batch 8 has no plan", fault.getMessage());
    }

    private static byte[] reading(long n, String at, int small) {
        return Events.event("readings", n, TEN, Map.of("id", "r", "at", at, "small", small), Map.of());
    }

    private void assertNothingIsLeft() throws IOException {
        try (var files = Files.list(work)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
