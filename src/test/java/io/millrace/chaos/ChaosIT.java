package io.millrace.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.run.PriceSite;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of the built program share the stages, are killed again and again, and their stream and lake fail them
 * meanwhile. Whatever happened: what the stream carried is in the warehouse, each event once.
 *
 * <p>{@code -Dchaos.seed} repeats a run's choices; {@code -Dchaos.kills} and {@code -Dchaos.phase} say how many kills, and
 * after how many everything is carried through and judged; {@code -Dchaos.world} after how many all begins anew. {@code -Pchaos} kills more than 200 times.
 */
class ChaosIT {
    private static final long SEED = Long.getLong("chaos.seed", Instant.now().getEpochSecond());
    private static final int KILLS = Integer.getInteger("chaos.kills", 5);
    private static final int PHASE = Integer.getInteger("chaos.phase", 10);
    private static final int WORLD = Integer.getInteger("chaos.world", 60);
    private static final int PAGES = 5;
    private static final int MOMENT_SECONDS = 120;
    private static final int TRIES = 3;
    private static final int CARRIED_SECONDS = 300;
    private static final int LIVES_PER_RESHARDING = 3;
    private static final int MORE_PHASES = 2;
    private static final Set<Fault> ALL_FAULTS = EnumSet.allOf(Fault.class);
    private static final String FETCHING = "fetch,land,clean";
    private static final String LOADING = "land,clean,load,dashboard";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Path home;

    private final Faults faults = new Faults(SEED);
    private final AtomicInteger lives = new AtomicInteger();
    private final Map<String, Integer> kills = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, Integer> missed = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, Integer> fell = Collections.synchronizedMap(new TreeMap<>());
    private final Collection<Length> lengths = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private World world;
    private Traffic traffic;

    @Test
    void whateverIsKilledAndWhateverFailsEachEventIsInTheWarehouseOnce() throws Exception {
        System.out.println("chaos seed=" + SEED + " kills=" + KILLS);
        var begun = Instant.now();
        var fetching = moments("A", Moment::ofFetching);
        var loading = moments("B", Moment::ofLoading);
        for (var done = 0; done < KILLS; done += WORLD) {
            home = Files.createDirectory(folder.resolve("world-" + done));
            liveIn(home, Math.min(WORLD, KILLS - done), begun, fetching, loading);
        }
        assertEquals(ALL_FAULTS, faults.counts().keySet(), "faults that befell something");
        // A start that the lake fails ends, for whoever supervises to start again, and both at once where they start at
        // once; more than a few would be something else.
        var ended = sum(fell);
        assertTrue(ended <= 2 + sum(kills) / 10, () -> ended + " processes ended by themselves, waiting for " + fell);
    }

    /** Where the choices of a seed leave a fault out, as they may where few are killed, a phase more brings it. */
    private boolean isLackingFaults() {
        return !faults.counts().keySet().equals(ALL_FAULTS);
    }

