package io.millrace.alert;

import io.millrace.config.AlertRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** Alerts in sentences. What was scraped is made fit for one line of plain text. */
final class Wording {
    private static final int LONGEST_NAME = 120;
    private static final int USUAL_DIGITS = 2;
    private static final int MOST_DIGITS = 4;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Line breaks and controls, and what turns the direction of text around, so that it reads as something else. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private Wording() {}

    static String of(AlertRule rule, Sighting now, BigDecimal before, BigDecimal change) {
        var price = now.price() == null ? "" : money(now.price(), now.currency()) + " " + plain(now.currency());
        var said =
                switch (rule.kind()) {
                    case BELOW ->
                        price + ", below " + money(rule.amount(), now.currency())
                                + (before == null || before.compareTo(now.price()) == 0
                                        ? ""
                                        : ", was " + money(before, now.currency()));
                    case DROP ->
                        price + ", " + percent(change) + "down from " + against(rule) + money(before, now.currency());
                    case RISE ->
                        price + ", " + percent(change) + "up from " + against(rule) + money(before, now.currency());
                    case NEW_LOWEST -> price + ", lowest ever, was " + money(before, now.currency());
                    case BACK_IN_STOCK -> "back in stock" + (price.isEmpty() ? "" : ", " + price);
                    default -> throw new IllegalArgumentException(rule.kind() + " is of a source");
                };
        var name = now.name() == null || plain(now.name()).isEmpty() ? now.sku() : now.name();
        return plain(name) + " (" + plain(now.source()) + "): " + said;
    }

    static String silence(String source, Instant since, Duration silence) {
        return plain(source) + ": no data since " + TIME.format(since) + ", longer than " + words(silence);
    }

    static String broken(SourceState state) {
        return plain(state.source()) + ": pages show something else than they did"
                + (state.since() == null ? "" : " since " + TIME.format(state.since()))
                + (state.said().isEmpty() ? "" : ": " + plain(state.said()));
    }

    /** The text on one line, of visible characters alone, shortened. */
    static String plain(String text) {
        var line = NOT_PLAIN.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private static String against(AlertRule rule) {
        return switch (rule.against()) {
            case LAST -> "";
            case AVERAGE -> "an average of ";
            case LOWEST -> "the lowest, ";
        };
    }

    private static String percent(BigDecimal change) {
        return change == null
                ? ""
                : change.abs()
                                .setScale(1, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString() + " % ";
    }

    /** With the digits that the currency has, or more where the amount has them. */
    private static String money(BigDecimal amount, String currency) {
        var plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(digits(currency), Math.min(MOST_DIGITS, plain.scale())), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static int digits(String currency) {
        try {
            var digits = currency == null ? -1 : Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? USUAL_DIGITS : digits;
        } catch (IllegalArgumentException e) {
            return USUAL_DIGITS;
        }
    }

    private static String words(Duration duration) {
        var minutes = duration.toMinutes();
        if (minutes % 1440 == 0) {
            return minutes / 1440 + " d";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
