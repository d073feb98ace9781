package io.millrace.local.kinesis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shard: its records, and what it takes and gives in a second. Safe for use by many threads. */
final class Shard implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /** What became of a record: a sequence number, or an error code with a message. */
    record Placement(String shard, String sequenceNumber, String errorCode, String errorMessage) {
        boolean failed() {
            return errorCode != null;
        }
    }

    private final String stream;
    private final ShardLog log;
    private final Throttle recordsIn;
    private final Throttle bytesIn;
    private final Throttle getCalls;
    private final Throttle bytesOut;
    private volatile ShardState state;

    Shard(String stream, ShardState state, Path folder, Limits.Rates rates, Storage storage, Clock clock)
            throws IOException {
        this.stream = stream;
        this.state = state;
        log = new ShardLog(folder.resolve(state.id()), storage, clock);
        recordsIn = new Throttle(rates.recordsIn(), clock);
        bytesIn = new Throttle(rates.bytesIn(), clock);
        getCalls = new Throttle(rates.getCalls(), clock);
        bytesOut = new Throttle(rates.bytesOut(), clock);
    }

    /** Stores the entries and says for each, in their order, what became of it. */
    synchronized List<Placement> put(List<ShardLog.Entry> entries) {
        var admitted = new boolean[entries.size()];
        var passing = new ArrayList<ShardLog.Entry>(entries.size());
        for (int i = 0; i < admitted.length; i++) {
            admitted[i] = admit(entries.get(i));
            if (admitted[i]) {
                passing.add(entries.get(i));
            }
        }
        var counter = 0L;
        String failure = null;
        try {
            counter = passing.isEmpty() ? 0 : log.append(passing);
        } catch (IOException e) {
            LOG.error("kinesis stream={} shard={} write_failed", stream, state.id(), e);
            failure = "The records were not stored: " + e;
        }
        var placements = new ArrayList<Placement>(admitted.length);
        for (var passes : admitted) {
            if (!passes) {
                placements.add(refused("ProvisionedThroughputExceededException", tooFast()));
            } else if (failure != null) {
                placements.add(refused("InternalFailure", failure));
            } else {
                placements.add(new Placement(state.id(), state.at(counter++).toString(), null, null));
            }
        }
        return placements;
    }

    private boolean admit(ShardLog.Entry entry) {
        var bytes = entry.data().length + entry.partitionKey().length();
        if (!recordsIn.admits(1) || !bytesIn.admits(bytes)) {
            return false;
        }
        recordsIn.take(1);
        bytesIn.take(bytes);
        return true;
    }

    private Placement refused(String code, String message) {
        return new Placement(state.id(), null, code, message);
    }

    private String tooFast() {
        return String.format(
                Locale.ROOT, "Rate exceeded for shard %s in stream %s: send less, or use more shards.", id(), stream);
    }

    /** Reads on from a counter, as {@link ShardLog#read} does. */
    ShardLog.Slice get(long counter, int records, int bytes) throws IOException {
        if (!getCalls.admits(1) || !bytesOut.admits(1)) {
            throw Fault.of("ProvisionedThroughputExceededException", "%s", tooFast());
        }
        getCalls.take(1);
        var slice = log.read(counter, records, bytes);
        bytesOut.take(slice.frames().stream().mapToInt(Frame::payload).sum());
        return slice;
    }

    /** The state that this shard has when it is closed now; it stays open until {@link #become}. */
    ShardState closing(long millis) {
        return state.closedAt(millis, log.next());
    }

    void become(ShardState changed) {
        state = changed;
    }

    ShardState state() {
        return state;
    }

    String id() {
        return state.id();
    }

    ShardLog log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
