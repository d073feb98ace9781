package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.SignalReading.Outcome;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AeroDataBoxTest {
    private static final ArrivalWindow WINDOW = ArrivalWindows.covering(
                    "EDDB",
                    ZoneId.of("Europe/Berlin"),
                    Instant.parse("2026-11-22T10:00:00Z"),
                    Instant.parse("2026-11-22T11:00:00Z"))
            .get(0);

    @Test
    void airportsAreAskedForAroundAPlace() {
        assertEquals(
                AeroDataBox.BASE
                        + "/airports/search/location?lat=52.52&lon=13.405&radiusKm=60&limit=10&withFlightInfoOnly=true",
                AeroDataBox.airportsNear(AeroDataBox.BASE, 52.52, 13.405, 60, 10));
        assertThrows(
                IllegalArgumentException.class,
                () -> AeroDataBox.airportsNear(AeroDataBox.BASE, 52.52, 13.405, 1001, 10));
    }

    @Test
    void arrivalsAreAskedForByTheAirportsClock() {
        assertEquals(
                "http://127.0.0.1:1/flights/airports/icao/EDDB/2026-11-22T00:00/2026-11-22T12:00?direction=Arrival"
                        + "&withLeg=false&withCancelled=true&withCodeshared=true&withCargo=true&withPrivate=false"
                        + "&withLocation=false",
                AeroDataBox.arrivals(
                        "http://127.0.0.1:1",
                        "EDDB",
                        LocalDateTime.parse("2026-11-22T00:00"),
                        LocalDateTime.parse("2026-11-22T12:00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BER", "EDDB/../x", "eddb", ""})
    void onlyAnIcaoCodeBecomesPartOfAnAddress(String code) {
        assertThrows(IllegalArgumentException.class, () -> AeroDataBox.airport(AeroDataBox.BASE, code));
    }

    @Test
    void anAirportNearACityIsARowAndSoIsItsDistance() {
        var reading = airports();
        assertEquals(
                Map.of(
                        "airport", "EDDB",
                        "iata", "BER",
                        "name", "Berlin, Berlin Brandenburg",
                        "municipality", "Berlin",
                        "country", "DE",
                        "latitude", 52.351389,
                        "longitude", 13.493889,
                        "time_zone", "Europe/Berlin",
                        "origin", "aerodatabox"),
                ProviderAnswers.payloads(reading, "airports").get(0));
        assertEquals(
                Map.of("city", "Berlin", "airport", "EDDB", "distance_km", 19.693, "origin", "aerodatabox"),
                ProviderAnswers.payloads(reading, "city_airports").get(0));
    }

    @Test
    void whatBringsNobodyIsLeftOutWithItsReason() {
        assertEquals(
                List.of(
                        "items[1]: without an ICAO code: Berlin, Airfield",
                        "items[2]: a heliport: Berlin, Unfallkrankenhaus Heliport",
                        "items[4]: without an ICAO code: Without anything"),
                airports().unreadable());
    }

    @Test
    void aPlaceInTheSeaAndAZoneOfNowhereAreNotKnown() {
        var leipzig = ProviderAnswers.payloads(airports(), "airports").get(1);
        assertEquals("EDDP", leipzig.get("airport"));
        assertEquals("DE", leipzig.get("country"));
        assertFalse(leipzig.containsKey("latitude"));
        assertFalse(leipzig.containsKey("time_zone"));
        assertFalse(ProviderAnswers.payloads(airports(), "city_airports").get(1).containsKey("distance_km"));
    }

    @Test
    void oneAirportComesWithHeightAndTimeZone() {
        var row = AeroDataBox.readAirport(
                        ProviderAnswers.of("aerodatabox-airport.json"), 200, "berlin", new Place(52.52, 13.405))
                .rows()
                .get(0);
        assertEquals(List.of("EDDB"), row.key());
        assertEquals(47.85, row.payload().get("elevation_m"));
        assertEquals("Europe/Berlin", row.payload().get("time_zone"));
        assertEquals("DE", row.payload().get("country"));
        assertEquals("Berlin, Berlin Brandenburg", row.payload().get("name"));
    }

    @Test
    void aListedFlightIsARow() {
        assertEquals(
                Map.ofEntries(
                        Map.entry("airport", "EDDB"),
                        Map.entry("flight", "BA 982@2026-11-22T10:05Z"),
                        Map.entry("provider", "aerodatabox"),
                        Map.entry("number", "BA 982"),
                        Map.entry("airline", "British Airways"),
                        Map.entry("airline_iata", "BA"),
                        Map.entry("airline_icao", "BAW"),
                        Map.entry("origin", "London"),
                        Map.entry("origin_iata", "LHR"),
                        Map.entry("origin_icao", "EGLL"),
                        Map.entry("origin_country", "GB"),
                        Map.entry("scheduled_at", "2026-11-22T10:05:00Z"),
                        Map.entry("revised_at", "2026-11-22T10:21:00Z"),
                        Map.entry("actual_at", "2026-11-22T10:19:00Z"),
                        Map.entry("scheduled_local", "2026-11-22T11:05+01:00"),
                        Map.entry("revised_local", "2026-11-22T11:21+01:00"),
                        Map.entry("actual_local", "2026-11-22T11:19+01:00"),
                        Map.entry("arrives_at", "2026-11-22T10:19:00Z"),
                        Map.entry("terminal", "1"),
                        Map.entry("status", "Arrived"),
                        Map.entry("aircraft", "Airbus A320 NEO"),
                        Map.entry("aircraft_reg", "G-TTNA"),
                        Map.entry("aircraft_mode_s", "407364"),
                        Map.entry("codeshare", "IsOperator"),
                        Map.entry("cargo", false),
                        Map.entry("low_cost", false),
                        Map.entry("seats", 182),
                        Map.entry("seats_from", "model")),
                flight("BA 982@2026-11-22T10:05Z"));
    }

    @Test
    void ofTwoEntriesOfOneFlightTheOneThatSaysMoreIsKept() {
        assertEquals("Arrived", flight("BA 982@2026-11-22T10:05Z").get("status"));
        assertTrue(arrivals()
                .unreadable()
                .contains("arrivals[4]: BA 982@2026-11-22T10:05Z is listed before: the one that says more is kept"));
        assertEquals(
                "aerodatabox: of 11 entries 3 cannot be read, and 1 are listed twice",
                arrivals().reason());
    }

    @Test
    void aFlightWithoutATimeBelongsToTheDayOfItsWindow() {
        assertEquals(
                Map.of(
                        "airport", "EDDB",
                        "flight", "D ABCD@2026-11-22?",
                        "provider", "aerodatabox",
                        "number", "D ABCD",
                        "origin", "Unknown",
                        "status", "Unknown",
                        "codeshare", "Unknown",
                        "cargo", false),
                flight("D ABCD@2026-11-22?"));
    }

    @ParameterizedTest
    @CsvSource({"FR 144@2026-11-22T09:40Z, 2026-11-22T09:40:00Z", "KL 1823@2026-11-22T10:40Z, 2026-11-22T10:40:00Z"})
    void whatDoesNotComeArrivesAtNoTime(String flight, String scheduled) {
        assertEquals(scheduled, flight(flight).get("scheduled_at"));
        assertFalse(flight(flight).containsKey("arrives_at"));
    }

    @Test
    void aTimeByTheAirportsClockAloneIsReadByItsZone() {
        assertEquals(
                "2026-11-22T11:40+01:00", flight("KL 1823@2026-11-22T10:40Z").get("scheduled_local"));
        assertFalse(flight("KL 1823@2026-11-22T10:40Z").containsKey("revised_at"));
    }

    @Test
    void aFlightWithItsLegComesFromItsDeparture() {
        var flight = flight("3S 1234@2026-11-22T11:00Z");
        assertEquals("EGLL", flight.get("origin_icao"));
        assertEquals("2026-11-22T11:12:00Z", flight.get("revised_at"));
        assertEquals("2026-11-22T11:12:00Z", flight.get("arrives_at"));
        assertEquals(true, flight.get("cargo"));
        assertFalse(flight.containsKey("seats"));
        assertFalse(flight.containsKey("low_cost"));
    }

    @Test
    void theOlderFlatTimesAreReadToo() {
        var flight = flight("U2 5201@2026-11-22T10:30Z");
        assertEquals("2026-11-22T10:45:00Z", flight.get("revised_at"));
        assertEquals("EnRoute", flight.get("status"));
        assertEquals("IsOperator", flight.get("codeshare"));
    }

    @Test
    void aSecondNumberIsAFlightOfItsOwn() {
        assertEquals("IsCodeshared", flight("AA 6612@2026-11-22T10:05Z").get("codeshare"));
    }

    @Test
    void entriesThatCannotBeReadAreNamed() {
        var notes = arrivals().unreadable();
        assertTrue(notes.contains("arrivals[5]: without a number"), notes.toString());
        assertTrue(
                notes.contains("arrivals[6]: LH 400 without isCargo: whether it brings people cannot be told"),
                notes.toString());
        assertTrue(
                notes.stream().anyMatch(note -> note.startsWith("arrivals[7]: LH 401 with codeshareStatus")),
                notes.toString());
    }

    @Test
    void anAnswerSaysWhichTimeItIsAbout() {
        var windows = ProviderAnswers.payloads(arrivals(), "flight_windows");
        assertEquals(
                List.of(Map.of(
                        "airport", "EDDB",
                        "from_at", "2026-11-21T23:00:00Z",
                        "to_at", "2026-11-22T11:00:00Z",
                        "provider", "aerodatabox",
                        "listed", 7,
                        "unreadable", 3)),
                windows);
        assertEquals(7, ProviderAnswers.payloads(arrivals(), "flights").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"204 | ''", "200 | {\"arrivals\":[]}", "200 | {\"arrivals\":null}", "200 | {}"})
    void noArrivalsAreAnAnswerToo(int status, String body) {
        var reading = AeroDataBox.readArrivals(ProviderAnswers.text(body), status, "EDDB", WINDOW);
        assertEquals(Outcome.EMPTY, reading.outcome());
        assertEquals(1, reading.rows().size());
        assertEquals("flight_windows", reading.rows().get(0).dataset());
        assertEquals(0, reading.rows().get(0).payload().get("listed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"message\":\"no\"} | REFUSED",
                "401 | {\"message\":\"no\"} | STOP",
                "403 | <html> | STOP",
                "404 | '' | REFUSED",
                "429 | {\"message\":\"no\"} | WAIT",
                "451 | {\"message\":\"no\"} | REFUSED",
                "503 | <html> | RETRY",
                "200 | <html> | RETRY",
                "200 | {\"departures\":[]} | RETRY"
            })
    void withoutAnAnswerNoWindowIsCovered(int status, String body, Outcome outcome) {
        var reading = AeroDataBox.readArrivals(ProviderAnswers.text(body), status, "EDDB", WINDOW);
        assertEquals(outcome, reading.outcome());
        assertEquals(List.of(), reading.rows());
    }

    @Test
    void theProvidersMessageIsQuotedWithoutAddresses() {
        var reading = AeroDataBox.readArrivals(ProviderAnswers.of("aerodatabox-400.json"), 400, "EDDB", WINDOW);
        assertEquals(
                "aerodatabox answered 400: Request cannot be processed: the time range must not exceed 12 hours, see …",
                reading.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "LH 123, LH 123",
        "LH123, LH 123",
        "lh  0123, LH 123",
        "U2 5201, U2 5201",
        "U25201, U2 5201",
        "EZY5201, EZY 5201",
        "3S 12A, 3S 12A",
        "D  ABCD, D ABCD",
        "N123AB, N123AB",
        "4711, 4711"
    })
    void aNumberHasOneForm(String listed, String canonical) {
        assertEquals(canonical, FlightNumber.canonical(listed));
    }

    @Test
    void everyKeyIsThereOnce() {
        var keys =
                arrivals().rows().stream().map(row -> row.dataset() + row.key()).toList();
        assertEquals(keys.size(), new HashSet<>(keys).size());
    }

    private static SignalReading airports() {
        return AeroDataBox.readAirports(
                ProviderAnswers.of("aerodatabox-airports.json"), 200, "Berlin", new Place(52.52, 13.405));
    }

    private static SignalReading arrivals() {
        return AeroDataBox.readArrivals(ProviderAnswers.of("aerodatabox-arrivals.json"), 200, "EDDB", WINDOW);
    }

    private static Map<String, Object> flight(String id) {
        return ProviderAnswers.payloads(arrivals(), "flights").stream()
                .filter(flight -> flight.get("flight").equals(id))
                .findFirst()
                .orElseThrow();
    }
}
