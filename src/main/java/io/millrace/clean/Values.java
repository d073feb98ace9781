package io.millrace.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
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

    private Values() {}

    /** The value as the column's type; null for what is missing, null or blank. */
    static Object typed(Column column, JsonNode found) throws Refusal {
        if (found.isMissingNode() || found.isNull()) {
            return null;
        }
        if (column.type().kind() == ColumnType.Kind.JSON) {
            return found.toString();
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
                case STRING, JSON -> text;
                case INT -> decimal(text).intValueExact();
                case BIGINT -> decimal(text).longValueExact();
                case DOUBLE -> finite(column, Double.parseDouble(text));
                case DECIMAL -> scaled(column, decimal(text));
                case BOOLEAN -> bool(column, text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw bad(column, text);
        }
    }

    /** A scalar as text without surrounding space; null for everything else and for blank text. */
    static String text(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var stripped = node.asText().strip();
        return stripped.isEmpty() ? null : stripped;
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
        var number = new BigDecimal(text.length() <= LONGEST_NUMBER ? text : "too long");
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new NumberFormatException("too large or too small");
        }
        return number;
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
