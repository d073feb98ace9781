package io.millrace.reconcile;

import io.millrace.lake.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the stages of this process are doing: told by the routes, asked by {@code --once} and the status. */
public final class StageHealth {
    private static final Logger LOG = LoggerFactory.getLogger(StageHealth.class);

    /**
     * A stage that failed the last time it ran.
     *
     * @param times how often in a row
     * @param since when it first did, UTC
     */
    public record Failure(String stage, int times, Instant since, String reason) {}

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Clock clock;

    public StageHealth(Clock clock) {
        this.clock = clock;
    }

    /** The stage did its work, or found none to do. */
    public void worked(String stage) {
        if (failures.remove(stage) != null) {
            LOG.info("stage={} works again", stage);
        }
    }

    /** The stage failed and will be tried again. */
    public void failed(String stage, Throwable reason) {
        var said = Reason.of(reason);
        var failure = failures.merge(
                stage,
                new Failure(stage, 1, clock.instant(), said),
                (old, now) -> new Failure(stage, old.times() + 1, old.since(), said));
        LOG.warn("stage={} failed times={}: {}", stage, failure.times(), said);
        LOG.debug("stage={}", stage, reason);
    }

    /** Stage to failure, of those that fail now. */
    public Map<String, Failure> failures() {
        return Map.copyOf(failures);
    }
}
