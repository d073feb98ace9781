package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.operate.Answers;
import io.millrace.operate.Checks;
import io.millrace.operate.Freshness;
import io.millrace.reconcile.RecentStatus;
import io.millrace.reconcile.Status;
import io.millrace.reconcile.Statuses;
import io.millrace.source.Source;
import io.millrace.source.SourceFolder;
import io.millrace.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshProbesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(START);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Flag> flags = new ArrayList<>();
    private final List<Status.Source> known = new ArrayList<>();
    private List<Source> sources = List.of();
    private Status status;

    private static Status status(long cleanBehind, long loadBehind, String away) {
        return Statuses.of(
                new Status.Clean(1, 1, 0, 0, 0, 0, 0, 0, Map.of(), 0, List.of(), START, cleanBehind),
                List.of(new Status.WarehouseStatus(
                        "local", "duckdb", "prices", 1, 1, null, 0, 1, loadBehind, 0, 0, 0, 0, 0, away)),
                List.of());
    }

    private Checks checks(Role... roles) {
        flags.add(new Flag("--data", "millrace.data", folder.toString()));
        var settings = Settings.load(Optional.empty(), flags, Map.of(), folder);
        var recent = new RecentStatus(() -> status, Duration.ofSeconds(1), Runnable::run, nanos::get);
        return new FreshProbes(settings, new Freshness(clock), recent)
                .into(new Checks(Runnable::run, clock, nanos::get), Set.of(roles), () -> sources, () -> known);
    }

    private void pass(Duration time) {
        clock.move(time);
        nanos.addAndGet(time.toNanos());
    }

    private static String down(Checks checks) throws Exception {
        var names = new ArrayList<String>();
        var answer = new Answers(checks, checks, checks, () -> "").to("/health/fresh");
        for (JsonNode check : Json.MAPPER.readTree(answer.body()).path("checks")) {
            if (check.path("status").asText().equals("down")) {
                names.add(check.path("name").asText());
            }
        }
        assertEquals(names.isEmpty() ? 200 : 503, answer.code());
        return String.join(",", names);
    }

    private void source(String name, String when, Instant succeeded) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"), "source: " + name + "\n" + when + "\npages: [https://a.example/1]\n");
        sources = SourceFolder.open(folder).sources();
        known.add(new Status.Source(
                name, "running", 1, 0, succeeded, Map.of("ok", 1L), Map.of(), 1L, null, null, 0, List.of(), null));
    }

    @Test
    void whatIsNotCleanedForTooLongIsStaleAndWhatIsNotLoadedToo() throws Exception {
        status = status(700, 100, null);
        var checks = checks(Role.CLEAN, Role.LOAD);
        assertEquals("", down(checks), "right after the start");
        pass(Duration.ofMinutes(20));
        assertEquals("clean", down(checks));
        status = status(0, 700, null);
        pass(Duration.ofMinutes(1));
        assertEquals("load-local", down(checks));
    }

    @Test
    void oneLimitIsSetForAll() throws Exception {
        flags.add(new Flag("--stale", "millrace.operate.stale-after", "2h"));
        status = status(7_000, 7_201, null);
        var checks = checks(Role.CLEAN, Role.LOAD);
        pass(Duration.ofHours(3));
        assertEquals("load-local", down(checks));
    }

    @Test
    void aWarehouseThatIsAwayIsStaleOnceItHasBeenSoForTooLong() throws Exception {
        status = status(0, 0, null);
        var checks = checks(Role.LOAD);
        pass(Duration.ofHours(1));
        assertEquals("", down(checks));
        status = status(0, 0, "refused");
        pass(Duration.ofHours(1));
        assertEquals("load-local", down(checks));
    }

    @Test
    void aStatusThatCannotBeReadIsStaleOnceItHasBeenSoForTooLong() throws Exception {
        status = null;
        var checks = checks(Role.LAND);
        assertEquals("", down(checks));
        pass(Duration.ofMinutes(11));
        assertEquals("land", down(checks));
    }

    @Test
    void oneSourceThatGivesPagesIsEnough() throws Exception {
        source("dead", "every: 5m", START.minusSeconds(90_000));
        source("alive", "every: 5m", START.plusSeconds(3_000));
        var checks = checks(Role.FETCH);
        pass(Duration.ofHours(1));
        assertEquals("", down(checks));
        pass(Duration.ofHours(1));
        assertEquals("fetch", down(checks));
    }

    @Test
    void aSourceWithAScheduleIsStaleOnceARoundGaveNothing() throws Exception {
        source("nightly", "cron: 0 0 3 * * ?", START);
        var checks = checks(Role.FETCH);
        pass(Duration.ofHours(24));
        assertEquals("", down(checks), "the round of the first night may have just begun");
        pass(Duration.ofHours(24));
        assertEquals("fetch", down(checks));
    }

    @Test
    void whereThereIsNothingToFetchNothingIsStale() throws Exception {
        var checks = checks(Role.FETCH);
        pass(Duration.ofDays(9));
        assertTrue(down(checks).isEmpty());
    }
}
