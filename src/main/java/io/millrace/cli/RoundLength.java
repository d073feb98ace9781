package io.millrace.cli;

import io.millrace.source.Source;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** Whether a host can be asked as often as sources say: one page at a time, with a delay after each. */
final class RoundLength {
    private static final int LOOK_AHEAD = 50;

    /**
     * What one source asks of the host.
     *
     * @param pages in a round
     * @param delay after each request
     * @param period between two rounds
     * @param isCron whether the period is the shortest of a cron schedule
     */
    record Part(String source, long pages, Duration delay, Duration period, boolean isCron) {
        private Duration round() {
            return delay.multipliedBy(pages);
        }
    }

    private RoundLength() {}

    /** What is wrong with the host's part in all rounds, with the sum; empty where they fit into their periods. */
    static Optional<String> tooLong(List<Part> parts) {
        var shortest = parts.stream().map(Part::period).min(Duration::compareTo).orElseThrow();
        // What each takes in the shortest period: a source that is looked at half as often takes half.
        var millis = parts.stream()
                .mapToDouble(part -> (double) part.round().toMillis()
                        * shortest.toMillis()
                        / part.period().toMillis())
                .sum();
        if (millis <= shortest.toMillis()) {
            return Optional.empty();
        }
        var cure = ": rounds start late; look less often, or lower fetch.delay if the site allows it";
        if (parts.size() == 1) {
            var part = parts.get(0);
            var given = part.isCron() ? written(shortest) + ", as cron has it" : "every " + written(shortest);
            return Optional.of(sum(part) + " = " + written(part.round()) + ", longer than " + given + cure);
        }
        return Optional.of(parts.stream()
                        .map(part -> part.source() + " " + sum(part) + " every " + written(part.period()))
                        .collect(Collectors.joining(" + "))
                + " = " + written(Duration.ofSeconds(Math.round(millis / 1000))) + " in "
                + written(shortest) + cure);
    }

    private static String sum(Part part) {
        return Counted.of(part.pages(), "page") + " × " + written(part.delay());
    }

    /** The time between two rounds; with cron the shortest of the next ones. */
    static Duration period(Source source, Instant now) {
        return source.cron() == null ? source.every() : shortest(source.cron(), now);
    }

    /** The shortest time between two of the next rounds. */
    private static Duration shortest(String cron, Instant now) {
        try {
            var expression = new CronExpression(cron);
            var shortest = Duration.ofDays(366);
            var last = expression.getNextValidTimeAfter(Date.from(now));
            for (var i = 0; i < LOOK_AHEAD && last != null; i++) {
                var next = expression.getNextValidTimeAfter(last);
                if (next != null) {
                    var between = Duration.between(last.toInstant(), next.toInstant());
                    shortest = between.compareTo(shortest) < 0 ? between : shortest;
                }
                last = next;
            }
            return shortest;
        } catch (ParseException e) {
            throw new IllegalStateException("a cron expression that was read before cannot be read: " + cron, e);
        }
    }

    /** {@code 1h 5m}, {@code 50m}, {@code 200ms}. */
    static String written(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }
}
