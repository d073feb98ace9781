package io.millrace.spark;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.EmbeddedEngine;
import io.millrace.clean.HeldException;
import io.millrace.clean.Proposal;
import io.millrace.emr.SparkFailedException;
import io.millrace.emr.SparkHome;
import io.millrace.emr.SparkProcess;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.BatchKind;
import io.millrace.lake.FolderStore;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine and the Spark job make the same of the same lines. */
class SparkParityIT {
    private static final int EVENTS = Integer.getInteger("parity.events");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final SparkProcess SPARK = new SparkProcess(
            new SparkHome(Path.of(
                    System.getProperty("parity.spark", TARGET.resolve("spark").toString()))),
            TARGET.resolve("millrace-spark.jar"),
            // Of each, the JVM is half of the work: better code would come too late.
            List.of("-Xmx1500m", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"),
            2,
            Duration.ofMinutes(30));

    @TempDir
    static Path folder;

    private static FolderStore lake;
    private static Plan plan;
    private static Outcome embedded;

    /** Beside what an attempt has left that was killed, two attempts at once: of the same lines, at the price of one start. */
    @BeforeAll
    static void cleansWithBothEngines() throws Exception {
        cleansWithTheEmbeddedEngine();
        killsInTheMiddle("killed");
        try (var one = start("one");
                var other = start("other")) {
            one.await();
            other.await();
        }
    }

    private static void killsInTheMiddle(String attempt) throws Exception {
        try (var running = start(attempt)) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            !running.process().isAlive() || !keysOf(attempt).isEmpty());
            assertTrue(running.process().isAlive(), Files.readString(running.log()));
            running.process().destroyForcibly().waitFor();
        }
    }

    private static void cleansWithTheEmbeddedEngine() throws Exception {
        lake = new FolderStore(Files.createDirectories(folder.resolve("lake")));
        plan = DirtyZone.fill(lake, EVENTS);
        var attempt = new EmbeddedEngine(lake, folder.resolve("embedded"), "1GB", Clock.systemUTC()).attempt(plan);
        var files =
                attempt.uploads().stream().collect(Collectors.toMap(upload -> upload.key(), upload -> upload.file()));
        embedded = new Outcome(attempt.manifest(), files::get);
    }

    private static SparkProcess.Running start(String attempt) throws Exception {
        return SPARK.start(
                SparkProcess.CLEAN,
                List.of("--lake", lake.folder().toUri().toString(), "--plan", "7", "--attempt", attempt),
                Files.createDirectories(folder.resolve(attempt)));
    }

    private static Outcome outcome(String attempt) {
        var json = lake.get(new AttemptKeys(plan.n(), attempt).proposal()).orElseThrow();
        return new Outcome(Proposal.verify(json, plan, attempt, lake).manifest(), lake::file);
    }

    private static List<String> keysOf(String attempt) {
        return lake.list("", null, Integer.MAX_VALUE).stream()
                .filter(key -> key.contains(attempt))
                .toList();
    }

    @Test
    void theZoneHasDirtOfEveryKind() {
        var manifest = embedded.manifest();
        assertTrue(manifest.duplicates() > EVENTS / 100, manifest.duplicates() + " duplicates");
        for (var reason : List.of(
                "not_json",
                "not_an_event",
                "unknown_dataset",
                "time_out_of_range",
                "bad_price",
                "out_of_bounds_exact",
                "out_of_bounds_confidence",
                "missing_sku",
                "too_long_sku",
                "bad_name",
                "bad_day",
                "bad_small",
                "bad_word",
                "no_price_or_availability",
                Manifest.ERASED)) {
            assertTrue(manifest.reasons().containsKey(reason), reason + " is not among " + manifest.reasons());
        }
        assertTrue(manifest.datasets().values().stream()
                .allMatch(written -> written.files().size() > 2));
    }

    @Test
    void bothEnginesMakeTheSameOfTheSameLines() throws Exception {
        var spark = outcome("one");
        spark.requireSame(embedded);
        for (var dataset : DirtyZone.DATASETS) {
            for (var part : spark.manifest().datasets().get(dataset.name()).files()) {
                assertSorted(lake.file(part.key()), dataset.key());
            }
        }
        var named = new TreeSet<>(spark.manifest().rejectedFiles());
        spark.manifest().datasets().values().forEach(written -> written.files().forEach(part -> named.add(part.key())));
        named.add(new AttemptKeys(plan.n(), "one").proposal());
        assertEquals(List.copyOf(named), keysOf("one"), "nothing else is left behind");
    }

    private static void assertSorted(Path file, List<String> key) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            var order =
                    key.stream().map(column -> '"' + column + "\" NULLS FIRST").collect(Collectors.joining(", "));
            assertEquals(
                    List.of("0"),
                    Outcome.query(
                            connection,
                            "SELECT count(*) FROM (SELECT file_row_number a, row_number() OVER (ORDER BY " + order
                                    + ") - 1 b FROM read_parquet('" + file
                                    + "', file_row_number = true)) WHERE a <> b"),
                    file.toString());
        }
    }

    @Test
    void aJobThatWasKilledInTheMiddleProposesNothingAndIsNotBegunAgain() throws Exception {
        assertTrue(lake.get(new AttemptKeys(plan.n(), "killed").proposal()).isEmpty());
        assertFalse(keysOf("killed").isEmpty());
        var again =
                assertThrows(SparkFailedException.class, () -> start("killed").await());
        assertTrue(again.getMessage().contains("was begun before"), again.getMessage());
    }

    @Test
    void ofTwoAttemptsAtOnceTheOtherMakesTheSameToo() throws Exception {
        outcome("other").requireSame(embedded);
    }

    @Tag("long")
    @Test
    void whatWasRejectedIsCleanedAgainAsTheEmbeddedEngineDoes() throws Exception {
        var rejected = Files.createDirectories(folder.resolve("lake/rejected/batch=1-old"));
        Files.copy(embedded.file().apply(embedded.manifest().rejectedFiles().get(0)), rejected.resolve("a.jsonl.gz"));
        var again = Plan.about(
                plan,
                DirtyZone.START,
                BatchKind.REJECTED,
                List.of(7L),
                "prices",
                List.of(),
                List.of("rejected/batch=1-old/a.jsonl.gz"),
                plan.datasets());
        lake.put(again.key(), again.toJson());
        SPARK.clean(
                lake.folder().toUri().toString(), again.n(), "again", Files.createDirectories(folder.resolve("again")));
        var json = lake.get(new AttemptKeys(again.n(), "again").proposal()).orElseThrow();
        var manifest = Proposal.verify(json, again, "again", lake).manifest();
        var attempt =
                new EmbeddedEngine(lake, folder.resolve("embedded-again"), "1GB", Clock.systemUTC()).attempt(again);
        assertTrue(manifest.rejected() > 0);
        assertEquals(attempt.manifest().read(), manifest.read());
        assertEquals(attempt.manifest().reasons(), manifest.reasons());
        assertEquals(List.of(7L), manifest.replaces());
    }

    @Test
    void anEventOfANewerVersionHoldsTheBatchAndLeavesNothing() throws Exception {
        var older = new TreeMap<>(plan.datasets());
        var states = new TreeMap<>(older.get("states"));
        states.put("version", 0);
        older.put("states", states);
        var held = Plan.about(
                plan, DirtyZone.START, BatchKind.RELEASE, List.of(3L), null, plan.objects(), List.of(), older);
        var later = new Plan(
                99,
                held.planned(),
                held.kind(),
                held.replaces(),
                null,
                held.objects(),
                List.of(),
                held.ends(),
                older,
                held.total(),
                held.erasures(),
                held.suspects());
        lake.put(later.key(), later.toJson());
        SPARK.clean(lake.folder().toUri().toString(), 99, "newer", Files.createDirectories(folder.resolve("newer")));
        var proposal = new AttemptKeys(99, "newer").proposal();
        var manifest = Proposal.verify(lake.get(proposal).orElseThrow(), later, "newer", lake)
                .manifest();
        var embeddedHeld = assertThrows(
                HeldException.class,
                () -> new EmbeddedEngine(lake, folder.resolve("held"), "1GB", Clock.systemUTC()).attempt(later));
        assertEquals(embeddedHeld.getMessage(), manifest.held().detail());
        assertEquals("states", manifest.held().dataset());
        assertEquals(List.of(proposal), keysOf("newer"));
    }
}
