package io.millrace.reconcile;

import io.millrace.lake.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status for those who ask often and must not wait: it is read by one thread at a time, and not more often than it is
 * to be kept. Thread-safe.
 */
public final class RecentStatus {
    /** For this long who asks waits for a reading that is under way; then the one before has to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So much older than it is to be a status may become while the next one is read. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(RecentStatus.class);

    /** Reads the status. */
    public interface Reading {
        Status read() throws Exception;
    }

    private final Reading reading;
    private final Duration kept;
    private final Executor thread;
    private final LongSupplier nanos;
    private final Duration patience;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private Status latest;
    private boolean asked;
    private long askedAt;
    private long readAt;

    /**
     * @param kept how old a status may be
     * @param thread where it is read
     * @param nanos nanoseconds that only grow
     */
    public RecentStatus(Reading reading, Duration kept, Executor thread, LongSupplier nanos) {
        this(reading, kept, thread, nanos, PATIENCE);
    }

    RecentStatus(Reading reading, Duration kept, Executor thread, LongSupplier nanos, Duration patience) {
        this.patience = patience;
        this.reading = reading;
        this.kept = kept;
        this.thread = thread;
        this.nanos = nanos;
    }

    /** The status of now or a little earlier; empty if it could not be read. Takes seconds at the most. */
    public Optional<Status> get() {
        try {
            asked().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("status takes longer than {} to read", patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the status cannot be asked for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest();
    }

    private synchronized CompletableFuture<Void> asked() {
        if (running.isDone() && (!asked || nanos.getAsLong() - askedAt >= kept.toNanos())) {
            asked = true;
            askedAt = nanos.getAsLong();
            running = CompletableFuture.runAsync(this::read, thread);
        }
        return running;
    }

    private synchronized Optional<Status> latest() {
        var tooOld = kept.plus(GRACE).toNanos();
        return nanos.getAsLong() - readAt > tooOld ? Optional.empty() : Optional.ofNullable(latest);
    }

    private void read() {
        Status status = null;
        try {
            status = reading.read();
        } catch (Exception e) {
            LOG.warn("status could not be read: {}", Reason.of(e));
        }
        synchronized (this) {
            latest = status;
            readAt = nanos.getAsLong();
        }
    }
}
