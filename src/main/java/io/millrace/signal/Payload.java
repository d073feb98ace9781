package io.millrace.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of a row: what is not known is left out. */
final class Payload {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Leaves out null. */
    Payload with(String column, Object value) {
        if (value instanceof Instant time) {
            values.put(column, time.toString());
        } else if (value != null) {
            values.put(column, value);
        }
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    int size() {
        return values.size();
    }

    /** What arithmetic leaves behind the given digit says nothing. */
    static Double rounded(Double value, int digits) {
        return value == null || !Double.isFinite(value)
                ? null
                : BigDecimal.valueOf(value)
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }
}
