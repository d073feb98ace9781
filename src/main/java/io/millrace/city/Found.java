package io.millrace.city;

import io.millrace.signal.SignalReading;
import java.util.Map;

/**
 * What an answer gave.
 *
 * @param known what later questions need to know, as JSON has it; null where what was known stays
 */
record Found(SignalReading reading, Map<String, Object> known) {
    Found(SignalReading reading) {
        this(reading, null);
    }
}
