package io.millrace.warehouse;

import java.util.Map;

/** Reads the rows that drivers answer with, each in its own types. */
final class Answer {
    private Answer() {}

    static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** Truth, which some databases have as a number. */
    static boolean isTrue(Map<String, Object> row, String column) {
        var value = row.get(column);
        return value instanceof Number number ? number.longValue() != 0 : (Boolean) value;
    }
}
