package io.millrace.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.lake.Commits;
import io.millrace.lake.FakeLake;
import io.millrace.lake.ObjectStore;
import io.millrace.member.HostClaims.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Instances that stall, crash, lose the lake, stop and come, on a lake whose answers are late or lost and whose writes may
 * arrive long after they were given up: no host ever sees two of them at once, and afterwards each host is served.
 */
@Timeout(60)
class SharedHostsSimulationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> HOSTS =
            IntStream.range(0, 6).mapToObj(n -> "shop-" + n + ".example").toList();
    private static final long CHAOS = 240 * SECOND;
    private static final long CALM = 75 * SECOND;
    /** Less than the time between an instance that stops acting and others that take over. */
    private static final long LONGEST_REQUEST = 4 * SECOND;

    private final Simulation world = new Simulation();
    private final FakeLake lake = new FakeLake();
    private final Map<String, Set<Process>> inside = new HashMap<>();
    private final Map<String, Long> served = new HashMap<>();
    private final List<Process> running = new ArrayList<>();
    private final List<String> meetings = new ArrayList<>();
    private Random random;
    private int names;
    private boolean calm;

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 25));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noHostSeesTwoInstancesAtOnceAndEachIsServed(int seed) throws Throwable {
        random = new Random(seed);
        for (var n = 0; n < 3; n++) {
            join();
        }
        world.start(new Simulation.Machinery(), this::disturb);
        world.run(CHAOS);
        calm = true;
        running.forEach(process -> process.stalledUntil = 0);
        if (running.isEmpty()) {
            join();
        }
        world.run(CHAOS + CALM);
        var unserved = new TreeSet<>(HOSTS);
        served.forEach((host, at) -> {
            if (at > CHAOS + CALM - 15 * SECOND) {
                unserved.remove(host);
            }
        });
        assertEquals(List.of(), meetings);
        assertEquals(Set.of(), unserved);
        running.forEach(process -> process.crashed = true);
    }

    private void join() {
        var process = new Process();
        running.add(process);
        world.start(process, process::beat);
        world.start(process, process::scrape);
    }

    private void disturb() {
        var nobody = new Simulation.Machinery();
        while (true) {
            world.sleep(nobody, upTo(12 * SECOND));
            if (calm) {
                return;
            }
            if (running.isEmpty() || running.size() < 5 && random.nextInt(4) == 0) {
                join();
                continue;
            }
            var process = running.get(random.nextInt(running.size()));
            switch (random.nextInt(5)) {
                case 0 -> {
                    process.crashed = true;
                    inside.values().forEach(visitors -> visitors.remove(process));
                    running.remove(process);
                }
                case 1 -> {
                    process.stops = true;
                    running.remove(process);
                }
                case 2 -> process.withoutLakeUntil = world.now() + upTo(40 * SECOND);
                default -> process.stalledUntil = world.now() + upTo(40 * SECOND);
            }
        }
    }

    private long upTo(long nanos) {
        return (long) (random.nextDouble() * nanos);
    }

    /** One process: one thread for its heartbeats, one that looks around and scrapes, and one for each page. */
    private final class Process extends Simulation.Machinery {
        private final double drift = 1 + (random.nextDouble() - 0.5) / 50;
        private final long offset = random.nextInt();
        private final Network network = new Network(this);
        private final Instance self = new Instance(
                new Machine("box", "machine-" + ++names),
                List.of("fetch"),
                PublisherState.NONE,
                () -> "" + ++names,
                () -> NOW,
                this::nanos);
        private final Living living = new Living(network, self, this::nanos);
        private final HostClaims claims = new HostClaims(network, network, self, living, () -> NOW);
        private long withoutLakeUntil;
        private boolean stops;
        private boolean stopped;

        private long nanos() {
            return (long) (world.now() * drift) + offset;
        }

        void beat() {
            while (!stopped) {
                writeHeartbeat();
                world.sleep(this, 5 * SECOND);
            }
        }

        private void writeHeartbeat() {
            try {
                var beat = self.next();
                network.write(() -> {
                    lake.put(
                            Heartbeat.key(beat.heartbeat().instance()),
                            beat.heartbeat().toJson());
                    return true;
                });
                self.written(beat);
            } catch (RuntimeException e) {
                // The next one comes soon.
            }
        }

        void scrape() {
            var looked = -10 * SECOND;
            var turn = 0;
            while (!stops) {
                if (world.now() - looked > 5 * SECOND) {
                    looked = world.now();
                    look();
                }
                var host = HOSTS.get(turn++ % HOSTS.size());
                if (claims.begin(host) == Answer.HELD) {
                    var name = claims.id();
                    world.start(this, () -> page(host, name));
                }
                world.sleep(this, upTo(SECOND));
            }
            leave();
        }

        private void look() {
            try {
                living.look();
                claims.settle();
            } catch (RuntimeException e) {
                // The last view stays.
            }
        }

        private void leave() {
            stopped = true;
            try {
                if (claims.stop(Duration.ZERO)) {
                    self.stop();
                    writeHeartbeat();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Some requests to one host, with pauses between them. */
        private void page(String host, String name) {
            for (var requests = random.nextInt(3); requests >= 0 && claims.mayGoOn(host, name); requests--) {
                // The site answers in its own time, also if nobody listens any more.
                var visit = upTo(LONGEST_REQUEST);
                enter(host);
                world.at(world.now() + visit, () -> inside.get(host).remove(this));
                world.sleep(this, visit + upTo(3 * SECOND));
            }
            claims.end(host);
        }

        private void enter(String host) {
            var visitors = inside.computeIfAbsent(host, key -> new HashSet<>());
            visitors.add(this);
            served.put(host, world.now());
            if (visitors.size() > 1) {
                meetings.add(host + " at " + world.now() / SECOND + " s");
            }
        }
    }

    /** A process's way to the lake. */
    private final class Network implements ObjectStore, Commits {
        private final Process process;

        Network(Process process) {
            this.process = process;
        }

        <T> T write(Supplier<T> effect) {
            delay();
            if (random.nextInt(calm ? 1_000 : 20) == 0) {
                // It arrives, but later than anybody waits for it.
                world.at(world.now() + upTo(40 * SECOND), effect::get);
                throw new IllegalStateException("no answer");
            }
            return answered(effect.get());
        }

        private <T> T read(Supplier<T> effect) {
            delay();
            return answered(effect.get());
        }

        private <T> T answered(T answer) {
            delay();
            if (!calm && random.nextInt(30) == 0) {
                throw new IllegalStateException("the answer was lost");
            }
            return answer;
        }

        private void delay() {
            var slow = !calm && random.nextInt(50) == 0;
            world.sleep(process, upTo(slow ? 12 * SECOND : SECOND / 10));
            if (!calm && world.now() < process.withoutLakeUntil) {
                throw new IllegalStateException("no way to the lake");
            }
        }

        @Override
        public boolean create(String key, byte[] content, Map<String, String> metadata) {
            return write(() -> lake.create(key, content, metadata));
        }

        @Override
        public Optional<byte[]> get(String key) {
            return read(() -> lake.get(key));
        }

        @Override
        public Optional<Head> head(String key) {
            return read(() -> lake.head(key));
        }

        @Override
        public List<String> list(String prefix, String after, int most) {
            return read(() -> lake.list(prefix, after, most));
        }
    }
}
