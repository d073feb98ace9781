package io.millrace.local.providers;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * A city that the stand-ins know, with facts as they are commonly known.
 *
 * @param name what the demo calls it
 * @param title of its article, in {@code language}
 * @param region ISO 3166-2 code without the country
 * @param item its number in Wikidata; {@code countryItem} likewise
 * @param relief metres between its valleys and its hills
 * @param populations oldest first
 * @param climate what its weather wanders about
 */
record DemoCity(
        String name,
        String title,
        String language,
        String item,
        String country,
        String region,
        String countryItem,
        double latitude,
        double longitude,
        double elevation,
        double relief,
        String zone,
        String area,
        List<Counted> populations,
        Climate climate) {
    /** How many people there were on that day. */
    record Counted(LocalDate day, long people) {}

    /**
     * What weather is usual.
     *
     * @param mean of the year, °C
     * @param season how much colder January is than the mean, °C
     * @param swing how much warmer the afternoon is than the day's mean, °C
     * @param wet about the share of hours that are rainy
     * @param wind metres a second
     */
    record Climate(double mean, double season, double swing, double wet, double wind) {}

    private static final double KM_A_DEGREE = 111.2;
    private static final List<DemoCity> ALL =
            Resource.rows("cities.csv").stream().map(DemoCity::of).toList();

    static List<DemoCity> all() {
        return ALL;
    }

    /** Great-circle distance on small scales, kilometres. */
    static double km(double latitude, double longitude, double toLatitude, double toLongitude) {
        var north = toLatitude - latitude;
        var east = (toLongitude - longitude) * Math.cos(Math.toRadians(latitude));
        return KM_A_DEGREE * Math.hypot(north, east);
    }

    double km(double toLatitude, double toLongitude) {
        return km(latitude, longitude, toLatitude, toLongitude);
    }

    private static DemoCity of(CSVRecord row) {
        return new DemoCity(
                row.get("city"),
                row.get("title"),
                row.get("language"),
                row.get("item"),
                row.get("country"),
                row.get("region"),
                row.get("country_item"),
                number(row, "latitude"),
                number(row, "longitude"),
                number(row, "elevation"),
                number(row, "relief"),
                row.get("zone"),
                row.get("area"),
                Stream.of(row.get("populations").split(" "))
                        .map(DemoCity::counted)
                        .toList(),
                new Climate(
                        number(row, "mean"),
                        number(row, "season"),
                        number(row, "swing"),
                        number(row, "wet"),
                        number(row, "wind")));
    }

    private static Counted counted(String text) {
        var parts = text.split(":");
        return new Counted(LocalDate.parse(parts[0]), Long.parseLong(parts[1]));
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
