package io.millrace.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, as it is asked by those who do not know that it is a stand-in. */
class DemoProvidersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");
    private static final String HOURLY = "temperature_2m,apparent_temperature,relative_humidity_2m,precipitation,"
            + "precipitation_probability,snowfall,wind_speed_10m,wind_gusts_10m,wind_direction_10m,cloud_cover,"
            + "visibility,weather_code";
    private static final String FORECAST = "/v1/forecast?latitude=52.52&longitude=13.38&hourly=" + HOURLY
            + "&past_days=1&forecast_days=7&timezone=UTC&timeformat=unixtime&wind_speed_unit=ms";
    private static final String BOARD = "/flights/airports/icao/EDDB/%s/%s?direction=Arrival&withLeg=false";

    private final HttpClient http = HttpClient.newHttpClient();
    private DemoProviders providers = at(NOW, Stumble.NEVER);

    @AfterEach
    void closeProviders() {
        providers.close();
    }

    @Test
    void everyDeclaredPageIsAnArticleInItsOwnLanguage() throws Exception {
        var languages = new HashSet<String>();
        for (var city : DemoCity.all()) {
            var path = "/wiki/" + URLEncoder.encode(city.title(), StandardCharsets.UTF_8);
            assertTrue(providers.sourceFiles().get("city-signals.yaml").contains(path), path);
            var page = get(path);
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("<html class=\"client-nojs\" lang=\"" + city.language() + "\""));
            assertTrue(page.body().contains("infobox"));
            languages.add(city.language());
        }
        assertEquals(DemoCity.all().size(), languages.size());
        assertEquals(404, get("/wiki/Atlantis").statusCode());
    }

    @Test
    void mediaWikiParsesAnArticleAndFollowsRedirects() throws Exception {
        var parse = json("/w/api.php?action=parse&page=Lisbon&prop=text%7Crevid%7Cproperties%7Cdisplaytitle"
                        + "&redirects=1&format=json&formatversion=2")
                .path("parse");
        assertEquals("Lisboa", parse.path("title").asText());
        assertEquals("Q597", parse.path("properties").path("wikibase_item").asText());
        assertEquals("Lisbon", parse.path("redirects").path(0).path("from").asText());
        assertTrue(parse.path("text").asText().contains("545"));
        var page = json("/w/api.php?action=query&prop=revisions&rvprop=ids&titles=Lisboa&format=json&formatversion=2")
                .path("query")
                .path("pages")
                .path(0);
        assertEquals(
                parse.path("revid").asLong(),
                page.path("revisions").path(0).path("revid").asLong());
    }

    @Test
    void mediaWikiHasNoArticleThatIsNotThere() throws Exception {
        var parse = json("/w/api.php?action=parse&page=Atlantis&format=json&formatversion=2");
        assertEquals("missingtitle", parse.path("error").path("code").asText());
        var query = json("/w/api.php?action=query&prop=revisions&titles=Atlantis&format=json&formatversion=2");
        assertTrue(query.path("query").path("pages").path(0).path("missing").asBoolean());
    }

    @Test
    void wikidataStatesPopulationsWithTheirDates() throws Exception {
        var claims = json("/w/api.php?action=wbgetentities&ids=Q64&props=labels%7Cclaims&format=json")
                .path("entities")
                .path("Q64")
                .path("claims");
        var newest = claims.path("P1082").path(2);
        assertEquals(
                "+3685265",
                newest.path("mainsnak")
                        .path("datavalue")
                        .path("value")
                        .path("amount")
                        .asText());
        assertEquals(
                "+2024-12-31T00:00:00Z",
                newest.path("qualifiers")
                        .path("P585")
                        .path(0)
                        .path("datavalue")
                        .path("value")
                        .path("time")
                        .asText());
        for (var property : List.of("P625", "P2044", "P2046", "P17")) {
            assertEquals(
                    "value",
                    claims.path(property)
                            .path(0)
                            .path("mainsnak")
                            .path("snaktype")
                            .asText());
        }
    }

    @Test
    void openMeteoGivesAsManyValuesAsHoursAndNamesTheirUnits() throws Exception {
        var answer = json(FORECAST);
        var times = answer.path("hourly").path("time");
        assertEquals(8 * 24, times.size());
        assertEquals(
                Instant.parse("2026-11-21T00:00:00Z").getEpochSecond(),
                times.path(0).asLong());
        for (var name : HOURLY.split(",")) {
            assertEquals(times.size(), answer.path("hourly").path(name).size(), name);
            assertTrue(answer.path("hourly_units").hasNonNull(name), name);
        }
        assertEquals("unixtime", answer.path("hourly_units").path("time").asText());
        assertEquals("m/s", answer.path("hourly_units").path("wind_speed_10m").asText());
    }

    @Test
    void openMeteoForecastsAnewEachHour() throws Exception {
        var before = json(FORECAST).path("hourly");
        restart(NOW.plusSeconds(1200));
        assertEquals(before, json(FORECAST).path("hourly"));
        restart(NOW.plusSeconds(3600));
        assertFalse(before.equals(json(FORECAST).path("hourly")));
    }

    @Test
    void openMeteoNamesTheZoneOfAPlace() throws Exception {
        var zone = "/v1/forecast?latitude=%s&longitude=%s&timezone=auto&forecast_days=1";
        for (var city : DemoCity.all()) {
            var answer = json(zone.formatted(city.latitude(), city.longitude()));
            assertEquals(city.zone(), answer.path("timezone").asText());
        }
        assertTrue(json(zone.formatted(0, -30)).path("timezone").asText().startsWith("Etc/"));
    }

    @Test
    void openMeteoGivesHeightsInTheirOrder() throws Exception {
        var answer = json("/v1/elevation?latitude=38.725278,52.516667&longitude=-9.15,13.383333");
        assertEquals(45, answer.path("elevation").path(0).asDouble());
        assertEquals(34, answer.path("elevation").path(1).asDouble());
        var uneven = get("/v1/elevation?latitude=38.7,52.5&longitude=13.4");
        assertEquals(400, uneven.statusCode());
        assertTrue(new ObjectMapper().readTree(uneven.body()).path("error").asBoolean());
    }

    @Test
    void openWeatherMapHasFortySlotsAndMentionsNoRainWhereItIsDry() throws Exception {
        var answer = json("/data/2.5/forecast?lat=52.52&lon=13.38&units=metric&appid=" + providers.key());
        assertEquals("200", answer.path("cod").asText());
        assertEquals(40, answer.path("list").size());
        for (var slot : answer.path("list")) {
            assertEquals(0, slot.path("dt").asLong() % (3 * 3600));
            assertTrue(slot.path("main").path("temp").isNumber());
            assertTrue(slot.path("pop").asDouble() >= 0 && slot.path("pop").asDouble() <= 1);
            assertTrue(!slot.has("rain") || slot.path("rain").path("3h").asDouble() > 0);
        }
    }

    @Test
    void openWeatherMapRefusesAWrongKeyWithANumber() throws Exception {
        var refused = get("/data/2.5/forecast?lat=52.52&lon=13.38&units=metric&appid=wrong");
        assertEquals(401, refused.statusCode());
        assertTrue(new ObjectMapper().readTree(refused.body()).path("cod").isInt());
    }

    @Test
    void aeroDataBoxListsAirportsNearbyTheNearestFirst() throws Exception {
        var near = json("/airports/search/location?lat=41.88&lon=-87.63&radiusKm=60&limit=2&withFlightInfoOnly=true");
        assertEquals(near.path("count").asInt(), near.path("items").size());
        assertEquals("KMDW", near.path("items").path(0).path("icao").asText());
        assertEquals("KORD", near.path("items").path(1).path("icao").asText());
        assertTrue(near.path("items").path(0).hasNonNull("name"));
    }

    @Test
    void anAirportHasAllThatTheContractRequires() throws Exception {
        var airport = json("/airports/icao/EDDB");
        for (var field : List.of("continent", "country", "elevation", "fullName", "location", "timeZone", "urls")) {
            assertTrue(airport.hasNonNull(field), field);
        }
        for (var unit : List.of("feet", "km", "meter", "mile", "nm")) {
            assertTrue(airport.path("elevation").path(unit).isNumber(), unit);
        }
        assertEquals("Europe/Berlin", airport.path("timeZone").asText());
        assertEquals(404, get("/airports/icao/XXXX").statusCode());
    }

    @Test
    void everyListedFlightHasWhatTheContractRequires() throws Exception {
        for (var flight : day()) {
            for (var field : List.of("number", "status", "codeshareStatus", "isCargo", "movement")) {
                assertTrue(flight.hasNonNull(field), field);
            }
            var movement = flight.path("movement");
            assertTrue(movement.path("airport").hasNonNull("name"));
            assertTrue(movement.path("quality").isArray());
            for (var time : List.of("scheduledTime", "revisedTime", "runwayTime")) {
                if (movement.has(time)) {
                    var moment = movement.path(time);
                    assertTrue(moment.path("utc").asText().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\dZ"));
                    assertTrue(moment.path("local")
                            .asText()
                            .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d[+-]\\d\\d:\\d\\d"));
                }
            }
        }
    }

    @Test
    void aDayHasTheOddCasesOfRealBoards() throws Exception {
        var flights = day();
        assertTrue(flights.stream()
                .anyMatch(one -> one.path("codeshareStatus").asText().equals("IsCodeshared")));
        assertTrue(flights.stream()
                .anyMatch(one -> one.path("codeshareStatus").asText().equals("IsOperator")));
        assertTrue(flights.stream().anyMatch(one -> one.path("status").asText().equals("Arrived")));
        assertTrue(flights.stream().anyMatch(one -> one.path("status").asText().equals("Expected")));
        assertTrue(flights.stream().anyMatch(one -> one.path("status").asText().startsWith("Canceled")));
        assertTrue(flights.stream().anyMatch(one -> !one.path("airline").has("iata")));
        assertTrue(flights.stream()
                .anyMatch(one -> !one.path("movement").path("airport").has("icao")));
        assertTrue(flights.stream().anyMatch(one -> !one.has("aircraft")));
        var aircraft = flights.stream()
                .map(one -> one.path("aircraft").path("reg").asText())
                .filter(reg -> !reg.isEmpty())
                .toList();
        assertTrue(Set.copyOf(aircraft).size() < aircraft.size());
    }

    @Test
    void aNightWithoutFlightsIsNoContent() throws Exception {
        var night = get(BOARD.formatted("2026-11-23T01:00", "2026-11-23T03:00"));
        assertEquals(204, night.statusCode());
        assertEquals("", night.body());
    }

    @Test
    void aeroDataBoxRefusesLongWindowsAndWrongKeys() throws Exception {
        assertEquals(
                400,
                get(BOARD.formatted("2026-11-22T00:00", "2026-11-22T12:01")).statusCode());
        assertEquals(
                200,
                get(BOARD.formatted("2026-11-22T00:00", "2026-11-22T12:00")).statusCode());
        var request = HttpRequest.newBuilder(URI.create(providers.base() + "/airports/icao/EDDB"))
                .header("x-api-market-key", "wrong")
                .build();
        var refused = http.send(request, BodyHandlers.ofString());
        assertEquals(401, refused.statusCode());
        assertTrue(new ObjectMapper().readTree(refused.body()).hasNonNull("message"));
    }

    @Test
    void everyTwentiethRequestOfAProviderFailsForNow() throws Exception {
        providers.close();
        providers = at(NOW, Stumble.UNAVAILABLE_OR_THROTTLED);
        var answers = new ArrayList<HttpResponse<String>>();
        for (var n = 0; n < 40; n++) {
            answers.add(get("/airports/icao/EDDB"));
        }
        var failed = IntStream.range(0, 40)
                .filter(n -> answers.get(n).statusCode() != 200)
                .boxed()
                .toList();
        assertEquals(List.of(19, 39), failed);
        assertEquals(503, answers.get(19).statusCode());
        assertEquals(429, answers.get(39).statusCode());
        assertEquals("1", answers.get(19).headers().firstValue("Retry-After").orElse(""));
        assertEquals(40, providers.asked().get("aerodatabox"));
    }

    @Test
    void theSourceFileNamesTheKeyAndDoesNotHoldIt() {
        var files = providers.sourceFiles();
        assertFalse(files.get("city-signals.yaml").contains(providers.key()));
        assertTrue(files.get("city-signals.yaml").contains("{{file:demo-flights.key}}"));
        assertEquals(providers.key(), files.get("demo-flights.key").strip());
    }

    private List<JsonNode> day() throws Exception {
        var flights = new ArrayList<JsonNode>();
        for (var window : List.of(
                BOARD.formatted("2026-11-22T00:00", "2026-11-22T12:00"),
                BOARD.formatted("2026-11-22T12:00", "2026-11-23T00:00"),
                BOARD.formatted("2026-11-22T00:00", "2026-11-22T12:00").replace("EDDB", "KORD"),
                BOARD.formatted("2026-11-21T12:00", "2026-11-22T00:00").replace("EDDB", "KORD"))) {
            StreamSupport.stream(json(window).path("arrivals").spliterator(), false)
                    .forEach(flights::add);
        }
        return flights;
    }

    private void restart(Instant now) {
        providers.close();
        providers = at(now, Stumble.NEVER);
    }

    private static DemoProviders at(Instant now, Stumble stumble) {
        return DemoProviders.start(Clock.fixed(now, ZoneOffset.UTC), 7, stumble);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(providers.base() + path))
                .timeout(Duration.ofSeconds(20))
                .header("x-api-market-key", providers.key())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
