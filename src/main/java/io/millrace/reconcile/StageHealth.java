package io.millrace.reconcile;

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
        var said = sentence(reason);
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

    /** What went wrong, with its causes where they add something, on one line. */
    public static String sentence(Throwable reason) {
        var text = new StringBuilder();
        for (var cause = reason; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            var line = message.replaceAll("\\s+", " ").trim();
            if (text.indexOf(line) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(line);
            }
        }
        return text.toString();
    }
}
