package io.millrace.clean;

import static io.millrace.clean.Events.line;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What becomes of events of prices, and of readings, which have a column of each type. */
final class Cleaned {
    static final Dataset PRICES = Declared.prices();
    static final Dataset READINGS = Declared.dataset("""
            dataset: readings
            version: 2
            key: [id]
            version-column: at
            columns:
              - {name: id,    type: string, required: true, max-length: 3}
              - {name: at,    type: timestamp, required: true}
              - {name: day,   type: date}
              - {name: small, type: int, min: -5, max: 100}
              - {name: big,   type: bigint}
              - {name: real,  type: double}
              - {name: exact, type: "decimal(6,2)"}
              - {name: flag,  type: boolean}
              - {name: word,  type: string, values: [red, green]}
              - {name: any,   type: json}
              - {name: seen,  type: date, from: event.observed_at}
              - {name: told,  type: string, from: event.observed_at}
            """);

    /** What the payload of a reading holds already. */
    private static final Map<String, String> PAYLOAD =
            Map.of("id", "\"id\":\"a\"", "at", "\"at\":\"2026-11-21T09:00:00Z\"");

    static final RowCleaner CLEANER =
            new RowCleaner(Map.of("prices", PRICES, "readings", READINGS), null, List.of(), false);

    private Cleaned() {}

    /** A row by the names of its columns. */
    static Map<String, Object> named(Dataset dataset, Row row) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < row.values().size(); i++) {
            values.put(dataset.columns().get(i).name(), row.values().get(i));
        }
        return values;
    }

    static Row accepted(String event) {
        return assertInstanceOf(CleanResult.Accepted.class, CLEANER.clean(line(event)), event)
                .row();
    }

    /** The row that an event of a price becomes. */
    static Map<String, Object> price(String event) {
        return named(PRICES, accepted(event));
    }

    static Rejection rejected(String event) {
        return assertInstanceOf(CleanResult.Rejected.class, CLEANER.clean(line(event)), event)
                .rejection();
    }

    /** An event that has a JSON value for a column. */
    static String reading(String column, String json) {
        return """
                {"id":"id1","dataset":"readings","version":1,"source":"acme","publisher":"17-ab","n":7,\
                "observed_at":"2026-11-21T10:00:00Z","payload":{"id":"a","at":"2026-11-21T09:00:00Z","%s":%s}}""".formatted(column, json)
                .replace(PAYLOAD.containsKey(column) ? PAYLOAD.get(column) + "," : "-none-", "");
    }

    /** A value of a reading once it is cleaned. */
    static Object read(String column, String json) {
        return named(READINGS, accepted(reading(column, json))).get(column);
    }
}