    /** In one data folder; after many kills and reshardings each plan costs so many calls that few come through. */
    private void liveIn(Path home, int deaths, Instant begun, Queue<Moment> fetching, Queue<Moment> loading)
            throws Exception {
        Files.createDirectories(home.resolve("sources"));
        Files.writeString(
                home.resolve("millrace.yaml"),
                "land: {max-age: 1s, poll: 300ms}\nclean: {every: 1s, max-records: 100, gate: {rows: 101}}\nload: {every: 1s}\ndashboard: {port: "
                        + freePort() + "}\n");
        try (var site = PriceSite.start();
                var here = new World(home, faults);
                var traffic = new Traffic(here.kinesis(), new Random(SEED), "chaos-" + SEED)) {
            world = here;
            this.traffic = traffic;
            Files.writeString(home.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
            for (var done = 0;
                    done < deaths || done < deaths + MORE_PHASES * PHASE && isLackingFaults();
                    done += PHASE) {
                faults.calm(false);
                traffic.resume();
                var loads = dieTogether(() -> live("B", LOADING, loading, PHASE / 2));
                var fetches = dieTogether(() -> live("A", FETCHING, fetching, PHASE - PHASE / 2));
                CompletableFuture.allOf(loads, fetches).join();
                traffic.pause();
                faults.calm(true);
                carryThrough();
                var oracle = Oracle.judge(world, warehouse(), traffic);
                report(begun, oracle, traffic);
            }
            expectTheOracleSees(
                    "events without a row", "DELETE FROM prices WHERE event_id = (SELECT min(event_id) FROM prices)");
            expectTheOracleSees(
                    "events with more than one row",
                    "INSERT INTO prices SELECT * REPLACE (sku || '-2' AS sku) FROM prices ORDER BY event_id LIMIT 1");
            expectTheOracleSees(
                    "rows of no event",
                    "INSERT INTO prices SELECT * REPLACE (sku || '-2' AS sku, 'nobody' AS event_id) FROM prices LIMIT 1");
            expectTheOracleSees(
                    "in its row",
                    "UPDATE prices SET price = price + 0.01 WHERE event_id = (SELECT max(event_id) FROM prices)");
        }
    }

    /** In a copy of the warehouse, that something is wrong: an oracle that never says so proves nothing. */
    private void expectTheOracleSees(String fault, String change) throws Exception {
        var copy = Files.copy(warehouse(), home.resolve("planted.duckdb"), StandardCopyOption.REPLACE_EXISTING);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(change), change);
        }
        var seen = assertThrows(AssertionError.class, () -> Oracle.judge(world, copy, traffic), change);
        assertTrue(seen.getMessage().contains(fault), seen.getMessage());
    }

    private Path warehouse() {
        return home.resolve("data/warehouse/local.duckdb");
    }

    /** Lets one process after the other live and die. */
    private void live(String slot, String stages, Queue<Moment> moments, int deaths) throws Exception {
        for (var n = 0; n < deaths && !failed.get(); n++) {
            var moment = moments.remove();
            moments.add(moment);
            var fired = false;
            for (var tries = 0; tries < TRIES && !fired && !failed.get(); tries++) {
                try (var life = world.start(slot + lives.incrementAndGet(), moment, "run", "--only", stages)) {
                    var born = Instant.now();
                    fired = life.awaitDeath(MOMENT_SECONDS);
                    lengths.add(new Length(
                            Duration.between(born, Instant.now()).toSeconds(), life.name() + " " + moment.name()));
                    if (!fired) {
                        var ended = !life.isRunning();
                        if (ended) {
                            fell.merge(moment.name(), 1, Integer::sum);
                        }
                        System.out.println(life.name() + (ended ? " ended by itself" : " was not killed")
                                + ", waiting for " + moment.name() + ":\n" + life.output());
                    }
                }
                (fired ? kills : missed).merge(moment.name(), 1, Integer::sum);
            }
            if (lives.get() % LIVES_PER_RESHARDING == 0) {
                traffic.reshardSoon();
            }
            assertTrue(fired || failed.get(), moment + " did not come for " + slot + " in " + TRIES + " lives");
        }
    }

    /** Everything that is in the stream goes to the warehouse, with nothing to hinder it. */
    private void carryThrough() throws Exception {
        try (var loading = world.start("B" + lives.incrementAndGet(), null, "run", "--only", LOADING)) {
            try (var once = world.start("A" + lives.incrementAndGet(), null, "run", "--once", "--only", FETCHING)) {
                assertEquals(0, once.await(CARRIED_SECONDS), once::output);
            }
            var last = new AtomicReference<>();
            await().atMost(CARRIED_SECONDS, TimeUnit.SECONDS)
                    .pollInterval(300, TimeUnit.MILLISECONDS)
                    .failFast(() -> assertTrue(loading.isRunning(), loading::output))
                    .conditionEvaluationListener(c -> {})
                    .until(() -> {
                        var status = world.status(loading);
                        last.set(status);
                        return status != null && Settled.is(status);
                    });
            loading.stop();
            assertEquals(143, loading.await(CARRIED_SECONDS), loading::output);
        }
        try (var status = world.start("status" + lives.incrementAndGet(), null, "status", "--json")) {
            assertEquals(0, status.await(CARRIED_SECONDS), status::output);
            assertTrue(Json.MAPPER.readTree(status.output()).path("ok").asBoolean(), status::output);
        }
    }

    /** The table of moments and as many random ones between them, in an order of the seed. */
    private static Queue<Moment> moments(String slot, Function<RandomGenerator, List<Moment>> table) {
        var random = new Random(SEED * 31 + slot.hashCode());
        var all = table.apply(random);
        for (var i = all.size() / 4; i > 0; i--) {
            all.add(new Moment.After(Duration.ofMillis(random.nextInt(6_000)), i % 3 > 0));
        }
        Collections.shuffle(all, random);
        return new ArrayDeque<>(all);
    }

    private void report(Instant begun, Oracle oracle, Traffic traffic) {
        System.out.println("chaos seed=" + SEED + " seconds="
                + Duration.between(begun, Instant.now()).toSeconds()
                + " kills="
                + sum(kills)
                + " lives=" + lives.get() + " records=" + oracle.records() + " events=" + oracle.events() + " repeated="
                + oracle.repeated() + " rejected="
                + oracle.rejected() + " publishers=" + oracle.publishers() + " reshardings="
                + traffic.reshardings());
        System.out.println("chaos kills " + kills);
        System.out.println("chaos missed " + missed + " fell " + fell);
        System.out.println("chaos faults " + faults.counts() + " of calls " + faults.suited());
        var longest = lengths.stream()
                .sorted(Comparator.comparing(Length::seconds).reversed())
                .toList();
        System.out.println("chaos seconds of a life: median "
                + longest.get(longest.size() / 2).seconds() + ", longest "
                + longest.subList(0, Math.min(3, longest.size())));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One for all lives: one that is chosen anew each time may be taken by another program meanwhile. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** How long a life was, and what for. */
    private record Length(long seconds, String moment) {}

    private interface Work {
        void run() throws Exception;
    }

    /** Runs it beside others; where it fails, the others start no new life. */
    private CompletableFuture<Void> dieTogether(Work work) {
        return CompletableFuture.runAsync(() -> {
            try {
                work.run();
            } catch (Exception | AssertionError e) {
                failed.set(true);
                throw new CompletionException(e);
            }
        });
    }
}
