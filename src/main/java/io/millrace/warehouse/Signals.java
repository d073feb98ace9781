package io.millrace.warehouse;

import java.util.HashMap;
import java.util.Map;

/** The values that the views over what is known of cities are filled in with, beside those of all statements. */
final class Signals {
    private Signals() {}

    static Map<String, String> values(Dialect dialect) {
        var values = new HashMap<String, String>();
        values.put("parameter-name", dialect.comparable("d.name"));
        values.put("now-second", dialect.epoch(dialect.now()));
        values.put("as-of-time", dialect.time("s.as_of"));
        values.put("past-time", dialect.time("s.as_of - s.past_hours * 3600"));
        values.put("arrives-second", dialect.epoch("f.arrives_at"));
        values.put("planned-second", dialect.epoch("coalesce(f.scheduled_at, f.arrives_at)"));
        values.put("from-second", dialect.epoch("w.from_at"));
        values.put("to-second", dialect.epoch("w.to_at"));
        values.put("valid-second", dialect.epoch("w.valid_at"));
        values.put("forecast-second", dialect.epoch("v.issued_at"));
        values.put("to-hours", text("to_hours", 0, dialect));
        values.put("from-hours", text("from_hours", 0, dialect));
        values.put("rain-mm", text("precipitation_mm", 1, dialect));
        values.put("snow-mm", text("snow_mm", 1, dialect));
        values.put("felt-c", text("felt_c", 0, dialect));
        values.put("wind-ms", text("wind_ms", 0, dialect));
        values.put("hilliness-text", text("hilliness", 2, dialect));
        values.put("seats-text", text("seats", 0, dialect));
        values.put("low-cost-text", text("low_cost_seats", 0, dialect));
        return values;
    }

    /** A number with so many digits behind the point, as text. */
    private static String text(String number, int digits, Dialect dialect) {
        return "CAST(CAST(" + number + " AS DECIMAL(12, " + digits + ")) AS " + dialect.textType() + ")";
    }
}
