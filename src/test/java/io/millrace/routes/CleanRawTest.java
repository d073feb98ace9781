package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.Attempt;
import io.millrace.clean.DueBatch;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.lake.Newest;
import io.millrace.lake.Plan;
import io.millrace.lake.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanRawTest {
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
    private static final String PLAN = "put processed/_plans/00000001.json";
    private static final String MANIFEST = "put processed/_batches/00000001.json";

    @TempDir
    private Path folder;

    private Routes routes;
    private Optional<Plan> proposed = Optional.of(Batched.plan(1, NOW));
    private List<Long> uncommitted = List.of(1L);
    private RuntimeException attemptFails;
    private boolean elsewhere;
    private boolean isHeld;
    private Optional<Newest> newest = Optional.empty();

    /** Stands for the planner: proposes what the test says. */
    public final class Proposing {
        public Optional<Plan> propose() {
            return proposed;
        }
    }

    /** Stands for the engine: an attempt is two files. */
    public final class Attempting {
        public List<Long> uncommitted() {
            routes.log.add("uncommitted");
            return uncommitted;
        }

        public DueBatch begin(long n) {
            return new DueBatch(Batched.plan(n, NOW), Totals.NONE, null, elsewhere);
        }

        public Attempt attempt(DueBatch due) throws IOException {
            var n = due.n();
            routes.log.add("attempt " + n);
            if (attemptFails != null) {
                throw attemptFails;
            }
            var own = Files.createDirectory(folder.resolve("batch-" + n));
            var uploads = new ArrayList<Attempt.Upload>();
            for (var name : List.of("rows.parquet", "rejected.gz")) {
                uploads.add(
                        new Attempt.Upload("processed/" + n + "/" + name, Files.writeString(own.resolve(name), name)));
            }
            return new Attempt(manifest(n), uploads, own);
        }

        public Attempt failed(DueBatch due, Exception failure) throws Exception {
            routes.log.add("failed " + due.n());
            if (isHeld) {
                return new Attempt(manifest(due.n()), List.of(), null);
            }
            throw failure;
        }

        public Attempt complete(DueBatch due, Attempt attempt) {
            routes.log.add("complete " + attempt.manifest().n());
            return attempt;
        }

        public Optional<Newest> newest() {
            return newest;
        }

        public void discard(Attempt attempt) {
            routes.log.add("discard " + attempt.manifest().n());
            attempt.discard();
        }
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("clean-raw", "attempt-embedded");
        routes.bind("planner", new Proposing())
                .bind("cleaning", new Attempting())
                .begin("clean-raw")
                .start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void aBatchIsPlannedThenItsFilesArePutAndItsManifestLast() {
        clean();
        assertEquals(
                List.of(
                        PLAN,
                        "uncommitted",
                        "attempt 1",
                        "complete 1",
                        "put processed/1/rows.parquet",
                        "put processed/1/rejected.gz",
                        MANIFEST,
                        "discard 1"),
                routes.log);
        assertEquals(
                "rejected.gz",
                new String(routes.s3.get("processed/1/rejected.gz").orElseThrow()));
        assertEquals("attempt1", routes.s3.onlyJson("processed/_batches/").get("attempt"));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void theHintOfTheNewestIsWrittenOverAfterTheManifests() {
        newest = Optional.of(new Newest(3, 2));
        routes.s3.put(Newest.KEY, "old");
        clean();
        assertEquals("put " + Newest.KEY, routes.log.get(routes.log.size() - 1));
        assertEquals(
                "{\"planned\":3,\"committed\":2}",
                new String(routes.s3.get(Newest.KEY).orElseThrow()));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aPlanThatAnotherPlannerMadeIsCleanedInstead() {
        routes.s3.put("processed/_plans/00000001.json", "theirs");
        clean();
        assertEquals(
                "theirs",
                new String(routes.s3.get("processed/_plans/00000001.json").orElseThrow()));
        assertTrue(routes.s3.keys().contains("processed/_batches/00000001.json"), routes.log.toString());
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whereNothingIsNewNothingIsWritten() {
        proposed = Optional.empty();
        uncommitted = List.of();
        clean();
        assertEquals(List.of("uncommitted"), routes.log);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whatAnEarlierProcessPlannedIsCleanedThoughNothingIsNew() {
        proposed = Optional.empty();
        clean();
        assertTrue(routes.log.contains(MANIFEST), routes.log.toString());
    }

    @Test
    void aPlanThatCannotBeWrittenIsNotCleaned() {
        routes.s3.failFor(key -> key.contains("_plans"), FakeS3.status(503));
        clean();
        assertEquals(List.of(PLAN), routes.log);
        assertEquals(Set.of("clean-raw"), routes.health.failures().keySet());
    }

    @Test
    void anAttemptThatFailsLeavesNoManifestAndIsReported() {
        attemptFails = new IllegalStateException("raw/x is gone");
        clean();
        assertEquals(List.of(PLAN, "uncommitted", "attempt 1", "failed 1"), routes.log);
        assertEquals("raw/x is gone", routes.health.failures().get("clean-raw").reason());
    }

    @Test
    void aBatchThatFailedTooOftenIsCommittedAsHeld() {
        attemptFails = new IllegalStateException("raw/x is gone");
        isHeld = true;
        clean();
        assertEquals(
                List.of(PLAN, "uncommitted", "attempt 1", "failed 1", "complete 1", MANIFEST, "discard 1"), routes.log);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aBatchThatFailsHoldsTheOnesBehindIt() {
        uncommitted = List.of(1L, 2L);
        attemptFails = new IllegalStateException("raw/x is gone");
        clean();
        assertFalse(routes.log.contains("attempt 2"), routes.log.toString());
    }

    @Test
    void aFileThatCannotBePutLeavesNoManifestAndNoLocalFiles() {
        routes.s3.failFor(key -> key.endsWith("rows.parquet"), FakeS3.status(500));
        clean();
        assertEquals(
                List.of(PLAN, "uncommitted", "attempt 1", "complete 1", "put processed/1/rows.parquet", "discard 1"),
                routes.log);
        assertTrue(Files.notExists(folder.resolve("batch-1")));
        assertEquals(Set.of("clean-raw"), routes.health.failures().keySet());
    }

    @Test
    void aManifestThatCannotBePutIsReportedAndTheLocalFilesGo() {
        routes.s3.failFor(key -> key.contains("_batches"), FakeS3.status(409));
        clean();
        assertEquals("discard 1", routes.log.get(routes.log.size() - 1));
        assertTrue(Files.notExists(folder.resolve("batch-1")));
        assertEquals(Set.of("clean-raw"), routes.health.failures().keySet());
    }

    @Test
    void aBatchThatAnotherProcessCommittedStaysAsItIs() {
        routes.s3.put("processed/_batches/00000001.json", "theirs");
        clean();
        assertEquals(
                "theirs",
                new String(routes.s3.get("processed/_batches/00000001.json").orElseThrow()));
        assertTrue(Files.notExists(folder.resolve("batch-1")));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void afterAFailureTheNextRoundWorks() {
        attemptFails = new IllegalStateException("raw/x is gone");
        clean();
        attemptFails = null;
        clean();
        assertTrue(routes.log.contains(MANIFEST), routes.log.toString());
        assertEquals(Map.of(), routes.health.failures());
    }

    private void clean() {
        routes.send("direct:clean-raw", null);
    }

    private static Manifest manifest(long n) {
        return Batched.manifest(n, NOW, 0, 0, Map.of(), Map.of(), Map.of());
    }
}
