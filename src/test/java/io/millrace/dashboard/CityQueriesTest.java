package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityQueriesTest {
    @TempDir
    Path folder;

    private CitiesWarehouse warehouse;
    private CityQueries queries;

    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.duckDb(folder);
    }

    @BeforeEach
    void open() throws Exception {
        warehouse = new CitiesWarehouse(warehouse(folder));
        queries = warehouse.queries();
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    @Test
    void aWarehouseWithoutCitiesHasNone(@TempDir Path other) throws Exception {
        try (var prices = warehouse(other)) {
            var none = new CityQueries(prices.readOnly(), Clock.systemUTC());
            assertEquals(List.of(), none.all().cities());
            assertEquals(List.of(), none.one("berlin").hours());
        }
    }

    @Test
    void aCityIsListedWithTheRunningHourAndTheSumsOfADay() throws SQLException {
        warehouse.run("INSERT INTO cities VALUES ('berlin', 'Berlin', 'DE')");
        for (var ahead = -2; ahead < 30; ahead++) {
            warehouse.hour("berlin", ahead, 10.0 + ahead, 0.5, 2);
        }
        var city = queries.all().cities().get(0);
        assertEquals("Berlin", city.name());
        assertEquals(10, city.temperatureC());
        assertEquals(12, city.precipitationMm());
        assertEquals(48, city.arrivals());
        assertEquals(24, city.arrivalHours());
        assertEquals(CitiesWarehouse.HOUR, city.forecastIssuedAt());
    }

    @Test
    void theRainOfADayIsNotKnownWhereThatOfAnHourIsNot() throws SQLException {
        warehouse.hour("berlin", 0, 9.0, 0.5, null);
        warehouse.hour("berlin", 1, null, null, 3);
        var city = queries.all().cities().get(0);
        assertNull(city.precipitationMm());
        assertEquals(3, city.arrivals());
        assertEquals(1, city.arrivalHours());
        assertNull(city.name());
        assertNull(city.population());
    }

    @Test
    void anOutlookIsOfFortyEightHoursOfOneCity() throws SQLException {
        for (var ahead = -2; ahead < 60; ahead++) {
            warehouse.hour("berlin", ahead, 10.0, 0.0, 1);
            warehouse.hour("praha", ahead, 10.0, 0.0, 1);
        }
        var hours = queries.one("berlin").hours();
        assertEquals(48, hours.size());
        assertEquals(CitiesWarehouse.HOUR, hours.get(0).hourAt());
        assertEquals(150, hours.get(0).seats());
        assertEquals(List.of(), queries.one("nowhere").hours());
    }

    @Test
    void hintsAreOfThePartsThatAreNotOver() throws SQLException {
        warehouse.hint("berlin", "evening", 8, 5, null, "no forecast");
        warehouse.hint("berlin", "night", -9, 6, 0.1, "past");
        warehouse.hint("berlin", "morning", -3, 4, 0.4, "under way");
        warehouse.hint("berlin", "midday", 60, 5, 0.4, "far ahead");
        var hints = queries.one("berlin").hints();
        assertEquals(
                List.of("morning", "evening"),
                hints.stream().map(CityOutlook.Hint::dayPart).toList());
        assertEquals(0.4, hints.get(0).weatherScore());
        assertNull(hints.get(1).weatherScore());
    }

    @Test
    void whatIsNotKnownIsNullInTheAnswerToo() throws Exception {
        warehouse.hour("berlin", 0, null, null, null);
        JsonNode hour = DashboardApi.JSON
                .<JsonNode>valueToTree(queries.one("berlin"))
                .path("hours")
                .path(0);
        for (var field : List.of("temperature_c", "precipitation_mm", "arrivals", "seats", "workday")) {
            assertTrue(hour.has(field) && hour.path(field).isNull(), field);
        }
        assertEquals("2026-11-22", hour.path("local_date").asText());
        JsonNode city = DashboardApi.JSON
                .<JsonNode>valueToTree(queries.all())
                .path("cities")
                .path(0);
        assertEquals("berlin", city.path("city").asText());
    }
}
