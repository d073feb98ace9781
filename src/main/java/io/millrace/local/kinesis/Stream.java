package io.millrace.local.kinesis;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A stream and its shards. Safe for use by many threads. */
final class Stream implements Closeable {
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "eu-central-1";

    /** A record to put, with the hash key that finds its shard. */
    record Routed(BigInteger hashKey, ShardLog.Entry entry) {}

    private final Path folder;
    private final Limits.Rates rates;
    private final Storage storage;
    private final Clock clock;
    /** Writers share it; a split or merge has it alone, so that no record comes after the end of a closed shard. */
    private final ReadWriteLock layout = new ReentrantReadWriteLock();

    private volatile StreamState state;
    private volatile List<Shard> shards;
    private boolean closed;

    Stream(StreamState state, Path folder, Limits.Rates rates, Storage storage, Clock clock) throws IOException {
        this.state = state;
        this.folder = folder;
        this.rates = rates;
        this.storage = storage;
        this.clock = clock;
        var opened = new ArrayList<Shard>();
        try {
            for (var shard : state.shards()) {
                opened.add(open(shard));
            }
        } catch (IOException e) {
            for (var shard : opened) {
                shard.close();
            }
            throw e;
        }
        shards = List.copyOf(opened);
    }

    private Shard open(ShardState shard) throws IOException {
        var opened = new Shard(state.name(), shard, folder, rates, storage, clock);
        opened.log().keep(retention());
        return opened;
    }

    /** How long a record can be read. */
    Duration retention() {
        var hours = state.retentionHours();
        return hours == null ? storage.retention() : Duration.ofHours(hours);
    }

    /** Keeps records so many hours from now on, those that are there too. */
    void keep(int hours) throws IOException {
        layout.writeLock().lock();
        try {
            ensureThere();
            var changed = state.keeping(hours);
            changed.write(folder);
            state = changed;
            shards.forEach(shard -> shard.log().keep(retention()));
        } finally {
            layout.writeLock().unlock();
        }
    }

    /** Whether records of a shard may still be there: a closed one goes once the last of them is past its retention. */
    boolean keeps(ShardState shard) {
        return shard.isOpen() || shard.closed() > clock.millis() - retention().toMillis();
    }

    /** Stores the records and says for each, in their order, what became of it. */
    List<Shard.Placement> put(List<Routed> records) {
        layout.readLock().lock();
        try {
            ensureThere();
            var places = new LinkedHashMap<Shard, List<Integer>>();
            for (int i = 0; i < records.size(); i++) {
                places.computeIfAbsent(shardFor(records.get(i).hashKey()), shard -> new ArrayList<>())
                        .add(i);
            }
            var placements = new Shard.Placement[records.size()];
            places.forEach((shard, indexes) -> {
                var placed = shard.put(
                        indexes.stream().map(i -> records.get(i).entry()).toList());
                for (int i = 0; i < placed.size(); i++) {
                    placements[indexes.get(i)] = placed.get(i);
                }
            });
            return Arrays.asList(placements);
        } finally {
            layout.readLock().unlock();
        }
    }

    private Shard shardFor(BigInteger hashKey) {
        return shards.stream()
                .filter(shard -> shard.state().isOpen() && shard.state().range().contains(hashKey))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no shard of " + name() + " takes hash key " + hashKey));
    }

    private void ensureThere() {
        if (closed) {
            throw Fault.notFound("Stream %s under account %s not found: it was just deleted.", name(), ACCOUNT);
        }
    }

    /** Splits an open shard into two, the second of which begins at {@code middle}. */
    void split(String id, BigInteger middle) throws IOException {
        layout.writeLock().lock();
        try {
            ensureThere();
            var range = openShard(id).state().range();
            if (middle.compareTo(range.from()) <= 0 || middle.compareTo(range.to()) > 0) {
                throw Fault.invalidArgument(
                        "NewStartingHashKey %s used in SplitShard() on shard %s in stream %s is not both greater than"
                                + " one plus the shard's StartingHashKey %s and less than the shard's EndingHashKey %s.",
                        middle, id, name(), range.from(), range.to());
            }
            reshape(
                    List.of(openShard(id)),
                    List.of(
                            new HashRange(range.from(), middle.subtract(BigInteger.ONE)),
                            new HashRange(middle, range.to())));
        } finally {
            layout.writeLock().unlock();
        }
    }

    /** Merges two open shards whose hash ranges touch. */
    void merge(String id, String adjacent) throws IOException {
        layout.writeLock().lock();
        try {
            ensureThere();
            var one = openShard(id).state().range();
            var other = openShard(adjacent).state().range();
            if (!one.isFollowedBy(other) && !other.isFollowedBy(one)) {
                throw Fault.invalidArgument(
                        "Shards %s and %s in stream %s are not an adjacent pair of shards eligible for merging.",
                        id, adjacent, name());
            }
            reshape(
                    List.of(openShard(id), openShard(adjacent)),
                    List.of(new HashRange(one.from().min(other.from()), one.to().max(other.to()))));
        } finally {
            layout.writeLock().unlock();
        }
    }

    private void reshape(List<Shard> parents, List<HashRange> ranges) throws IOException {
        var now = clock.millis();
        var created = now / 1000;
        for (var parent : parents) {
            created = Math.max(created, parent.state().created() + 1);
        }
        var states = new ArrayList<ShardState>();
        var all = new ArrayList<>(shards);
        for (var shard : shards) {
            states.add(parents.contains(shard) ? shard.closing(now) : shard.state());
        }
        var adjacent = parents.size() > 1 ? parents.get(1).id() : null;
        for (var range : ranges) {
            var child = ShardState.open(
                    states.size(), created, range, parents.get(0).id(), adjacent);
            states.add(child);
            all.add(open(child));
        }
        var changed = state.with(states);
        // The file decides: before it is written, a restart finds the old layout and two empty folders.
        changed.write(folder);
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).become(states.get(i));
        }
        shards = List.copyOf(all);
        state = changed;
    }

    private Shard openShard(String id) {
        var shard = shard(id);
        if (!shard.state().isOpen()) {
            throw Fault.invalidArgument(
                    "Shard %s in stream %s under account %s has already been merged or split, and thus is not eligible"
                            + " for merging or splitting.",
                    id, name(), ACCOUNT);
        }
        return shard;
    }

    /** The shard of this id. */
    Shard shard(String id) {
        return shards.stream()
                .filter(shard -> shard.id().equals(id) && keeps(shard.state()))
                .findFirst()
                .orElseThrow(() ->
                        Fault.notFound("Shard %s in stream %s under account %s does not exist", id, name(), ACCOUNT));
    }

    /** All shards, in the order of their ids. */
    List<Shard> shards() {
        return shards;
    }

    /** Lets go of a shard's records through one, once they are old; a shard that is not there is passed over. */
    void release(String shard, SequenceNumber through) {
        for (var there : shards) {
            if (there.id().equals(shard) && there.state().at(through.counter()).equals(through)) {
                there.log().release(through.counter());
            }
        }
    }

    void trim() throws IOException {
        for (var shard : shards) {
            shard.log().trim();
        }
    }

    String name() {
        return state.name();
    }

    StreamState state() {
        return state;
    }

    String arn() {
        return "arn:aws:kinesis:" + REGION + ":" + ACCOUNT + ":stream/" + name();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        layout.writeLock().lock();
        try {
            closed = true;
            for (var shard : shards) {
                shard.close();
            }
        } finally {
            layout.writeLock().unlock();
        }
    }
}
