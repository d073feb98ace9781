package io.millrace.warehouse;

import java.util.Locale;
import java.util.Map;

/** Reads the rows that drivers answer with, each in its own types, and some with all names in upper case. */
final class Answer {
    private Answer() {}

    static Object value(Map<String, Object> row, String column) {
        return row.containsKey(column) ? row.get(column) : row.get(column.toUpperCase(Locale.ROOT));
    }

    static long number(Map<String, Object> row, String column) {
        return ((Number) value(row, column)).longValue();
    }

    /** Truth, which some databases have as a number. */
    static boolean isTrue(Map<String, Object> row, String column) {
        var value = value(row, column);
        return value instanceof Number number ? number.longValue() != 0 : (Boolean) value;
    }
}
