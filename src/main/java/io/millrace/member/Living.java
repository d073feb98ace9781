package io.millrace.member;

import io.millrace.dataset.StreamId;
import io.millrace.lake.ObjectStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instances live, by their heartbeats, and what belongs to whom of them. Thread-safe; while the lake is away the
 * last view stays.
 *
 * <p>Times are this process's own: an instance is dead once one heartbeat of it has been seen to stand for
 * {@link #DEAD_AFTER}, if it says that it has stopped, or if its process is one of this machine and gone. Dead is for good.
 */
public final class Living {
    /** Longer than {@link Instance#MAY_ACT}: before anybody takes over from it, an instance has stopped by itself. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(15);

    static final String FETCH = "fetch";
    static final String LAND = "land";

    private static final int MOST = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(Living.class);

    /** How likely an instance is to be there. */
    enum State {
        /** It was seen to live. */
        LIVES,
        /** It has told of itself, which may have been long ago. */
        UNKNOWN,
        DEAD
    }

    /**
     * @param heartbeat the newest; null if there is none under that name
     * @param since when it had first been read
     */
    private record Seen(Heartbeat heartbeat, long since, State state) {}

    private final ObjectStore store;
    private final Instance self;
    private final LongSupplier nanos;
    private final Map<String, Seen> others = new ConcurrentHashMap<>();
    private volatile boolean looked;

    public Living(ObjectStore store, Instance self, LongSupplier nanos) {
        this.store = store;
        this.self = self;
        this.nanos = nanos;
    }

    /** Reads the heartbeats of all who may live. To be called every few seconds, by one thread at a time. */
    public void look() {
        var asked = nanos.getAsLong();
        var names = store.list(Heartbeat.FOLDER, null, MOST).stream()
                .map(key -> key.substring(Heartbeat.FOLDER.length(), key.length() - Heartbeat.ENDING.length()))
                .collect(Collectors.toSet());
        names.stream().filter(this::mayLive).forEach(this::read);
        // Those that somebody asked for and that have told nothing.
        others.keySet().stream()
                .filter(name -> !names.contains(name) && mayLive(name))
                .forEach(name -> observe(name, null, asked));
        looked = true;
    }

    /** Whether there is a view. */
    boolean hasLooked() {
        return looked;
    }

    /** What is known of an instance; one that was never heard of is watched from now on. */
    State state(String instance) {
        if (instance.equals(self.id())) {
            return State.LIVES;
        }
        return self.isFormer(instance)
                ? State.DEAD
                : others.computeIfAbsent(instance, name -> new Seen(null, nanos.getAsLong(), State.UNKNOWN))
                        .state();
    }

    /** The instance that a key belongs to among the living with a role; this one if there is no other. */
    String owner(String role, String key) {
        var me = self.id();
        var living = new ArrayList<String>();
        others.forEach((name, seen) -> {
            if (seen.state() != State.DEAD
                    && seen.heartbeat() != null
                    && seen.heartbeat().roles().contains(role)
                    && !self.isFormer(name)) {
                living.add(name);
            }
        });
        if (self.roles().contains(role) && !living.contains(me)) {
            living.add(me);
        }
        return Rendezvous.owner(key, living).orElse(me);
    }

    /** Whether this instance is to read a shard. */
    public boolean landsShard(StreamId stream, String shard) {
        return owner(LAND, stream + "/" + shard).equals(self.id());
    }

    /** What this instance tells, then what the others told last, by name; who counts as dead counts as stopped. */
    public List<Heartbeat> told() {
        var all = new ArrayList<Heartbeat>();
        all.add(self.heartbeat());
        others.entrySet().stream()
                .filter(other -> other.getValue().heartbeat() != null && !self.isFormer(other.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .map(seen -> seen.state() == State.DEAD ? seen.heartbeat().ended() : seen.heartbeat())
                .forEach(all::add);
        return all;
    }

    /** What all instances told last, for somebody who is none; nobody knows of them whether they still live. */
    public static List<Heartbeat> told(ObjectStore store) {
        return store.list(Heartbeat.FOLDER, null, MOST).stream()
                .flatMap(key -> store.get(key).map(json -> Heartbeat.read(json, key)).stream())
                .toList();
    }

    private boolean mayLive(String name) {
        var seen = others.get(name);
        return !name.equals(self.id()) && !self.isFormer(name) && (seen == null || seen.state() != State.DEAD);
    }

    private void read(String name) {
        var asked = nanos.getAsLong();
        var key = Heartbeat.key(name);
        try {
            observe(name, store.get(key).map(json -> Heartbeat.read(json, key)).orElse(null), asked);
        } catch (UncheckedIOException e) {
            LOG.warn("instance={} tells what cannot be read: {}", name, e.getMessage());
            observe(name, null, asked);
        }
    }

    /** @param asked when the reading began: what stood then may have changed since */
    private void observe(String name, Heartbeat heartbeat, long asked) {
        var before = others.get(name);
        var state = state(before, heartbeat, asked);
        var since = isSame(before, heartbeat) ? before.since() : nanos.getAsLong();
        others.put(name, new Seen(heartbeat == null && before != null ? before.heartbeat() : heartbeat, since, state));
        if (before != null && before.state() != State.DEAD && state == State.DEAD) {
            LOG.info("instance={} has ended", name);
        }
    }

    private State state(Seen before, Heartbeat heartbeat, long asked) {
        if (heartbeat != null && (heartbeat.stopped() || isGone(heartbeat))) {
            return State.DEAD;
        }
        var same = isSame(before, heartbeat);
        if (same && asked - before.since() >= DEAD_AFTER.toNanos()) {
            return State.DEAD;
        }
        if (before != null && !same || heartbeat != null && isNeighbour(heartbeat)) {
            return State.LIVES;
        }
        return before == null ? State.UNKNOWN : before.state();
    }

    private boolean isGone(Heartbeat heartbeat) {
        return isNeighbour(heartbeat) && Machine.isGone(heartbeat.pid(), heartbeat.started());
    }

    /** Whether this process can tell by itself that the other one runs. */
    private boolean isNeighbour(Heartbeat heartbeat) {
        return heartbeat.machine().equals(self.machine().id());
    }

    /** Whether nothing new was told. */
    private static boolean isSame(Seen before, Heartbeat heartbeat) {
        return before != null
                && (heartbeat == null
                        || before.heartbeat() != null && before.heartbeat().beat() == heartbeat.beat());
    }
}
