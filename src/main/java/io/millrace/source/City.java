package io.millrace.source;

import java.util.List;

/**
 * A declared city; what is not declared is found out from its page.
 *
 * @param name unique in its source, {@code [a-z0-9][a-z0-9_-]*}
 * @param page address of its article; null where everything needed is declared
 * @param latitude degrees; null where its page says it
 * @param longitude degrees; null where its page says it
 * @param timeZone IANA name; null where it follows from the coordinates
 * @param country ISO 3166-1 alpha-2; null where its page says it
 * @param region ISO 3166-2 subdivision without the country, for its holidays; null where its page says it
 * @param airports ICAO codes; empty where they are looked for nearby
 * @param place where it is declared, {@code file:line}
 */
public record City(
        String name,
        String page,
        Double latitude,
        Double longitude,
        String timeZone,
        String country,
        String region,
        List<String> airports,
        String place) {
    public City {
        airports = List.copyOf(airports);
    }
}
