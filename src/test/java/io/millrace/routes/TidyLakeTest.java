package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.DeleteObjects;
import io.millrace.lake.Listing.Entry;
import io.millrace.lake.RawObject;
import io.millrace.lake.Totals;
import io.millrace.retention.Ages;
import io.millrace.retention.LakeTidy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TidyLakeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String RAW = "raw/dt=2026-11-21/hour=10/x.jsonl.gz";
    private static final String LEFT = "processed/offers/batch=1-bb/part.parquet";

    private Routes routes;
    private SQLException away;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("tidy-lake");
        var object = new RawObject(RAW, "s", "1", "2", null, 2, 1, "hash");
        var plan = Batched.plan(1, NOW, List.of(object), Map.of(), Map.of());
        var manifest = Batched.manifest(1, NOW, 2, 0, Map.of(), Map.of(), Map.of());
        routes.s3.put(plan.key(), new String(plan.toJson()));
        var whole = manifest.with(Totals.NONE.plus(manifest, n -> null));
        routes.s3.put(whole.key(), new String(whole.toJson()));
        routes.s3.put(RAW, "x");
        routes.s3.put(LEFT, "x");
        routes.bind("addressObjects", (Processor) DeleteObjects::address)
                .bind("verifyDeleted", (Processor) DeleteObjects::verify)
                .bind("lakeTidy", tidy(NOW.plus(DAY.multipliedBy(2))))
                .begin("tidy-lake")
                .start();
    }

    private LakeTidy tidy(Instant now) {
        return new LakeTidy(
                new Batches(routes.s3),
                routes.s3,
                (prefix, after, most) -> routes.s3.list(prefix, after, most).stream()
                        .map(key -> new Entry(key, 1, NOW))
                        .toList(),
                List.of("offers"),
                () -> {
                    if (away != null) {
                        throw away;
                    }
                    return Map.of("local", 1L);
                },
                new Ages(DAY, null, null, null, null, DAY),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void tidy() {
        routes.send("direct:tidy-lake", null);
    }

    @Test
    void whatGoesIsCommittedAndFilesOfNoManifestAreDeleted() {
        tidy();
        assertEquals(
                List.of("put _warehouses/local.json", "put _removals/00000001.json", "delete " + LEFT), routes.log);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whatWasDecidedBeforeIsDeletedAndThenNoted() {
        var removal = "{\"n\":1,\"at\":\"2026-11-22T11:00:00Z\",\"now\":{\"raw\":[[1,1]]},\"all\":{\"raw\":[[1,1]]}}";
        routes.s3.put("_removals/00000001.json", removal);
        tidy();
        assertEquals(
                List.of(
                        "put _warehouses/local.json",
                        "delete " + RAW,
                        "put _removals/00000001.done.json",
                        "delete " + LEFT),
                routes.log);
        assertFalse(routes.s3.keys().contains(RAW));
        var done = Json.read(
                routes.s3.get("_removals/00000001.done.json").orElseThrow(), Map.class, "_removals/00000001.done.json");
        assertEquals(1, done.get("objects"));
    }

    @Test
    void aDecisionThatAnotherProcessTookStaysAsItIs() {
        tidy();
        var theirs = new String(routes.s3.get("_removals/00000001.json").orElseThrow());
        routes.log.clear();
        tidy();
        assertEquals(theirs, new String(routes.s3.get("_removals/00000001.json").orElseThrow()));
        assertEquals(List.of(), routes.log);
    }

    @Test
    void anObjectThatTheBucketDoesNotDeleteIsReportedAndNothingIsNotedAsDone() {
        routes.s3.put(
                "_removals/00000001.json",
                "{\"n\":1,\"at\":\"2026-11-22T11:00:00Z\",\"now\":{\"raw\":[[1,1]]},\"all\":{\"raw\":[[1,1]]}}");
        routes.s3.failFor(RAW::equals, null);
        tidy();
        assertFalse(routes.s3.keys().contains("_removals/00000001.done.json"));
        var reason = routes.health.failures().get("tidy-lake").reason();
        assertTrue(reason.contains(RAW + ": AccessDenied"), reason);
        routes.s3.heal();
        tidy();
        assertTrue(routes.s3.keys().contains("_removals/00000001.done.json"));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whereAWarehouseIsAwayNothingIsAskedOfTheBucketAndThatIsReported() {
        away = new SQLException("the warehouse is away");
        tidy();
        assertEquals(List.of(), routes.log);
        assertEquals(Set.of("tidy-lake"), routes.health.failures().keySet());
    }
}
