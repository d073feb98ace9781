package io.millrace.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was observed, before it is published.
 *
 * @param key the values of the dataset's key without source and time
 * @param observedAt UTC, microseconds
 * @param payload the dataset's columns as found, by name
 * @param evidence how they were found
 */
public record Observation(
        String dataset,
        int version,
        String source,
        List<String> key,
        Instant observedAt,
        Map<String, Object> payload,
        Map<String, Object> evidence) {
    /** The same with other evidence. */
    public Observation with(Map<String, Object> evidence) {
        return new Observation(dataset, version, source, key, observedAt, payload, evidence);
    }
}
