package io.millrace.watch;

import io.millrace.dataset.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/**
 * A price that is taken as a page's.
 *
 * @param currency ISO 4217 code, or null
 * @param at when it was seen last, UTC
 */
record Belief(BigDecimal amount, String currency, Instant at) {
    private static final BigDecimal MOST = BigDecimal.valueOf(20);
    private static final BigDecimal TOLERANCE = new BigDecimal("0.15");

    static Belief of(Reading reading, Instant at) {
        return new Belief(reading.amount(), reading.currency(), at);
    }

    /**
     * What speaks against a price that follows this one: another currency; ten, a hundred or a thousand times as much or as
     * little, give or take 15 %, which is how a lost decimal separator or cents in place of units look; or any change
     * beyond a factor of 20. Empty if nothing does.
     */
    Optional<String> doubt(BigDecimal now, String nowIn) {
        if (currency != null && nowIn != null && !currency.equals(nowIn)) {
            return Optional.of(
                    "price " + now.toPlainString() + " " + nowIn + " was " + amount.toPlainString() + " " + currency);
        }
        return factor(now)
                .map(factor -> "price " + now.toPlainString() + " was " + amount.toPlainString() + " (" + factor + ")");
    }

    /** {@code x100}, {@code /10}, {@code x37}; empty for a change that happens. */
    private Optional<String> factor(BigDecimal now) {
        if (now.signum() == 0 || amount.signum() == 0) {
            return now.signum() == amount.signum() ? Optional.empty() : Optional.of(now.signum() == 0 ? "/0" : "x0");
        }
        var more = now.compareTo(amount) >= 0;
        var ratio = (more ? now : amount).divide(more ? amount : now, MathContext.DECIMAL64);
        for (var power = BigDecimal.TEN; power.precision() <= 4; power = power.movePointRight(1)) {
            if (ratio.subtract(power).abs().compareTo(power.multiply(TOLERANCE)) <= 0) {
                return Optional.of((more ? "x" : "/") + power.toPlainString());
            }
        }
        return ratio.compareTo(MOST) > 0 ? Optional.of((more ? "x" : "/") + ratio.toBigInteger()) : Optional.empty();
    }
}
