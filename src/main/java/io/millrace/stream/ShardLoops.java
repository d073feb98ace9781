package io.millrace.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Finds the shards of the stream, new ones too, and keeps a reader running on each that is this process's. */
final class ShardLoops {
    private static final Logger LOG = LoggerFactory.getLogger(ShardLoops.class);

    private final Reading reading;
    private final ShardShare share;
    private final Executor threads;
    private final BooleanSupplier running;
    private final Runnable lookAgain;

    private final Map<String, ShardLoop> loops = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private StreamLife life;
    private boolean missingTold;
    private volatile Duration retention;

    /**
     * @param running whether the process is to go on reading
     * @param lookAgain called when a shard has ended: its children are there
     */
    ShardLoops(Reading reading, ShardShare share, Executor threads, BooleanSupplier running, Runnable lookAgain) {
        this.reading = reading;
        this.share = share;
        this.threads = threads;
        this.running = running;
        this.lookAgain = lookAgain;
    }

    /**
     * Looks at the stream once, and starts and stops readers.
     *
     * @throws IllegalStateException if there is no stream to read now
     */
    void look() {
        try {
            var stream = reading.stream().summary();
            if (!stream.isReadable()) {
                throw new IllegalStateException(
                        "the stream " + stream.id() + " is " + stream.status() + ": it is read once it is active");
            }
            retention = stream.retention();
            if (life == null || !life.id().equals(stream.id())) {
                overWithLife();
                life = new StreamLife(
                        reading.stream(), stream.id(), reading.time().monotonic());
                missingTold = false;
            }
            var shards = reading.stream().shards();
            if (!missingTold) {
                tellMissing(shards);
                missingTold = true;
            }
            shards.forEach(shard -> startOrStop(shard, shards));
            stopUnlisted(shards);
        } catch (ResourceNotFoundException e) {
            var was = life;
            overWithLife();
            throw new IllegalStateException(
                    was == null
                            ? "there is no stream " + reading.stream().name() + " yet: create it"
                            : "the stream " + was.id() + " was deleted: one of the same name is read once it is there",
                    e);
        }
    }

    private void overWithLife() {
        if (life != null) {
            LOG.warn("stream={} was deleted; what was read of it is landed, the rest is gone", life.id());
            life.end();
            life = null;
            synchronized (this) {
                ended.clear();
            }
        }
    }

    /** Shards that went while nobody looked: closed, and past their retention. */
    private void tellMissing(List<String> shards) {
        reading.positions()
                .missing(life.id(), shards)
                .forEach((shard, start) -> trimCheck(shard).gone(start.after(), start.through()));
    }

    private TrimCheck trimCheck(String shard) {
        return reading.trimCheck(life, shard, () -> retention);
    }

    private synchronized void startOrStop(String shard, List<String> shards) {
        var key = key(life, shard);
        if (ended.contains(key)) {
            return;
        }
        var loop = loops.get(key);
        var mine = share.mine(life.id(), shard);
        if (!mine && loop != null) {
            loop.release();
        } else if (mine && loop == null) {
            start(key, new ShardLoop(reading, life, shard, shards, trimCheck(shard), running));
        }
    }

    private void start(String key, ShardLoop loop) {
        loops.put(key, loop);
        threads.execute(() -> {
            var atEnd = false;
            try {
                atEnd = loop.run();
            } finally {
                stopped(key, atEnd);
            }
        });
    }

    private synchronized void stopped(String key, boolean atEnd) {
        loops.remove(key);
        if (atEnd) {
            ended.add(key);
        }
        lookAgain.run();
    }

    private synchronized void stopUnlisted(List<String> shards) {
        var listed = new HashSet<String>();
        shards.forEach(shard -> listed.add(key(life, shard)));
        var prefix = key(life, "");
        loops.forEach((key, loop) -> {
            if (key.startsWith(prefix) && !listed.contains(key)) {
                loop.unlist();
            }
        });
    }

    private static String key(StreamLife life, String shard) {
        return life.id() + "/" + shard;
    }
}
