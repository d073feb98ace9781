package io.millrace.dashboard;

import io.millrace.warehouse.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** What the dashboard asks of {@code city_hour} and {@code rebalancing_hints}, which are there once cities are watched. */
final class CityQueries {
    private static final String CITIES = """
            SELECT hours.city, max(cities.name) AS name, max(cities.country) AS country,
              max(population) AS population, max(hilliness) AS hilliness,
              max(CASE WHEN hour_at = ? THEN temperature_c END) AS temperature_c,
              CASE WHEN count(precipitation_mm) = count(*) THEN sum(precipitation_mm) END AS precipitation_mm,
              max(precipitation_probability) AS precipitation_probability,
              sum(arrivals) AS arrivals, count(arrivals) AS arrival_hours,
              max(CASE WHEN hour_at = ? THEN forecast_issued_at END) AS forecast_issued_at,
              max(CASE WHEN hour_at = ? THEN forecast_age_hours END) AS forecast_age_hours
            FROM city_hour AS hours LEFT JOIN cities ON cities.city = hours.city
            WHERE hour_at >= ? AND hour_at < ?
            GROUP BY hours.city ORDER BY coalesce(max(cities.name), hours.city), hours.city
            """;

    private static final String HOURS = """
            SELECT * FROM city_hour WHERE city = ? AND hour_at >= ? AND hour_at < ? ORDER BY hour_at
            """;

    private static final String HINTS = """
            SELECT * FROM rebalancing_hints WHERE city = ? AND from_at >= ? AND from_at < ? ORDER BY from_at
            """;

    private static final Duration SHOWN = Duration.ofHours(48);
    private static final Duration DAY = Duration.ofHours(24);

    private final ReadOnly warehouse;
    private final Clock clock;

    CityQueries(ReadOnly warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    CityList all() throws SQLException {
        var begins = begins();
        var hour = warehouse.parameter(begins);
        try (var connection = warehouse.open()) {
            return new CityList(Rows.of(
                    connection,
                    CITIES,
                    List.of(hour, hour, hour, hour, warehouse.parameter(begins.plus(DAY))),
                    CityQueries::row));
        } catch (SQLException e) {
            if (ReadOnly.isAbsence(e)) {
                return new CityList(List.of());
            }
            throw e;
        }
    }

    CityOutlook one(String city) throws SQLException {
        var begins = begins();
        var ends = warehouse.parameter(begins.plus(SHOWN));
        try (var connection = warehouse.open()) {
            return new CityOutlook(
                    city,
                    Rows.of(connection, HOURS, List.of(city, warehouse.parameter(begins), ends), CityQueries::hour),
                    // No part of a day is as long as a day: those that are over are left out here.
                    Rows.of(connection, HINTS, List.of(city, warehouse.parameter(begins.minus(DAY)), ends), this::hint)
                            .stream()
                            .filter(Objects::nonNull)
                            .toList());
        } catch (SQLException e) {
            if (ReadOnly.isAbsence(e)) {
                return new CityOutlook(city, List.of(), List.of());
            }
            throw e;
        }
    }

    private Instant begins() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private static CityList.Row row(ResultSet row) throws SQLException {
        return new CityList.Row(
                row.getString("city"),
                row.getString("name"),
                row.getString("country"),
                Rows.whole(row, "population"),
                Rows.number(row, "hilliness"),
                Rows.number(row, "temperature_c"),
                Rows.number(row, "precipitation_mm"),
                Rows.number(row, "precipitation_probability"),
                Rows.whole(row, "arrivals"),
                row.getLong("arrival_hours"),
                Rows.time(row, "forecast_issued_at"),
                Rows.number(row, "forecast_age_hours"));
    }

    private static CityOutlook.Hour hour(ResultSet row) throws SQLException {
        var hour = Rows.whole(row, "local_hour");
        return new CityOutlook.Hour(
                Rows.time(row, "hour_at"),
                row.getObject("local_date", LocalDate.class),
                hour == null ? null : hour.intValue(),
                isSo(row, "workday"),
                row.getString("holiday"),
                row.getString("commute"),
                Rows.number(row, "temperature_c"),
                Rows.number(row, "feels_like_c"),
                Rows.number(row, "precipitation_probability"),
                Rows.number(row, "precipitation_mm"),
                Rows.number(row, "wind_ms"),
                Rows.number(row, "ride_factor"),
                Rows.whole(row, "arrivals"),
                Rows.whole(row, "seats"),
                Rows.number(row, "tourist_inflow"),
                Rows.number(row, "flight_coverage"));
    }

    /** Null of a part of the day that is over. */
    private CityOutlook.Hint hint(ResultSet row) throws SQLException {
        var ends = Rows.time(row, "from_at").plus(Duration.ofHours(row.getLong("hours_in_part")));
        if (!ends.isAfter(clock.instant())) {
            return null;
        }
        return new CityOutlook.Hint(
                row.getObject("local_date", LocalDate.class),
                row.getString("day_part"),
                Rows.number(row, "commute_score"),
                row.getString("commute_reason"),
                Rows.number(row, "weather_score"),
                row.getString("weather_reason"),
                Rows.number(row, "hill_score"),
                row.getString("hill_reason"),
                Rows.number(row, "tourist_score"),
                row.getString("tourist_reason"),
                Rows.number(row, "confidence"));
    }

    private static Boolean isSo(ResultSet row, String column) throws SQLException {
        var is = row.getBoolean(column);
        return row.wasNull() ? null : is;
    }
}
