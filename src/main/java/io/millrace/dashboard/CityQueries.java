package io.millrace.dashboard;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;

/** What the dashboard asks of {@code city_hour} and {@code rebalancing_hints}, which are there once cities are watched. */
final class CityQueries {
    private static final String THERE = """
            SELECT count(*) AS found FROM information_schema.tables
            WHERE table_name IN ('cities', 'city_hour', 'rebalancing_hints')
            """;

    private static final int ALL = 3;

    private static final String CITIES = """
            SELECT hours.city, any_value(cities.name) AS name, any_value(cities.country) AS country,
              any_value(population) AS population, any_value(hilliness) AS hilliness,
              max(temperature_c) FILTER (WHERE hour_at = begins) AS temperature_c,
              CASE WHEN count(precipitation_mm) = count(*) THEN sum(precipitation_mm) END AS precipitation_mm,
              max(precipitation_probability) AS precipitation_probability,
              sum(arrivals) AS arrivals, count(arrivals) AS arrival_hours,
              max(forecast_issued_at) FILTER (WHERE hour_at = begins) AS forecast_issued_at,
              max(forecast_age_hours) FILTER (WHERE hour_at = begins) AS forecast_age_hours
            FROM (SELECT *, date_trunc('hour', now()) AS begins FROM city_hour) AS hours
            LEFT JOIN cities ON cities.city = hours.city
            WHERE hour_at >= begins AND hour_at < begins + INTERVAL 24 HOUR
            GROUP BY hours.city ORDER BY coalesce(any_value(cities.name), hours.city), hours.city
            """;

    private static final String HOURS = """
            SELECT * FROM city_hour
            WHERE city = ? AND hour_at >= date_trunc('hour', now())
              AND hour_at < date_trunc('hour', now()) + INTERVAL 48 HOUR
            ORDER BY hour_at
            """;

    private static final String HINTS = """
            SELECT * FROM rebalancing_hints
            WHERE city = ? AND from_at + to_hours(CAST(hours_in_part AS INTEGER)) > now()
              AND from_at < date_trunc('hour', now()) + INTERVAL 48 HOUR
            ORDER BY from_at
            """;

    private final Supplier<Connection> connections;

    CityQueries(Supplier<Connection> connections) {
        this.connections = connections;
    }

    CityList all() throws SQLException {
        try (var connection = connections.get()) {
            return new CityList(
                    isThere(connection) ? Rows.of(connection, CITIES, List.of(), CityQueries::row) : List.of());
        }
    }

    CityOutlook one(String city) throws SQLException {
        try (var connection = connections.get()) {
            return isThere(connection)
                    ? new CityOutlook(
                            city,
                            Rows.of(connection, HOURS, List.of(city), CityQueries::hour),
                            Rows.of(connection, HINTS, List.of(city), CityQueries::hint))
                    : new CityOutlook(city, List.of(), List.of());
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return Rows.of(connection, THERE, List.of(), row -> row.getInt("found")).get(0) >= ALL;
    }

    private static CityList.Row row(ResultSet row) throws SQLException {
        return new CityList.Row(
                row.getString("city"),
                row.getString("name"),
                row.getString("country"),
                whole(row, "population"),
                number(row, "hilliness"),
                number(row, "temperature_c"),
                number(row, "precipitation_mm"),
                number(row, "precipitation_probability"),
                whole(row, "arrivals"),
                row.getLong("arrival_hours"),
                time(row, "forecast_issued_at"),
                number(row, "forecast_age_hours"));
    }

    private static CityOutlook.Hour hour(ResultSet row) throws SQLException {
        var hour = whole(row, "local_hour");
        return new CityOutlook.Hour(
                time(row, "hour_at"),
                row.getObject("local_date", LocalDate.class),
                hour == null ? null : hour.intValue(),
                (Boolean) row.getObject("workday"),
                row.getString("holiday"),
                row.getString("commute"),
                number(row, "temperature_c"),
                number(row, "feels_like_c"),
                number(row, "precipitation_probability"),
                number(row, "precipitation_mm"),
                number(row, "wind_ms"),
                number(row, "ride_factor"),
                whole(row, "arrivals"),
                whole(row, "seats"),
                number(row, "tourist_inflow"),
                number(row, "flight_coverage"));
    }

    private static CityOutlook.Hint hint(ResultSet row) throws SQLException {
        return new CityOutlook.Hint(
                row.getObject("local_date", LocalDate.class),
                row.getString("day_part"),
                number(row, "commute_score"),
                row.getString("commute_reason"),
                number(row, "weather_score"),
                row.getString("weather_reason"),
                number(row, "hill_score"),
                row.getString("hill_reason"),
                number(row, "tourist_score"),
                row.getString("tourist_reason"),
                number(row, "confidence"));
    }

    private static Double number(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static Long whole(ResultSet row, String column) throws SQLException {
        var value = number(row, column);
        return value == null ? null : Math.round(value);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
