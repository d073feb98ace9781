package io.millrace.signal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page tells of a city. What it does not state beyond doubt is null, with a reason.
 *
 * @param status whether there is a city to read
 * @param reason why there is none; null where there is
 * @param name as the page has it
 * @param country ISO 3166-1 alpha-2 code
 * @param region state, province or the like
 * @param regionCode ISO 3166-2 code of it, such as {@code DE-BY}
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east
 * @param elevationM metres above sea level
 * @param areaKm2 square kilometres
 * @param timeZone IANA name
 * @param populations the newest of each kind first
 * @param wikidata number of the item, such as {@code Q64}
 * @param language BCP 47 tag
 * @param revision of the page
 * @param page its address
 * @param host of the wiki, without {@code m.}
 * @param reasons column to the reason why it is empty
 */
public record CityReading(
        Status status,
        String reason,
        String name,
        String country,
        String region,
        String regionCode,
        Double latitude,
        Double longitude,
        BigDecimal elevationM,
        BigDecimal areaKm2,
        String timeZone,
        List<StatedPopulation> populations,
        String wikidata,
        String language,
        Long revision,
        String page,
        String host,
        Map<String, String> reasons) {
    /** Whether there is a city to read; named as it is printed. */
    public enum Status {
        /** A city. */
        ok,
        /** A page of something else. */
        refused,
        /** The wiki has no such article. */
        missing,
        /** No page that can be read. */
        error
    }

    public CityReading {
        populations = List.copyOf(populations);
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    static CityReading none(Status status, String reason, WikiPage page) {
        return new CityReading(
                status,
                reason,
                page.title(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                page.wikidata(),
                page.language(),
                page.revision(),
                page.address(),
                page.host(),
                Map.of());
    }

    /** The newest number of the city's own people, or null. */
    public StatedPopulation population() {
        return populations.stream()
                .filter(one -> one.kind().equals("city"))
                .findFirst()
                .orElse(null);
    }

    /**
     * The rows of {@code cities} and {@code populations}; none where there is no city.
     *
     * @param city its name in the source file
     * @param facts what Wikidata says, or null where it was not asked
     */
    public List<SignalRow> rows(String city, Wikidata.Facts facts) {
        if (status != Status.ok) {
            return List.of();
        }
        var rows = new ArrayList<SignalRow>();
        rows.add(new SignalRow("cities", List.of(city), payload(city, facts)));
        var origin = host == null ? "page" : host;
        populations.forEach(one -> rows.add(row(city, origin, one, revision)));
        if (facts != null) {
            facts.populations().forEach(one -> rows.add(row(city, "wikidata.org", one, facts.revision())));
        }
        return List.copyOf(rows);
    }

    private Map<String, Object> payload(String city, Wikidata.Facts facts) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("city", city);
        payload.put("name", name);
        payload.put("country", country);
        payload.put("region", region);
        payload.put("latitude", latitude);
        payload.put("longitude", longitude);
        payload.put("elevation_m", elevationM);
        payload.put("time_zone", timeZone);
        payload.put("area_km2", areaKm2);
        payload.put("wikidata", wikidata);
        payload.put("page", page);
        payload.put("language", language);
        payload.put("revision", revision);
        payload.put("unknown", new TreeMap<>(reasons));
        payload.put("checks", facts == null ? null : CityCheck.of(this, facts));
        payload.values().removeIf(value -> value == null || value instanceof Map<?, ?> map && map.isEmpty());
        return payload;
    }

    private static SignalRow row(String city, String origin, StatedPopulation one, Long revision) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("city", city);
        payload.put("kind", one.kind());
        payload.put("origin", origin);
        payload.put("as_of", one.asOf());
        payload.put("population", one.number());
        payload.put("population_date", one.firstDay());
        payload.put("revision", revision);
        payload.values().removeIf(value -> value == null);
        return new SignalRow("populations", List.of(city, one.kind(), origin, one.asOf()), payload);
    }
}
