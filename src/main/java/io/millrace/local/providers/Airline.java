package io.millrace.local.providers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An airline.
 *
 * @param from IATA codes of airports that it comes from
 * @param aircraft models that it flies
 * @param partners airlines whose numbers its flights carry too
 */
record Airline(
        String iata,
        String icao,
        String name,
        boolean isCargo,
        List<String> from,
        List<String> aircraft,
        List<String> partners) {
    private static final Map<String, Airline> ALL = Resource.rows("airlines.csv").stream()
            .map(row -> new Airline(
                    row.get("iata"),
                    row.get("icao"),
                    row.get("name"),
                    row.get("cargo").equals("yes"),
                    words(row.get("from"), " "),
                    words(row.get("aircraft"), "\\|"),
                    words(row.get("partners"), " ")))
            .collect(Collectors.toUnmodifiableMap(Airline::iata, Function.identity()));

    static Airline of(String iata) {
        return ALL.get(iata);
    }

    private static List<String> words(String text, String between) {
        return text.isEmpty() ? List.of() : List.of(text.split(between));
    }
}
