package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The views over what is known of cities, against figures that were reckoned by hand. */
class CityViewsIT extends PlaceIT {
    private static final List<Dataset> MODEL = Datasets.shipped().all().stream()
            .filter(dataset -> !dataset.name().equals("prices"))
            .toList();
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private long batch;

    CityViewsIT() {
        super(MODEL.toArray(Dataset[]::new));
    }

    /** A row: columns and values by turns, times of {@link #MONDAY} as {@code 13:05}. */
    private void row(String dataset, Object... columns) {
        var values = new HashMap<String, Object>(Map.of("source", "test", "event_id", "e", "observed_at", "04:00"));
        for (var i = 0; i < columns.length; i += 2) {
            values.put((String) columns[i], columns[i + 1]);
        }
        rows.computeIfAbsent(dataset, name -> new ArrayList<>())
                .add(declared(dataset).columns().stream()
                        .map(column -> literal(column, values.get(column.name())))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private static Dataset declared(String name) {
        return MODEL.stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String literal(Column column, Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (column.type().kind()) {
            case TIMESTAMP -> "TIMESTAMPTZ '" + (value instanceof Instant time ? time : monday((String) value)) + "'";
            case STRING, JSON, DATE -> Sql.literal(value.toString());
            default -> value.toString();
        };
    }

    private static Instant monday(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z");
    }

    private void load() throws Exception {
        for (var dataset : rows.entrySet()) {
            warehouse.commit(
                    ++batch, declared(dataset.getKey()), dataset.getValue().toArray(String[]::new));
        }
        rows.clear();
        warehouse.load();
    }

    private void asOf(Instant time) throws Exception {
        warehouse.execute("UPDATE signal_parameters SET value = " + time.getEpochSecond() + " WHERE name = 'as_of'");
    }

    /** Hours by the clock of Berlin; who works is known where {@code workdays}. */
    private void calendar(String city, Instant from, int hours, boolean workdays) {
        for (var i = 0; i < hours; i++) {
            var at = from.plus(Duration.ofHours(i));
            var local = at.atZone(ZoneId.of("Europe/Berlin"));
            var isWeekend = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            row(
                    "calendar",
                    "city",
                    city,
                    "hour_at",
                    at,
                    "until_at",
                    at.plus(Duration.ofHours(1)),
                    "epoch_hour",
                    at.getEpochSecond() / 3600,
                    "local_date",
                    local.toLocalDate(),
                    "local_hour",
                    local.getHour(),
                    "utc_offset_minutes",
                    local.getOffset().getTotalSeconds() / 60,
                    "weekday",
                    local.getDayOfWeek().getValue(),
                    "workday",
                    workdays ? !isWeekend : null);
        }
    }

    private void weather(String provider, String issued, String from, String valid, double... values) {
        row(
                "weather",
                "city",
                "berlin",
                "provider",
                provider,
                "issued_at",
                issued,
                "from_at",
                from,
                "valid_at",
                valid,
                "temperature_c",
                values[0] + 2,
                "feels_like_c",
                values[0],
                "precipitation_mm",
                values[1],
                "snow_mm",
                0,
                "wind_ms",
                values[2],
                "precipitation_probability",
                0.6);
    }

    /** A flight as it is listed; its scheduled time is that of its name. */
    private void flight(String number, String scheduled, String arrives, Object... more) {
        var columns = new ArrayList<Object>(List.of(
                "airport", "EDDB", "number", number, "flight", number + "@" + scheduled, "provider", "aerodatabox"));
        columns.addAll(List.of("scheduled_at", scheduled, "arrives_at", arrives, "status", "Expected", "cargo", false));
        columns.addAll(List.of("codeshare", "Unknown", "low_cost", false));
        columns.addAll(List.of(more));
        row("flights", columns.toArray());
    }

    private void scenario() throws Exception {
        calendar("berlin", MONDAY.minus(Duration.ofHours(30)), 80, true);
        calendar("nowhere", MONDAY, 24, false);
        row("cities", "city", "berlin", "name", "Berlin");
        row("populations", "city", "berlin", "kind", "metro", "origin", "p", "as_of", "2025", "population", 6_000_000);
        population("wikidata.org", "2023-12-31", 3_700_001);
        population("de.wikipedia.org", "2023-12-31", 3_700_000);
        population("de.wikipedia.org", "2020", 3_600_000);
        row(
                "elevations",
                "city",
                "berlin",
                "cell",
                "n0e0",
                "latitude",
                52.5,
                "longitude",
                13.4,
                "spacing_m",
                500,
                "elevation_m",
                34,
                "slope_percent",
                2.0);
        row(
                "elevations",
                "city",
                "berlin",
                "cell",
                "n1e0",
                "latitude",
                52.51,
                "longitude",
                13.4,
                "spacing_m",
                500,
                "elevation_m",
                54,
                "slope_percent",
                4.0);
        // Three-hourly alone at noon; both at 18, where they are as old, and at 21.
        weather("openweathermap", "06:00", "09:00", "12:00", 6, 0, 8);
        weather("openweathermap", "06:00", "12:00", "15:00", 4, 3, 8);
        weather("openweathermap", "06:00", "15:00", "18:00", 1, 0, 1);
        weather("openweathermap", "07:00", "20:00", "23:00", 3, 6, 1);
        weather("open-meteo", "06:00", "17:00", "18:00", 16, 0, 2);
        weather("open-meteo", "06:00", "18:00", "19:00", 17, 0.5, 2);
        weather("open-meteo", "06:00", "20:00", "21:00", 18, 0.7, 2);
        row("airports", "airport", "EDDB");
        row("city_airports", "city", "berlin", "airport", "EDDB");
        row("city_airports", "city", "berlin", "airport", "EDXX");
        window("00:00", "12:30", "05:00");
        window("12:30", "20:00", "05:00");
        flight("LH 1", "13:05", "13:10", "codeshare", "IsOperator", "aircraft_reg", "D-AAAA", "seats", 180);
        flight("LH 1A", "13:05", "13:25", "aircraft_reg", "D-AAAA", "seats", 200);
        flight("UA 9", "13:05", "13:10", "codeshare", "IsCodeshared", "aircraft_reg", "D-AAAA", "seats", 180);
        flight("FR 7", "13:30", "13:30", "origin_icao", "EIDW", "seats", 189, "low_cost", true);
        flight("EI 77", "13:30", "13:30", "origin_icao", "EIDW", "seats", 174);
        flight("5X 5", "13:15", "13:15", "cargo", true, "seats", 300);
        flight("CA 1", "13:20", "13:20", "status", "Canceled", "seats", 300);
        flight("BA 3", "13:40", "13:40", "seats", 100);
        flight("BA 3", "15:40", "15:40", "seats", 100, "observed_at", "08:00");
        flight("KL 4", "13:50", "13:50", "seats", 150);
        flight("KL 4", "13:50", "14:10", "seats", 150, "observed_at", "09:00");
        load();
        asOf(monday("10:20"));
    }

    private void population(String origin, String at, long people) {
        row(
                "populations",
                "city",
                "berlin",
                "kind",
                "city",
                "origin",
                origin,
                "as_of",
                at,
                "population_date",
                at.length() > 4 ? at : at + "-01-01",
                "population",
                people);
    }

    private void window(String from, String to, String asked) {
        row(
                "flight_windows",
                "airport",
                "EDDB",
                "from_at",
                from,
                "to_at",
                to,
                "observed_at",
                asked,
                "provider",
                "aerodatabox",
                "listed",
                9,
                "unreadable",
                0);
    }

    private List<String> hours(String what, String when) throws Exception {
        return warehouse.rows(
                "SELECT " + what + " FROM city_hour WHERE city = 'berlin' AND local_date = DATE '2026-11-23'" + " AND "
                        + when + " ORDER BY hour_at");
    }

    private static String number(String expression) {
        return "CAST(" + expression + " AS DECIMAL(12, 4))";
    }

    @Test
    void anHourHasWhatIsKnownOfItAndNothingElse() throws Exception {
        scenario();
        // By the clock of Berlin, an hour ahead.
        assertEquals(
                List.of("13 1.0000 6.0000 0.2063", "14 1.0000 6.0000 0.2063", "15 1.0000 6.0000 0.2063"),
                hours(
                        "local_hour, " + number("precipitation_mm") + ", " + number("feels_like_c") + ", "
                                + number("ride_factor"),
                        "local_hour >= 13 AND local_hour <= 15"),
                "three millimetres of three hours, spread");
        assertEquals(
                List.of("19 16.0000 0.5000", "22 1.0000 2.0000"),
                hours(
                        "local_hour, " + number("feels_like_c") + ", " + number("precipitation_mm"),
                        "local_hour IN (19, 22)"),
                "of issues of one time Open-Meteo's, else the newest");
        assertEquals(
                List.of("13 0 0 0 0.0000", "14 2 369 189 0.0000", "15 1 150 0 123.2550", "16 1 100 0 37.3500"),
                hours(
                        "local_hour, arrivals, seats, low_cost_seats, " + number("tourist_inflow"),
                        "local_hour >= 13 AND local_hour <= 16"));
        assertEquals(
                List.of("20 0.5000 0", "21 0.0000 null"),
                hours("local_hour, " + number("flight_coverage") + ", arrivals", "local_hour IN (20, 21)"),
                "what nobody asked for is not known to be empty");
        assertEquals(List.of("10 none", "15 from_centre"), hours("local_hour, commute", "local_hour IN (10, 15)"));
        assertEquals(
                List.of("3700000 0.3000 4.3333"),
                hours("population, " + number("hilliness") + ", " + number("forecast_age_hours"), "local_hour = 14"));
        assertEquals(
                List.of("24 0 0 0 0 0"),
                warehouse.rows("SELECT count(*), count(commute), count(precipitation_mm), count(arrivals),"
                        + " count(flight_coverage), count(tourist_inflow) FROM city_hour WHERE city = 'nowhere'"));
        assertEquals(
                List.of("LH 1", "FR 7", "KL 4", "BA 3"),
                warehouse.rows("SELECT number FROM flight_arrivals ORDER BY arrives_at"));
    }

    @Test
    void hintsGiveAScoreAReasonAndHowSureTheyAre() throws Exception {
        scenario();
        assertEquals(
                List.of("4 1.0000 0.6953 0.3000 0.2319 0.8247"),
                afternoon(List.of(
                        "hours_in_part",
                        number("commute_score"),
                        number("weather_score"),
                        number("hill_score"),
                        number("tourist_score"),
                        number("confidence"))));
        assertEquals(List.of("4 workday hours from the centre"), afternoon(List.of("commute_reason")));
        assertEquals(
                List.of("1.0 mm of rain expected, feels like 4 C, wind 8 m/s"), afternoon(List.of("weather_reason")));
        assertEquals(List.of("hilliness 0.30: scooters collect at the bottom"), afternoon(List.of("hill_reason")));
        assertEquals(List.of("250 seats land, 0 of them low-cost"), afternoon(List.of("tourist_reason")));
        assertEquals(
                List.of("5 null null null null 0.0000"),
                warehouse.rows("SELECT count(*), max(commute_score), max(weather_score), max(hill_score),"
                        + " max(tourist_score), " + number("max(confidence)")
                        + " FROM rebalancing_hints WHERE city = 'nowhere' AND local_date = DATE '2026-11-23'"));
    }

    private List<String> afternoon(List<String> columns) throws Exception {
        return warehouse.rows("SELECT " + String.join(", ", columns) + " FROM rebalancing_hints"
                + " WHERE city = 'berlin' AND local_date = DATE '2026-11-23' AND day_part = 'afternoon'");
    }

    @Test
    void whatWasKnownYesterdayIsToldAgainAfterNewerRows() throws Exception {
        scenario();
        var what = "local_hour, " + number("precipitation_mm") + ", arrivals, " + number("flight_coverage");
        var before = hours(what, "local_hour >= 12");
        weather("openweathermap", "11:00", "12:00", "15:00", 4, 9, 8);
        flight("KL 4", "13:50", "16:10", "seats", 150, "observed_at", "11:00");
        window("20:00", "22:00", "11:00");
        load();
        assertEquals(before, hours(what, "local_hour >= 12"));
        asOf(monday("12:00"));
        var after = hours(what, "local_hour >= 12");
        assertFalse(after.equals(before), after.toString());
        assertEquals(
                List.of("15 3.0000 0", "17 0.0000 1", "21 2.0000 0"),
                hours("local_hour, " + number("precipitation_mm") + ", arrivals", "local_hour IN (15, 17, 21)"));
    }

    @Test
    void anHourThatComesTwiceIsThereTwice() throws Exception {
        var saturday = Instant.parse("2026-10-24T12:00:00Z");
        calendar("berlin", saturday.minus(Duration.ofHours(30)), 100, true);
        load();
        asOf(saturday);
        assertEquals(
                List.of("25"), warehouse.rows("SELECT count(*) FROM city_hour WHERE local_date = DATE '2026-10-25'"));
        assertEquals(
                List.of("7"),
                warehouse.rows("SELECT hours_in_part FROM rebalancing_hints"
                        + " WHERE local_date = DATE '2026-10-25' AND day_part = 'night'"));
        assertEquals(
                List.of("13", "14"),
                warehouse
                        .rows("SELECT " + warehouse.place().utc("min(hour_at)")
                                + " FROM city_hour WHERE commute = 'from_centre'"
                                + " GROUP BY local_date ORDER BY local_date")
                        .subList(0, 2)
                        .stream()
                        .map(time -> time.substring(11, 13))
                        .toList(),
                "the same hour by the clock is another one of UTC");
    }

    @Test
    void theQueriesOfTheDocumentsAnswer() throws Exception {
        scenario();
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf("## City signals"), readme.indexOf("## Commands"));
        var queries = SQL.matcher(section + Files.readString(Path.of("docs/city-signals.md")))
                .results()
                .flatMap(block -> List.of(block.group(1).split(";")).stream())
                .map(sql -> sql.replaceAll("(?m)^--.*$", "").strip())
                .filter(sql -> !sql.isEmpty())
                .toList();
        for (var sql : queries) {
            if (sql.startsWith("SELECT")) {
                assertFalse(warehouse.rows(sql).isEmpty(), sql);
            } else {
                warehouse.execute(sql);
            }
        }
    }
}
