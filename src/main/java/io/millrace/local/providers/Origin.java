package io.millrace.local.providers;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An airport that flights come from. */
record Origin(String iata, String icao, String name, String country, String zone, String region) {
    private static final Map<String, Origin> ALL = Resource.rows("origins.csv").stream()
            .map(row -> new Origin(
                    row.get("iata"),
                    row.get("icao"),
                    row.get("name"),
                    row.get("country"),
                    row.get("zone"),
                    row.get("region")))
            .collect(Collectors.toUnmodifiableMap(Origin::iata, Function.identity()));

    static Origin of(String iata) {
        return ALL.get(iata);
    }
}
