package io.millrace.city;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import io.millrace.signal.SignalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an answer is news, so that asking again what has not changed adds no row. A forecast is one thing: where one
 * hour of it has changed, all of it is a new issue.
 *
 * @param observations to be published
 * @param rows key to hash of all rows of the answer
 */
record Changes(List<Observation> observations, Map<String, String> rows) {
    private static final String WEATHER = "weather";
    private static final int HASH_DIGITS = 20;

    /** @param versions dataset to version of its declaration */
    static Changes of(
            List<SignalRow> answered,
            Map<String, String> before,
            Map<String, Integer> versions,
            String source,
            Map<String, Object> evidence,
            Instant at) {
        var rows = new HashMap<String, String>();
        var news = new HashSet<String>();
        var isNewIssue = false;
        for (var row : answered) {
            var key = key(row);
            var hash = EventIds.sha256(Json.bytes(new TreeMap<>(row.payload()))).substring(0, HASH_DIGITS);
            if (!hash.equals(before.get(key))) {
                news.add(key);
                isNewIssue |= row.dataset().equals(WEATHER);
            }
            rows.put(key, hash);
        }
        var published = new ArrayList<Observation>();
        for (var row : answered) {
            if (row.dataset().equals(WEATHER) ? isNewIssue : news.contains(key(row))) {
                published.add(observation(row, versions, source, evidence, at));
            }
        }
        return new Changes(published, rows);
    }

    private static String key(SignalRow row) {
        return row.dataset() + " " + row.key();
    }

    private static Observation observation(
            SignalRow row, Map<String, Integer> versions, String source, Map<String, Object> evidence, Instant at) {
        var payload = new TreeMap<>(row.payload());
        if (row.dataset().equals(WEATHER)) {
            payload.put("issued_at", at.toString());
        }
        return new Observation(row.dataset(), versions.get(row.dataset()), source, row.key(), at, payload, evidence);
    }
}
