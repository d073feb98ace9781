package io.millrace.signal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Compares what a page says of a city with what Wikidata says. */
public final class CityCheck {
    private static final double KM = 10;
    private static final double SHARE = 0.15;
    private static final double METRES = 60;

    private CityCheck() {}

    /** Column to {@code {wikidata, agrees}}, for what both state. */
    public static Map<String, Object> of(CityReading reading, Wikidata.Facts facts) {
        var checks = new LinkedHashMap<String, Object>();
        if (reading.country() != null && facts.country() != null) {
            put(checks, "country", facts.country(), facts.country().equals(reading.country()));
        }
        if (reading.latitude() != null && facts.latitude() != null) {
            boolean near = new Place(reading.latitude(), reading.longitude())
                            .kilometresTo(new Place(facts.latitude(), facts.longitude()))
                    <= KM;
            put(checks, "latitude", facts.latitude(), near);
            put(checks, "longitude", facts.longitude(), near);
        }
        if (reading.elevationM() != null && facts.elevationM() != null) {
            double apart = Math.abs(
                    reading.elevationM().doubleValue() - facts.elevationM().doubleValue());
            put(checks, "elevation_m", facts.elevationM(), apart <= METRES);
        }
        if (reading.areaKm2() != null && facts.areaKm2() != null) {
            put(
                    checks,
                    "area_km2",
                    facts.areaKm2(),
                    near(reading.areaKm2().doubleValue(), facts.areaKm2().doubleValue()));
        }
        if (reading.population() != null && !facts.populations().isEmpty()) {
            long said = facts.populations().get(0).number();
            put(checks, "population", said, near(reading.population().number(), said));
        }
        return checks;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= SHARE * Math.max(a, b);
    }

    private static void put(Map<String, Object> checks, String column, Object wikidata, boolean agrees) {
        var check = new LinkedHashMap<String, Object>();
        check.put("wikidata", wikidata);
        check.put("agrees", agrees);
        checks.put(column, check);
    }
}
