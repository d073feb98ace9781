package io.millrace.city;

import io.millrace.signal.SignalRow;
import io.millrace.source.City;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a city is, as far as that is known: as it is declared, or else as its page says.
 *
 * @param latitude NaN where it is not known
 * @param longitude NaN where it is not known
 * @param zone null where it is not known
 * @param country ISO 3166-1 alpha-2; null where it is not known
 * @param region ISO 3166-2 code, such as {@code DE-BY}; null where it is not known
 */
record Whereabouts(double latitude, double longitude, ZoneId zone, String country, String region) {
    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String ZONE = "time_zone";
    static final String COUNTRY = "country";
    static final String REGION = "region_code";

    /** @param known what the page and other answers said, by the names above */
    static Whereabouts of(City city, Map<String, Object> known) {
        var all = new LinkedHashMap<>(known);
        put(all, LATITUDE, city.latitude());
        put(all, LONGITUDE, city.longitude());
        put(all, ZONE, city.timeZone());
        put(all, COUNTRY, city.country());
        var country = (String) all.get(COUNTRY);
        put(all, REGION, city.region() == null || country == null ? null : country + "-" + city.region());
        return new Whereabouts(
                number(all.get(LATITUDE)),
                number(all.get(LONGITUDE)),
                zone(all.get(ZONE)),
                (String) all.get(COUNTRY),
                (String) all.get(REGION));
    }

    boolean isLocated() {
        return !Double.isNaN(latitude) && !Double.isNaN(longitude);
    }

    /** The row of {@code cities} of a city of which nothing is known but this. */
    SignalRow row(City city) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("city", city.name());
        put(payload, LATITUDE, latitude);
        put(payload, LONGITUDE, longitude);
        put(payload, ZONE, zone == null ? null : zone.getId());
        put(payload, COUNTRY, country);
        return new SignalRow("cities", List.of(city.name()), payload);
    }

    private static void put(Map<String, Object> all, String key, Object declared) {
        if (declared != null) {
            all.put(key, declared);
        }
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static ZoneId zone(Object value) {
        try {
            return value == null ? null : ZoneId.of(value.toString());
        } catch (DateTimeException e) {
            // A name that another release of the time zones knew.
            return null;
        }
    }
}
