package io.millrace.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Column;
import io.millrace.dataset.UtcTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** JSON values as the types of columns. */
final class Values {
    private static final int SHOWN = 80;
    private static final int LONGEST_NUMBER = 100;
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    private Values() {}

    /** The value as the type of a column, which is not JSON; null for what is missing, null or blank. */
    static Object typed(Column column, JsonNode found) throws Refusal {
        if (found.isMissingNode() || found.isNull()) {
            return null;
        }
        var text = text(found);
        if (text == null) {
            if (found.isContainerNode()) {
                throw bad(column, found.toString());
            }
            return null;
        }
        try {
            return switch (column.type().kind()) {
                case STRING -> wellFormed(column, text);
                case JSON -> throw new IllegalStateException(column.name() + " holds JSON");
                case INT -> decimal(text).intValueExact();
                case BIGINT -> decimal(text).longValueExact();
                // Over a decimal, because Java's own parser takes "1d" and "0x1p3" too.
                case DOUBLE -> finite(column, new BigDecimal(bounded(text)).doubleValue());
                case DECIMAL -> scaled(column, decimal(text));
                case BOOLEAN -> bool(column, text);
                case DATE -> inRange(column, LocalDate.parse(text));
                case TIMESTAMP -> inRange(column, UtcTime.parse(text).truncatedTo(ChronoUnit.MICROS));
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw bad(column, text);
        }
    }

    /** The value of a JSON column, as text; null for what is missing or null. */
    static String json(Column column, EventReader event, int place) throws Refusal {
        return event.isNothing(place) ? null : wellFormed(column, event.json(place));
    }

    /** A scalar as text without surrounding space; null for everything else and for blank text. */
    static String text(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = node.isBigDecimal() && isShort(node.decimalValue())
                ? node.decimalValue().toPlainString()
                : node.asText();
        var stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Whether every surrogate has its other half, so that the text can be written as UTF-8. */
    static boolean isWellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The day, where every warehouse can hold it. */
    static LocalDate inRange(Column column, LocalDate day) throws Refusal {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new Refusal(
                    "out_of_bounds_" + column.name(),
                    column.name() + " is " + day + ", not within the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return day;
    }

    private static Instant inRange(Column column, Instant time) throws Refusal {
        if (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIME)) {
            throw new Refusal(
                    "out_of_bounds_" + column.name(),
                    column.name() + " is " + time + ", not within the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return time;
    }

    private static String wellFormed(Column column, String text) throws Refusal {
        if (!isWellFormed(text)) {
            throw new Refusal("bad_" + column.name(), column.name() + " holds half a character (a lone surrogate)");
        }
        return text;
    }

    /** Rounded half up to the column's scale; refused where it has more digits than the column. */
    static BigDecimal scaled(Column column, BigDecimal amount) throws Refusal {
        var scaled = amount.setScale(column.type().scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > column.type().precision()) {
            throw new Refusal(
                    "out_of_bounds_" + column.name(),
                    column.name() + " is " + shortened(amount.toPlainString()) + ", more digits than " + column.type());
        }
        return scaled;
    }

    /** A number whose plain form is short: "1e999999999" is refused before anything writes it out. */
    private static BigDecimal decimal(String text) {
        var number = new BigDecimal(bounded(text));
        if (!isShort(number)) {
            throw new NumberFormatException("too large or too small");
        }
        return number;
    }

    private static String bounded(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("too long");
        }
        return text;
    }

    private static boolean isShort(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static Double finite(Column column, double number) throws Refusal {
        if (!Double.isFinite(number)) {
            throw bad(column, Double.toString(number));
        }
        return number;
    }

    private static Boolean bool(Column column, String text) throws Refusal {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(column, text);
        };
    }

    private static Refusal bad(Column column, String text) {
        return new Refusal(
                "bad_" + column.name(),
                column.name() + " is \"" + shortened(text) + "\", not of the type " + column.type());
    }
}
