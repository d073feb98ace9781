package io.millrace.clean;

import io.millrace.dataset.Column;
import java.math.BigDecimal;

/** A column's bounds: least and greatest value, longest text, allowed words. */
final class Bounds {
    private Bounds() {}

    static void check(Column column, Object value) throws Refusal {
        if (value instanceof String text) {
            checkText(column, text);
        }
        if (value instanceof Number number && (column.min() != null || column.max() != null)) {
            checkNumber(column, number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString()));
        }
    }

    private static void checkText(Column column, String text) throws Refusal {
        if (column.maxLength() != null && text.codePointCount(0, text.length()) > column.maxLength()) {
            var length = text.codePointCount(0, text.length());
            throw new Refusal(
                    "too_long_" + column.name(),
                    column.name() + " has " + length + " characters, at most " + column.maxLength() + " are allowed");
        }
        if (!column.values().isEmpty() && !column.values().contains(text)) {
            throw new Refusal(
                    "bad_" + column.name(),
                    column.name() + " is " + Values.shortened(text) + ", allowed are " + column.values());
        }
    }

    private static void checkNumber(Column column, BigDecimal number) throws Refusal {
        if (column.min() != null && number.compareTo(column.min()) < 0
                || column.max() != null && number.compareTo(column.max()) > 0) {
            throw new Refusal(
                    "out_of_bounds_" + column.name(),
                    column.name() + " is " + number.toPlainString() + ", not within "
                            + (column.min() == null ? "…" : column.min().toPlainString()) + " to "
                            + (column.max() == null ? "…" : column.max().toPlainString()));
        }
    }
}
