package io.millrace.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.AeroDataBox;
import io.millrace.signal.ArrivalWindows;
import io.millrace.signal.CityPage;
import io.millrace.signal.CityReading;
import io.millrace.signal.OpenMeteo;
import io.millrace.signal.OpenWeatherMap;
import io.millrace.signal.Place;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.Wikidata;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stand-ins answer is read in full by those who read the providers. */
class ReadAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final DemoProviders providers = DemoProviders.start(Clock.fixed(NOW, ZoneOffset.UTC), 7, Stumble.NEVER);
    private final String base = providers.base().toString();

    @AfterEach
    void closeProviders() {
        providers.close();
    }

    static Stream<DemoCity> cities() {
        return DemoCity.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cities")
    void anArticleTellsWhereItsCityIsAndHowManyLiveThere(DemoCity city) throws Exception {
        var address = base + "/wiki/" + URLEncoder.encode(city.title(), StandardCharsets.UTF_8);
        var page = get(address);
        var type = page.headers().firstValue("Content-Type").orElse("");
        var reading = CityPage.read(page.body(), type, address);
        assertEquals(CityReading.Status.ok, reading.status(), reading.reason());
        assertEquals(city.title(), reading.name());
        assertEquals(city.country(), reading.country());
        assertEquals(city.latitude(), reading.latitude(), 0.001);
        assertEquals(city.longitude(), reading.longitude(), 0.001);
        assertEquals(city.item(), reading.wikidata());
        assertEquals(newest(city).people(), reading.populations().get(0).number());
    }

    @ParameterizedTest
    @MethodSource("cities")
    void wikidataAgreesWithTheArticle(DemoCity city) throws Exception {
        var facts =
                Wikidata.read(get(Wikidata.address(base, city.item())).body()).orElseThrow();
        assertEquals(city.country(), facts.country());
        assertEquals(city.latitude(), facts.latitude());
        assertEquals(city.populations().size(), facts.populations().size());
        assertEquals(newest(city).people(), facts.populations().get(0).number());
    }

    @Test
    void everyHourOfBothForecastsIsRead() throws Exception {
        var hours = get(OpenMeteo.forecast(base, 52.5, 13.4));
        assertRead(8 * 24, OpenMeteo.read(hours.body(), hours.statusCode(), "berlin"));
        var slots = get(OpenWeatherMap.forecast(base, 52.5, 13.4) + "&appid=" + providers.key());
        assertRead(40, OpenWeatherMap.read(slots.body(), slots.statusCode(), "berlin"));
    }

    @Test
    void heightsAndTimeZonesAreRead() throws Exception {
        var heights = get(OpenMeteo.elevation(base, List.of(new Place(52.5, 13.4), new Place(38.7, -9.1)))
                .get(0));
        assertEquals(
                Outcome.READ, OpenMeteo.readElevation(heights.body(), 200, 2).outcome());
        var zone = get(OpenMeteo.zone(base, 41.9, -87.6));
        assertEquals(
                "America/Chicago", OpenMeteo.readZone(zone.body(), 200).value().getId());
    }

    @Test
    void everyAirportAndEveryListedFlightIsRead() throws Exception {
        var near = get(AeroDataBox.airportsNear(base, 41.88, -87.63, 60, 5));
        assertRead(4, AeroDataBox.readAirports(near.body(), 200, "chicago", new Place(41.88, -87.63)));
        for (var airport : DemoAirport.all()) {
            for (var window :
                    ArrivalWindows.covering(airport.icao(), airport.zone(), NOW, NOW.plus(Duration.ofHours(36)))) {
                var board = get(AeroDataBox.arrivals(base, window));
                var reading = AeroDataBox.readArrivals(board.body(), board.statusCode(), airport.icao(), window);
                assertEquals(List.of(), reading.unreadable(), airport.icao());
                assertTrue(reading.rows().size() > 5, airport.icao() + ": " + reading.reason());
                var names = new HashSet<List<String>>();
                reading.rows().forEach(row -> assertTrue(names.add(row.key()), () -> "twice: " + row.key()));
            }
        }
    }

    private static void assertRead(int rows, SignalReading reading) {
        assertEquals(Outcome.READ, reading.outcome(), reading.reason());
        assertEquals(List.of(), reading.unreadable());
        assertEquals(rows, reading.rows().size());
    }

    private static DemoCity.Counted newest(DemoCity city) {
        return city.populations().get(city.populations().size() - 1);
    }

    private HttpResponse<byte[]> get(String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("x-api-market-key", providers.key())
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }
}
