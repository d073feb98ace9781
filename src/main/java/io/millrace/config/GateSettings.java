package io.millrace.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds a batch before it is committed; absent: nothing of that kind.
 *
 * @param rows fewer lines, or prices of a source, are not looked at
 * @param rejected greatest share of rejected lines, from 0 to 1
 * @param empty whether a batch without a row is held
 * @param stale greatest age of the newest observation
 * @param priceFactor how many times the levels before a price level may be, above 1
 */
public record GateSettings(
        int rows,
        Optional<BigDecimal> rejected,
        boolean empty,
        Optional<Duration> stale,
        Optional<BigDecimal> priceFactor) {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    static GateSettings of(Keys keys) {
        return new GateSettings(
                keys.integer("millrace.clean.gate.rows", 1, Integer.MAX_VALUE),
                number(keys, "millrace.clean.gate.rejected", BigDecimal.ZERO, BigDecimal.ONE),
                keys.one("millrace.clean.gate.empty", Scalar::bool, false, String::valueOf),
                stale(keys, "millrace.clean.gate.stale"),
                number(keys, "millrace.clean.gate.price-factor", BigDecimal.ONE, MOST));
    }

    private static Optional<Duration> stale(Keys keys, String key) {
        if (!keys.isSet(key)) {
            keys.put(key, "");
            return Optional.empty();
        }
        return Optional.of(keys.duration(key, Duration.ofMinutes(1), LONGEST));
    }

    private static Optional<BigDecimal> number(Keys keys, String key, BigDecimal min, BigDecimal max) {
        if (!keys.isSet(key)) {
            keys.put(key, "");
            return Optional.empty();
        }
        return Optional.of(keys.one(
                key,
                value -> value.decimal()
                        .flatMap(number -> number.compareTo(min) < 0 || number.compareTo(max) > 0
                                ? value.unexpected("a number from " + min + " to " + max)
                                : Optional.of(number)),
                min,
                BigDecimal::toPlainString));
    }
}
