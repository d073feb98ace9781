package io.millrace.local.providers;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * An airport that the stand-ins know.
 *
 * @param arrivals about how many land on a day: fewer than at the real one
 * @param closesAtNight whether nothing lands from midnight to five
 * @param airlines IATA codes; one that comes often stands there more than once
 */
record DemoAirport(
        String icao,
        String iata,
        String name,
        String municipality,
        String country,
        String countryName,
        String continent,
        double latitude,
        double longitude,
        double elevation,
        ZoneId zone,
        int arrivals,
        boolean closesAtNight,
        List<String> terminals,
        List<String> airlines) {
    private static final List<DemoAirport> ALL =
            Resource.rows("airports.csv").stream().map(DemoAirport::of).toList();

    static List<DemoAirport> all() {
        return ALL;
    }

    static Optional<DemoAirport> named(String icao) {
        return ALL.stream()
                .filter(airport -> airport.icao().equalsIgnoreCase(icao))
                .findFirst();
    }

    private static DemoAirport of(CSVRecord row) {
        return new DemoAirport(
                row.get("icao"),
                row.get("iata"),
                row.get("name"),
                row.get("municipality"),
                row.get("country"),
                row.get("country_name"),
                row.get("continent"),
                Double.parseDouble(row.get("latitude")),
                Double.parseDouble(row.get("longitude")),
                Double.parseDouble(row.get("elevation")),
                ZoneId.of(row.get("zone")),
                Integer.parseInt(row.get("arrivals")),
                row.get("closed").equals("yes"),
                List.of(row.get("terminals").split(" ")),
                List.of(row.get("airlines").split(" ")));
    }
}
