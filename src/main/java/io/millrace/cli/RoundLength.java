package io.millrace.cli;

import io.millrace.source.Source;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** Whether a source can be looked at as often as it says: a host is asked one page at a time, with a delay after each. */
final class RoundLength {
    private static final int LOOK_AHEAD = 50;

    private RoundLength() {}

    /** What is wrong with it, with the sum; empty where a round fits into its period. */
    static Optional<String> tooLong(Source source, Instant now) {
        var pages = source.pages().stream()
                .map(page -> URI.create(page.url()).getAuthority())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        var round = source.access().delay().multipliedBy(pages);
        var period = source.cron() == null ? source.every() : shortest(source.cron(), now);
        if (round.compareTo(period) <= 0) {
            return Optional.empty();
        }
        var given = source.cron() == null ? "every " + written(period) : written(period) + ", as cron has it";
        return Optional.of(
                Counted.of(pages, "page") + " × " + written(source.access().delay()) + " = " + written(round)
                        + ", longer than " + given
                        + ": rounds start late; look less often, or lower fetch.delay if the site allows it");
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
