package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.SignalReading.Outcome;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMeteoTest {
    @Test
    void aForecastIsAskedForInSiUnitsAndUtc() {
        assertEquals(
                "http://127.0.0.1:8089/v1/forecast?latitude=52.52&longitude=13.405&hourly=temperature_2m,apparent_temperature,"
                        + "relative_humidity_2m,precipitation,precipitation_probability,snowfall,wind_speed_10m,"
                        + "wind_gusts_10m,wind_direction_10m,cloud_cover,visibility,weather_code&past_days=1&forecast_days=7"
                        + "&timezone=UTC&timeformat=unixtime&wind_speed_unit=ms",
                OpenMeteo.forecast("http://127.0.0.1:8089/", 52.52, 13.405));
    }

    @ParameterizedTest
    @CsvSource({"90.5, 0", "0, 180.5", "NaN, 0"})
    void thereIsNoAddressForNoPlace(double latitude, double longitude) {
        assertThrows(IllegalArgumentException.class, () -> OpenMeteo.forecast(OpenMeteo.BASE, latitude, longitude));
    }

    @Test
    void anHourIsARowOfSharesAndMillimetresOfWater() {
        var rows = read("open-meteo-forecast.json").rows();
        assertEquals(
                List.of("Berlin", "open-meteo", "2026-11-22T01:00:00Z"),
                rows.get(1).key());
        assertEquals(
                Map.ofEntries(
                        Map.entry("city", "Berlin"),
                        Map.entry("provider", "open-meteo"),
                        Map.entry("valid_at", "2026-11-22T01:00:00Z"),
                        Map.entry("from_at", "2026-11-22T00:00:00Z"),
                        Map.entry("temperature_c", -0.2),
                        Map.entry("feels_like_c", -4.3),
                        Map.entry("humidity", 0.91),
                        Map.entry("precipitation_mm", 1.2),
                        Map.entry("precipitation_probability", 0.57),
                        Map.entry("snow_mm", 1.0),
                        Map.entry("wind_ms", 4.05),
                        Map.entry("gust_ms", 9.9),
                        Map.entry("wind_direction_deg", 360.0),
                        Map.entry("cloud_cover", 0.07),
                        Map.entry("visibility_m", 380.0),
                        Map.entry("weather_code", 71)),
                rows.get(1).payload());
    }

    @Test
    void whatIsNotKnownOfAnHourIsLeftOutAndAnHourOfWhichNothingIsToo() {
        var rows = read("open-meteo-forecast.json").rows();
        assertEquals(3, rows.size());
        assertEquals(0.41, rows.get(2).payload().get("precipitation_probability"));
        assertFalse(rows.get(2).payload().containsKey("precipitation_mm"));
    }

    @Test
    void anotherUnitIsRefusedWithItsPlace() {
        var reading = read("open-meteo-kmh.json");
        assertEquals(Outcome.REFUSED, reading.outcome());
        assertEquals(List.of(), reading.rows());
        assertTrue(reading.reason().contains("hourly_units.wind_speed_10m is \"km/h\" and not m/s"), reading.reason());
    }

    @Test
    void valuesThatCannotBeToldApartAreLeftOutAndSaid() {
        var reading = read("open-meteo-lengths.json");
        assertEquals(2, reading.rows().size());
        assertFalse(reading.rows().get(0).payload().containsKey("wind_ms"));
        assertEquals(
                List.of(
                        "hourly.wind_speed_10m: 1 values for 3 hours: which is whose cannot be told",
                        "hourly.time[2]: \"2026-11-22T02:00\" is no time"),
                reading.unreadable());
    }

    @Test
    void aForecastOfNothingButNullsIsEmpty() {
        assertEquals(Outcome.EMPTY, read("open-meteo-null.json").outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "400, open-meteo-400.json, REFUSED, Latitude must be in range",
        "429, open-meteo-429.json, WAIT, Hourly API request limit exceeded",
        "502, open-meteo-400.json, RETRY, answered 502",
        "401, open-meteo-400.json, STOP, answered 401",
        "403, open-meteo-400.json, STOP, answered 403",
        "200, open-meteo-400.json, REFUSED, Latitude must be in range"
    })
    void anErrorSaysHowToGoOnAndWhy(int status, String answer, Outcome outcome, String reason) {
        var reading = OpenMeteo.read(ProviderAnswers.of(answer), status, "Berlin");
        assertEquals(outcome, reading.outcome());
        assertTrue(reading.reason().contains(reason), reading.reason());
    }

    @Test
    void heightsAreAskedForAHundredAtATime() {
        var addresses = OpenMeteo.elevation(OpenMeteo.BASE, Collections.nCopies(101, new Place(0.5, -179.25)));
        assertEquals(2, addresses.size());
        assertEquals(101, addresses.get(0).split("0\\.5").length);
        assertEquals("https://api.open-meteo.com/v1/elevation?latitude=0.5&longitude=-179.25", addresses.get(1));
    }

    @Test
    void aHeightThatIsNoNumberIsNotKnown() {
        var heights = OpenMeteo.readElevation(ProviderAnswers.of("open-meteo-elevation.json"), 200, 4);
        assertEquals(Arrays.asList(38.0, null, 0.0, null), heights.value());
    }

    @Test
    void heightsOfAnotherNumberOfPlacesAreRefused() {
        var heights = OpenMeteo.readElevation(ProviderAnswers.of("open-meteo-elevation.json"), 200, 5);
        assertEquals(Outcome.REFUSED, heights.outcome());
        assertNull(heights.value());
    }

    @Test
    void aPlacesTimeZoneIsNamed() {
        assertEquals(
                ZoneId.of("Asia/Kathmandu"),
                OpenMeteo.readZone(ProviderAnswers.of("open-meteo-zone.json"), 200)
                        .value());
    }

    @ParameterizedTest
    @CsvSource({"GMT, EMPTY", "Etc/GMT+1, EMPTY", "Europe/Nowhere, REFUSED", "'', EMPTY"})
    void aTimeZoneThatNoCountryHasIsNone(String name, Outcome outcome) {
        var zone = OpenMeteo.readZone(ProviderAnswers.text("{\"timezone\":\"" + name + "\"}"), 200);
        assertEquals(outcome, zone.outcome());
        assertNull(zone.value());
    }

    private static SignalReading read(String answer) {
        return OpenMeteo.read(ProviderAnswers.of(answer), 200, "Berlin");
    }
}
