package io.millrace.dashboard;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A warehouse with what the page reads of cities, hour by hour from the running one. */
final class CitiesWarehouse implements AutoCloseable {
    static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private final PricesWarehouse warehouse;

    CitiesWarehouse(PricesWarehouse warehouse) throws SQLException {
        this.warehouse = warehouse;
        run("CREATE TABLE cities (city VARCHAR, name VARCHAR, country VARCHAR)");
        run("""
                CREATE TABLE city_hour (city VARCHAR, hour_at TIMESTAMPTZ, local_date DATE, local_hour INTEGER,
                  workday BOOLEAN, holiday VARCHAR, commute VARCHAR, temperature_c DOUBLE, feels_like_c DOUBLE,
                  precipitation_probability DOUBLE, precipitation_mm DOUBLE, wind_ms DOUBLE, ride_factor DOUBLE,
                  arrivals BIGINT, seats HUGEINT, tourist_inflow DOUBLE, hilliness DOUBLE, population BIGINT,
                  forecast_issued_at TIMESTAMPTZ, forecast_age_hours DOUBLE, flight_coverage DOUBLE)""");
        run("""
                CREATE TABLE rebalancing_hints (city VARCHAR, local_date DATE, day_part VARCHAR, from_at TIMESTAMPTZ,
                  hours_in_part BIGINT, commute_score DOUBLE, commute_reason VARCHAR, weather_score DOUBLE,
                  weather_reason VARCHAR, hill_score DOUBLE, hill_reason VARCHAR, tourist_score DOUBLE,
                  tourist_reason VARCHAR, confidence DOUBLE)""");
    }

    CityQueries queries() {
        return new CityQueries(warehouse.readOnly(), Clock.systemUTC());
    }

    /** An hour so many hours from now; what is null is not known. */
    void hour(String city, int ahead, Double temperature, Double rain, Integer arrivals) throws SQLException {
        var sql =
                "INSERT INTO city_hour (city, hour_at, local_date, local_hour, temperature_c, precipitation_mm, arrivals,"
                        + " seats, forecast_issued_at) VALUES (?, ?, ?, 7, ?, ?, ?, ?, ?)";
        try (var connection = warehouse.connect();
                var insert = connection.prepareStatement(sql)) {
            var at = time(ahead);
            insert.setString(1, city);
            insert.setObject(2, at);
            insert.setObject(3, LocalDate.of(2026, 11, 22));
            insert.setObject(4, temperature);
            insert.setObject(5, rain);
            insert.setObject(6, arrivals);
            insert.setObject(7, arrivals == null ? null : arrivals * 150);
            insert.setObject(8, temperature == null ? null : time(0));
            insert.execute();
        }
    }

    /** A part of the day that begins so many hours from now. */
    void hint(String city, String part, int ahead, int hours, Double weatherScore, String why) throws SQLException {
        var sql = "INSERT INTO rebalancing_hints (city, local_date, day_part, from_at, hours_in_part, weather_score,"
                + " weather_reason, confidence) VALUES (?, DATE '2026-11-22', ?, ?, ?, ?, ?, 0.5)";
        try (var connection = warehouse.connect();
                var insert = connection.prepareStatement(sql)) {
            insert.setString(1, city);
            insert.setString(2, part);
            insert.setObject(3, time(ahead));
            insert.setInt(4, hours);
            insert.setObject(5, weatherScore);
            insert.setString(6, why);
            insert.execute();
        }
    }

    private Object time(int ahead) {
        return warehouse.readOnly().parameter(HOUR.plus(Duration.ofHours(ahead)));
    }

    /** DuckDB's words are taken by a server too. */
    void run(String sql) throws SQLException {
        var isFile = warehouse.readOnly().isFile();
        warehouse.run(
                isFile
                        ? sql
                        : sql.replace("TIMESTAMPTZ", "DATETIME(6)")
                                .replace("HUGEINT", "DECIMAL(38)")
                                .replaceAll("VARCHAR", "VARCHAR(255)"));
    }

    @Override
    public void close() throws Exception {
        warehouse.close();
    }
}
