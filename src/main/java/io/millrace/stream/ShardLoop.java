package io.millrace.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Keeps one shard read until it has ended, is given away, or its stream is deleted; what fails is tried again. */
final class ShardLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ShardLoop.class);
    private static final Duration REMEMBER_IDLE = Duration.ofMinutes(10);
    /** A question each, so that others plan what is landed with no more delay. */
    private static final Duration BETWEEN_RESTORES = Duration.ofMinutes(1);

    private static final Duration THROTTLED_FOR_LONG = Duration.ofMinutes(1);

    private final Reading reading;
    private final StreamLife life;
    private final String shard;
    private final List<String> listed;
    private final TrimCheck trimCheck;
    private final BooleanSupplier running;
    private final Backoff backoff;
    private volatile boolean released;
    private volatile boolean unlisted;
    private KinesisShardSource source;
    private ShardReader reader;
    private Instant remembered;
    private long restored;
    private Long throttledSince;

    /** @param running whether the process is to go on reading */
    ShardLoop(
            Reading reading,
            StreamLife life,
            String shard,
            List<String> listed,
            TrimCheck trimCheck,
            BooleanSupplier running) {
        this.reading = reading;
        this.life = life;
        this.shard = shard;
        this.listed = listed;
        this.trimCheck = trimCheck;
        this.running = running;
        this.backoff = new Backoff(reading.time().chance());
    }

    /** The shard is another process's now. */
    void release() {
        released = true;
    }

    /** The stream does not have the shard any more. */
    void unlist() {
        unlisted = true;
    }

    /** Reads; true if the shard has come to its end and all of it is landed. */
    boolean run() {
        var ended = false;
        try {
            while (!ended && goesOn()) {
                ended = tryStep();
            }
            if (!ended) {
                handOverRest();
            }
        } finally {
            if (reader != null) {
                reader.close();
            }
            if (running.getAsBoolean()) {
                // Whatever failed here last is nobody's trouble any more.
                reading.watch().works(shard);
            }
        }
        return ended;
    }

    private boolean goesOn() {
        return running.getAsBoolean() && !released && !unlisted && !life.isOver();
    }

    private boolean tryStep() {
        try {
            return step();
        } catch (Reading.NotLandedException e) {
            // The route has told of it; the same records are handed over again.
            rest(backoff.pause());
        } catch (ProvisionedThroughputExceededException | LimitExceededException | KmsThrottlingException e) {
            throttled(e);
        } catch (StreamLife.OverException e) {
            LOG.info("shard={} is not read on: {}", shard, e.getMessage());
        } catch (ResourceNotFoundException | InvalidArgumentException e) {
            lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            released = true;
        } catch (Exception e) {
            failed(e);
        }
        return false;
    }

    private boolean step() throws Exception {
        if (reader == null) {
            var start = reading.positions().resume(life.id(), shard, listed);
            if (start.ended()) {
                return true;
            }
            remembered = start.through();
            source = reading.source(shard, start, life);
            restored = reading.time().nanos();
            reader = reading.reader(life, shard, start, source, trimCheck);
        }
        var wait = reader.step();
        reading.watch().works(shard);
        backoff.reset();
        throttledSince = null;
        if (reader.isDone()) {
            reading.positions()
                    .ended(life.id(), shard, reader.durable(), reading.time().now());
            LOG.info("shard={} has ended and is landed", shard);
            return true;
        }
        remember(REMEMBER_IDLE);
        restore();
        rest(wait);
        return false;
    }

    /** Landing remembers its own progress; this is for a shard that has nothing to land. */
    private void remember(Duration news) {
        var through = reader.durableThrough();
        if (through == null || !reader.isEmpty()) {
            return;
        }
        if (remembered == null || through.isAfter(remembered.plus(news))) {
            reading.positions().reached(life.id(), shard, through);
            remembered = through;
        }
    }

    /** What a slow write took back is put right by the next landing, but that may be far. */
    private void restore() {
        var now = reading.time().nanos();
        if (now - restored >= BETWEEN_RESTORES.toNanos()) {
            reading.positions().restore(life.id(), shard);
            restored = now;
        }
    }

    /** Other readers of the shard count too, so this is no fault unless it goes on. */
    private void throttled(RuntimeException e) {
        var now = reading.time().nanos();
        throttledSince = throttledSince == null ? Long.valueOf(now) : throttledSince;
        if (now - throttledSince > THROTTLED_FOR_LONG.toNanos()) {
            reading.watch().fails(shard, e);
        }
        rest(backoff.pause());
    }

    /** Either the stream is not the same any more, or the shard is gone, which the next look at the list shows. */
    private void lost(RuntimeException e) {
        try {
            if (source != null) {
                source.forgetIterator();
            }
            life.confirm();
            failed(e);
        } catch (StreamLife.OverException over) {
            LOG.info("shard={} is not read on: {}", shard, over.getMessage());
        } catch (RuntimeException unknown) {
            failed(unknown);
        }
    }

    private void failed(Exception e) {
        reading.watch().fails(shard, e);
        rest(backoff.pause());
    }

    private void handOverRest() {
        if (reader == null) {
            return;
        }
        var patient = life.isOver() || unlisted;
        do {
            try {
                reader.flush();
                if (unlisted) {
                    reader.lookForGap(trimCheck::gone);
                } else if (!life.isOver()) {
                    remember(Duration.ZERO);
                }
                return;
            } catch (Exception e) {
                LOG.info("shard={} has unlanded records: {}", shard, e.toString());
                if (patient) {
                    // Nobody can read them again.
                    rest(backoff.pause());
                }
            }
        } while (patient && running.getAsBoolean());
    }

    private void rest(Duration pause) {
        reading.time().rest().rest(pause, this::goesOn);
    }
}
