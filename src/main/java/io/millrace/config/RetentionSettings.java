package io.millrace.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept; absent: for ever. Whatever is set here, nothing goes that is not loaded.
 *
 * @param raw objects of the raw zone, from when their batch was cleaned
 * @param processed files whose rows count, from when their batch was cleaned
 * @param replaced files whose rows another batch's took the place of, from when that was cleaned
 * @param rejected rejected lines, from when their batch was cleaned; events that were rejected unsent, from when they were
 * @param failed pages that could not be fetched
 * @param stream records of the local stream, from when they arrived
 * @param uncommitted files that no manifest names, from when they were written
 * @param every pause between two looks for what may go
 */
public record RetentionSettings(
        Optional<Duration> raw,
        Optional<Duration> processed,
        Optional<Duration> replaced,
        Optional<Duration> rejected,
        Optional<Duration> failed,
        Optional<Duration> stream,
        Optional<Duration> uncommitted,
        Duration every) {
    private static final Duration HOUR = Duration.ofHours(1);
    /** A typing error must not take what was written today. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    static RetentionSettings of(Keys keys) {
        return new RetentionSettings(
                age(keys, "millrace.retention.raw", DAY),
                age(keys, "millrace.retention.processed", DAY),
                age(keys, "millrace.retention.replaced", HOUR),
                age(keys, "millrace.retention.rejected", DAY),
                age(keys, "millrace.retention.failed", DAY),
                age(keys, "millrace.retention.stream", DAY),
                age(keys, "millrace.retention.uncommitted", DAY),
                keys.duration("millrace.retention.every", Duration.ofMinutes(1), Duration.ofDays(7)));
    }

    private static Optional<Duration> age(Keys keys, String key, Duration least) {
        if (!keys.isSet(key)) {
            keys.put(key, "");
            return Optional.empty();
        }
        return Optional.of(keys.duration(key, least, LONGEST));
    }
}
