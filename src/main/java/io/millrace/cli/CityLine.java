package io.millrace.cli;

import io.millrace.signal.CityReading;
import io.millrace.signal.StatedPopulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The line that {@code millrace city} prints for a page. */
final class CityLine {
    private CityLine() {}

    static Map<String, Object> of(String file, CityReading city) {
        var population = city.population();
        var line = new LinkedHashMap<String, Object>();
        line.put("file", file);
        line.put("status", city.status().name());
        line.put("name", city.name());
        line.put("country", city.country());
        line.put("population", population == null ? null : population.number());
        line.put("population_date", date(population));
        line.put("lat", city.latitude());
        line.put("lon", city.longitude());
        line.put("elevation_m", city.elevationM());
        line.put("reason", reason(city));
        line.put("region", city.region());
        line.put("area_km2", city.areaKm2());
        line.put("wikidata", city.wikidata());
        line.put("language", city.language());
        line.put("revision", city.revision());
        line.put("populations", city.populations().stream().map(CityLine::of).toList());
        return line;
    }

    /** The line of a page that could not even be had. */
    static Map<String, Object> failed(String file, CityReading.Status status, String reason) {
        return of(
                file,
                new CityReading(
                        status, reason, null, null, null, null, null, null, null, null, null, List.of(), null, null,
                        null, null, null, Map.of()));
    }

    private static Map<String, Object> of(StatedPopulation population) {
        var line = new LinkedHashMap<String, Object>();
        line.put("kind", population.kind());
        line.put("population", population.number());
        line.put("date", date(population));
        return line;
    }

    private static String date(StatedPopulation population) {
        return population == null || population.firstDay() == null ? null : population.asOf();
    }

    /** Why there is no city, or why parts of it are empty. */
    private static String reason(CityReading city) {
        if (city.reason() != null || city.reasons().isEmpty()) {
            return city.reason();
        }
        var said = city.reasons().entrySet().stream()
                // No column of this line.
                .filter(entry -> !entry.getKey().equals("time_zone"))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? null : said;
    }
}
