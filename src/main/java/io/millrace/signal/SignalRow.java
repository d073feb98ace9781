package io.millrace.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row that an answer gives for a dataset.
 *
 * @param dataset name of the dataset
 * @param key the values of its key as texts, in its order, without the source and the time of observation
 * @param payload column to value: texts, numbers, booleans, maps; times as RFC 3339 texts in UTC; what is not known is
 *     left out
 */
public record SignalRow(String dataset, List<String> key, Map<String, Object> payload) {
    public SignalRow {
        key = List.copyOf(key);
        payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
    }
}
