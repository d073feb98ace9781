package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.SignalReading.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenWeatherMapTest {
    @Test
    void theAddressHasNoKey() {
        assertEquals(
                "https://api.openweathermap.org/data/2.5/forecast?lat=-33.87&lon=151.2&units=metric",
                OpenWeatherMap.forecast(OpenWeatherMap.BASE, -33.87, 151.2));
    }

    @Test
    void aSlotIsAboutTheThreeHoursBeforeItsTime() {
        var row = read().rows().get(0);
        assertEquals(List.of("Berlin", "openweathermap", "2026-11-22T03:00:00Z"), row.key());
        assertEquals("2026-11-22T00:00:00Z", row.payload().get("from_at"));
        assertEquals(7.66, row.payload().get("temperature_c"));
        assertEquals(0.81, row.payload().get("humidity"));
        assertEquals(6.21, row.payload().get("wind_ms"));
        assertEquals(13.4, row.payload().get("gust_ms"));
        assertEquals(1.0, row.payload().get("cloud_cover"));
        assertEquals(10000.0, row.payload().get("visibility_m"));
        assertEquals(3, row.payload().get("weather_code"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0, 0.0, 0.0", "1, 2.41, 0.0, 0.86", "2, 1.43, 1.13, 1.0", "4, 0.0, 0.0, 0.0"})
    void rainAndSnowThatAreNotMentionedAreNone(int slot, double all, double snow, double probability) {
        var payload = read().rows().get(slot).payload();
        assertEquals(all, payload.get("precipitation_mm"));
        assertEquals(snow, payload.get("snow_mm"));
        assertEquals(probability, payload.get("precipitation_probability"));
    }

    @Test
    void anAmountOfAnotherTimeIsNoAmountOfTheSlot() {
        assertFalse(read().rows().get(3).payload().containsKey("precipitation_mm"));
    }

    @Test
    void whatASlotDoesNotSayIsLeftOut() {
        assertFalse(read().rows().get(2).payload().containsKey("visibility_m"));
        assertFalse(read().rows().get(3).payload().containsKey("cloud_cover"));
        assertFalse(read().rows().get(3).payload().containsKey("gust_ms"));
        assertFalse(read().rows().get(4).payload().containsKey("weather_code"));
    }

    @Test
    void aSlotWithoutTimeOrTemperatureIsNotDry() {
        assertEquals(5, read().rows().size());
        assertEquals(List.of("list[5]: without main.temp", "list[6]: without a time dt"), read().unreadable());
    }

    @Test
    void theCityIsTheOneThatWasAskedFor() {
        assertTrue(
                read().rows().stream().allMatch(row -> row.payload().get("city").equals("Berlin")));
    }

    @Test
    void kelvinIsRefused() {
        var reading = read("openweathermap-kelvin.json", 200);
        assertEquals(Outcome.REFUSED, reading.outcome());
        assertTrue(reading.reason().contains("281"), reading.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "openweathermap-401.json, 401, STOP",
        "openweathermap-404.json, 404, REFUSED",
        "openweathermap-429.json, 429, WAIT",
        "openweathermap-404.json, 500, RETRY",
        "openweathermap-401.json, 200, STOP",
        "openweathermap-404.json, 200, REFUSED",
        "openweathermap-429.json, 200, WAIT"
    })
    void anErrorIsOneByItsStatusOrByItsCode(String answer, int status, Outcome outcome) {
        assertEquals(outcome, read(answer, status).outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "200,95", "300,51", "502,65", "511,66", "602,75", "741,45", "800,0", "801,1", "803,2", "804,3", "611,", "781,",
        "-1,"
    })
    void aConditionHasTheCodeOfWmoWhereThereIsOne(int id, Integer code) {
        assertEquals(code, WmoCode.of(id));
    }

    private static SignalReading read() {
        return read("openweathermap-forecast.json", 200);
    }

    private static SignalReading read(String answer, int status) {
        return OpenWeatherMap.read(ProviderAnswers.of(answer), status, "Berlin");
    }
}
