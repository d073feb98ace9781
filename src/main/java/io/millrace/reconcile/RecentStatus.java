package io.millrace.reconcile;

import io.millrace.lake.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status for those who ask often: read at most every 15 seconds. Thread-safe. */
public final class RecentStatus {
    private static final long KEPT_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(RecentStatus.class);

    /** Reads the status. */
    public interface Reading {
        Status read() throws Exception;
    }

    private final Reading reading;
    private final LongSupplier nanos;
    private Optional<Status> latest = Optional.empty();
    private boolean asked;
    private long askedAt;

    /** @param nanos nanoseconds that only grow */
    public RecentStatus(Reading reading, LongSupplier nanos) {
        this.reading = reading;
        this.nanos = nanos;
    }

    /** The status of now or of the last 15 seconds; empty if it could not be read. */
    public synchronized Optional<Status> get() {
        if (!asked || nanos.getAsLong() - askedAt >= KEPT_NANOS) {
            try {
                latest = Optional.of(reading.read());
            } catch (Exception e) {
                LOG.warn("status could not be read: {}", Reason.of(e));
                latest = Optional.empty();
            }
            asked = true;
            askedAt = nanos.getAsLong();
        }
        return latest;
    }
}
