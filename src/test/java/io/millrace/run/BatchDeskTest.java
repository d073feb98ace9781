package io.millrace.run;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.clean.Compactions;
import io.millrace.clean.Erasures;
import io.millrace.clean.HeldBatches;
import io.millrace.clean.Replays;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.Erasure;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Totals;
import io.millrace.reconcile.StageHealth;
import io.millrace.run.BatchTalk.Action;
import io.millrace.run.BatchTalk.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchDeskTest {
    private static final String CHAIN = new ShardRef(Landed.STREAM, SHARD).toString();
    private static final Clock CLOCK = Clock.fixed(TEN, ZoneOffset.UTC);

    @TempDir
    private Path work;

    private final FakeLake lake = new FakeLake();
    private final LakeParts parts =
            new LakeParts(lake, new RawZone(lake), new Positions(lake, lake), new Batches(lake));
    private BatchDesk desk;

    @BeforeEach
    void open() {
        desk = desk();
    }

    private BatchDesk desk() {
        return new BatchDesk(
                parts,
                List.of(Declared.prices()),
                List.of(),
                LoadDesk.none(),
                true,
                new BatchWork(
                        new HeldBatches(parts.batches(), List.of(Declared.prices()), CLOCK),
                        new Replays(parts.batches(), parts.zone(), List.of(Declared.prices()), 100, CLOCK),
                        new Compactions(
                                parts.batches(),
                                List.of(Declared.prices()),
                                100,
                                Duration.ofDays(1),
                                Duration.ofMinutes(1),
                                CLOCK),
                        new Erasures(parts.batches(), lake, List.of(Declared.prices()), 100, work, CLOCK)),
                new StageHealth(CLOCK),
                lake);
    }

    private JsonNode ask(Request request) throws Exception {
        return Json.MAPPER.readTree(desk.answer(Json.bytes(request)));
    }

    /** Lands three records and plans them. */
    private Plan plan(long n) {
        var object = new Landed(lake).land(SHARD, n == 1 ? null : Long.toString(3 * n - 3), 3 * n - 2, 3 * n, TEN);
        var ends = Map.of(CHAIN, new Plan.End(object.last(), TEN));
        var plan = Batched.plan(n, TEN, List.of(object), ends, Map.of());
        lake.create(plan.key(), plan.toJson(), Map.of());
        return plan;
    }

    private void hold(Plan plan) {
        Batched.commit(lake, Manifest.empty(plan, "none", TEN, new Manifest.Held("failed", "broken", 3, null, 0)));
    }

    private void commit(long n) {
        Batched.commit(lake, Batched.manifest(n, TEN, 3, 0, Map.of(), Map.of(), Map.of()));
    }

    @Test
    void theListShowsTheLastAndAllThatAreHeld() throws Exception {
        hold(plan(1));
        for (var n = 2; n <= 5; n++) {
            plan(n);
            commit(n);
        }
        plan(6);
        var states = ask(Request.list(2)).path("batches").findValuesAsText("state");
        assertEquals(List.of("held: failed", "committed", "planned"), states);
    }

    @Test
    void aBatchIsShownWithItsPlanItsManifestAndItsFailures() throws Exception {
        hold(plan(1));
        var failure = new io.millrace.lake.BatchFailure(1, 1, TEN, "broken");
        lake.create(failure.key(), failure.toJson(), Map.of());
        var whole = ask(Request.about(Action.SHOW, List.of(1L)));
        assertEquals(3, whole.path("plan").path("objects").get(0).path("count").asInt());
        assertEquals(
                "broken", whole.path("manifest").path("held").path("detail").asText());
        assertEquals(1, whole.path("failures").size());
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() throws Exception {
        assertEquals(
                "there is no batch 4; none is planned yet",
                ask(Request.about(Action.SHOW, List.of(4L))).path("error").asText());
        plan(1);
        assertEquals(
                "there is no batch 4; there are those from 1 to 1",
                ask(Request.about(Action.SHOW, List.of(4L))).path("error").asText());
        assertEquals(
                "batch 1 is not committed yet; held are none (./millrace batches list shows them)",
                ask(Request.about(Action.RELEASE, List.of(1L))).path("error").asText());
    }

    @Test
    void aReleaseIsPlannedAndTold() throws Exception {
        hold(plan(1));
        var decided = ask(Request.about(Action.RELEASE, List.of(1L)));
        assertTrue(decided.path("carriedOut").asBoolean());
        assertEquals(2, decided.path("plans").get(0).path("n").asInt());
        assertEquals(3, decided.path("plans").get(0).path("lines").asInt());
        assertEquals(List.of(1L), parts.batches().planned(2).replaces());
    }

    @Test
    void batchesAreThroughOnceAllAreCommitted() throws Exception {
        plan(1);
        commit(1);
        plan(2);
        assertFalse(through(Request.about(Action.PROGRESS, List.of(1L, 2L))));
        assertTrue(through(Request.about(Action.PROGRESS, List.of(1L))));
        commit(2);
        assertTrue(through(Request.about(Action.PROGRESS, List.of(1L, 2L))));
    }

    @Test
    void whatWasLandedIsThroughOnceACommittedBatchCoversIt() throws Exception {
        plan(1);
        plan(2);
        commit(1);
        var landed = Json.read(
                desk.answer(Json.bytes(Request.about(Action.LANDED, List.of()))), BatchTalk.Landed.class, "landed");
        assertEquals(Map.of(CHAIN, "6"), landed.ends());
        assertEquals(1, landed.committed());
        assertFalse(through(Request.cleaned(landed.ends())));
        commit(2);
        assertTrue(through(Request.cleaned(landed.ends())));
    }

    /** Commits a batch of three lines of a source, all rejected. */
    private void reject(long n, String source) throws IOException {
        var lines = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(lines)) {
            for (var line = 3 * n - 2; line <= 3 * n; line++) {
                var event = "{\"dataset\":\"prices\",\"source\":\"" + source + "\",\"observed_at\":\"" + TEN
                        + "\",\"payload\":{\"sku\":\"A\"}}";
                gzip.write(Json.bytes(Map.of(
                        "stage", "clean", "reason", "no_price", "shard", SHARD, "seq", "" + line, "line", event)));
                gzip.write('\n');
            }
        }
        var key = "rejected/batch=" + n + "-x/1.jsonl.gz";
        lake.create(key, lines.toByteArray(), Map.of());
        var sums = Batched.manifest(n, TEN, 3, 0, Map.of("no_price", 3L), Map.of(), Map.of());
        Batched.commit(
                lake,
                new Manifest(
                        n,
                        sums.kind(),
                        "x",
                        TEN,
                        3,
                        0,
                        3,
                        sums.reasons(),
                        List.of(key),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        null,
                        null,
                        Totals.NONE));
    }

    @Test
    void anErasureIsToldAndPlannedOnceNoOtherPlanIsUnderWay() throws Exception {
        plan(1);
        reject(1, "globex");
        plan(2);
        reject(2, "acme");
        var erasure = new Erasure(null, "acme", null, TEN.plusSeconds(1));
        var would = ask(Request.erase(erasure, true));
        assertEquals(3, would.path("rejected").asInt());
        assertEquals(0, would.path("decided").path("plans").get(0).path("n").asInt());
        assertEquals(2, parts.batches().newestPlan());

        plan(3);
        var busy = ask(Request.erase(erasure, false));
        assertTrue(busy.path("busy").asBoolean());
        assertEquals(0, busy.path("decided").path("plans").size());
        assertEquals(3, parts.batches().newestPlan());

        reject(3, "acme");
        var erased = ask(Request.erase(erasure, false));
        assertFalse(erased.path("busy").asBoolean());
        assertEquals(6, erased.path("rejected").asInt());
        assertTrue(erased.path("decided").path("carriedOut").asBoolean());
        assertEquals(4, erased.path("decided").path("plans").get(0).path("n").asInt());
        var planned = parts.batches().planned(4);
        assertEquals(BatchKind.ERASE, planned.kind());
        assertEquals(List.of(2L, 3L), planned.replaces());
        assertEquals(List.of(erasure), planned.erasures());
    }

    @Test
    void anErasureInADatasetThatIsNotThereIsRefused() throws Exception {
        var answer = ask(Request.erase(new Erasure("weather", "acme", null, TEN), false));
        assertEquals(
                "no dataset is called weather; there are prices",
                answer.path("error").asText());
    }

    private boolean through(Request request) throws Exception {
        return ask(request).path("through").asBoolean();
    }
}
