package io.millrace.city;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.lake.CallCounts;
import io.millrace.lake.FakeLake;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.source.City;
import io.millrace.source.Provider;
import io.millrace.source.Quota;
import io.millrace.source.Signals;
import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is asked when, with the time and the answers in the test's hands. */
class DueQuestionsTest {
    private static final String WIKI = "https://wiki.example";

    /** A clock that is set. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Counts in a lake as a run does. */
    private record Counted(CallCounts counts) implements CallCount {
        @Override
        public boolean take(String provider, String period, String day, int most) {
            return counts.take(provider, period, day, most);
        }

        @Override
        public int used(String provider, String period) {
            return counts.used(provider, period);
        }

        @Override
        public int usedOn(String day, String provider, String period) {
            return counts.usedOn(day, provider, period);
        }
    }

    private final SetClock clock = new SetClock();
    private final FakeLake lake = new FakeLake();
    private final Map<String, CallRecord> kept = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private Providers providers = providers();
    private DueQuestions questions = new DueQuestions(memory(), providers, clock);

    private Providers providers() {
        var watch = new ProviderWatch() {
            @Override
            public void works(String provider) {
                told.clear();
            }

            @Override
            public void fails(String provider, Exception reason) {
                told.add(reason.getMessage());
            }
        };
        return new Providers(new Counted(new CallCounts(lake, lake)), watch, clock);
    }

    private void restart() {
        providers = providers();
        questions = new DueQuestions(memory(), providers, clock);
    }

    private CallMemory memory() {
        return new CallMemory() {
            @Override
            public CallRecord find(String source, String address) {
                return kept.get(address);
            }

            @Override
            public void keep(String source, String address, CallRecord record) {
                // As through the file that it is kept in.
                kept.put(address, Json.read(Json.bytes(record), CallRecord.class, address));
            }
        };
    }

    private static Provider provider(String name, Duration every, Quota quota) {
        return new Provider(name, "https://" + name + ".example", null, null, null, every, quota);
    }

    private static City city(String name, String zone, String... airports) {
        return new City(name, null, 50.0, 8.0, zone, "DE", null, List.of(airports), "cities.yaml:3");
    }

    private static Source source(Signals signals) {
        return new Source(
                "cities",
                Duration.ofMinutes(15),
                null,
                Duration.ZERO,
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                SiteAccess.of(Duration.ofSeconds(1), false),
                signals,
                "cities.yaml:1");
    }

    private static Source source(List<City> cities, List<Provider> weather, Provider relief, Provider flights) {
        return source(new Signals(
                cities, null, null, weather, relief, flights, new Signals.Nearby(60, 2), new Signals.Grid(4, 750), 10));
    }

    private static Source weather(Duration every) {
        return source(
                List.of(city("berlin", "Europe/Berlin")),
                List.of(provider("open-meteo", every, new Quota(10_000, Quota.Period.DAY))),
                null,
                null);
    }

    private List<String> ids(Source source) {
        return questions.of(source).stream().map(Question::id).toList();
    }

    private void answer(Question question, Outcome outcome, Map<String, Object> known) {
        memory().keep(
                        "cities",
                        question.address(),
                        new CallRecord(clock.now, outcome.name().toLowerCase(), Map.of(), known));
    }

    @Test
    void anAnswerCountsAsNewForAsLongAsItsProviderSays() {
        var source = weather(Duration.ofHours(1));
        questions.of(source).forEach(question -> answer(question, Outcome.READ, Map.of()));
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertEquals(List.of(), ids(source));
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertEquals(List.of("weather berlin open-meteo"), ids(source));
    }

    @Test
    void theTimeZoneIsAskedForBeforeTheWeatherWhoseCalendarNeedsIt() {
        var source = source(
                List.of(city("berlin", null)),
                List.of(provider("open-meteo", Duration.ofHours(1), null)),
                provider("open-meteo", Duration.ofDays(365), null),
                null);
        assertEquals(List.of("time-zone berlin", "relief berlin"), ids(source));
        answer(questions.of(source).get(0), Outcome.READ, Map.of(Whereabouts.ZONE, "Europe/Berlin"));
        assertEquals(List.of("weather berlin open-meteo", "relief berlin"), ids(source));
        var weather = (WeatherQuestion) questions.of(source).get(0);
        assertEquals(ZoneId.of("Europe/Berlin"), weather.place().zone());
    }

    @Test
    void atSeaWhereThereIsNoZoneTheWeatherIsAskedAllTheSame() {
        var source = source(
                List.of(city("buoy", null)), List.of(provider("open-meteo", Duration.ofHours(1), null)), null, null);
        answer(questions.of(source).get(0), Outcome.EMPTY, Map.of());
        assertEquals(List.of("weather buoy open-meteo"), ids(source));
    }

    @Test
    void aRefusedQuestionIsAskedAgainAfterSixHoursAndNotInEveryRound() {
        var source = source(
                List.of(city("berlin", "Europe/Berlin")),
                List.of(),
                provider("open-meteo", Duration.ofDays(365), null),
                null);
        answer(questions.of(source).get(0), Outcome.REFUSED, Map.of());
        clock.now = clock.now.plus(Duration.ofHours(5));
        assertEquals(List.of(), ids(source));
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertEquals(List.of("relief berlin"), ids(source));
    }

    @Test
    void aProviderThatSaysStopIsNotAskedUntilItIsDeclaredAnew() {
        var source = weather(Duration.ofHours(1));
        var first = questions.of(source).get(0).provider();
        providers.heed(first, Outcome.STOP, "401: the key is not known");
        assertEquals(List.of(), ids(source));
        assertTrue(told.get(0).contains("the key is not known"), told.get(0));
        var other = new Provider("open-meteo", "https://other.example", null, null, null, first.every(), first.quota());
        assertFalse(providers.rests(other));
    }

    @Test
    void afterTooManyRequestsAProviderIsLeftAloneForAnHour() {
        var source = weather(Duration.ofMinutes(1));
        providers.heed(questions.of(source).get(0).provider(), Outcome.WAIT, "429");
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertEquals(List.of(), ids(source));
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertEquals(1, ids(source).size());
    }

    @Test
    void aQuotaThatIsUsedUpEndsTheAskingUntilItsPeriodEnds() {
        var provider = provider("aerodatabox", Duration.ofHours(1), new Quota(2, Quota.Period.DAY));
        assertTrue(providers.admits(provider));
        assertTrue(providers.admits(provider));
        assertFalse(providers.admits(provider));
        assertTrue(told.get(0).contains("2026-11-02T00:00:00Z"), told.get(0));
        restart();
        assertFalse(providers.admits(provider));
        clock.now = Instant.parse("2026-11-02T00:00:00Z");
        assertTrue(providers.admits(provider));
    }

    @Test
    void aMonthOfFiveAirportsTakesNoMoreThanItsQuotaAndCoversEveryHour() {
        var zones = Map.of(
                "EDDB", "Europe/Berlin",
                "KORD", "America/Chicago",
                "RJTT", "Asia/Tokyo",
                "LPPT", "Europe/Lisbon",
                "YSSY", "Australia/Sydney");
        var cities = zones.keySet().stream().map(code -> city(code.toLowerCase(), "Europe/Berlin", code));
        var source = source(
                cities.toList(),
                List.of(),
                null,
                provider("aerodatabox", Duration.ofHours(12), new Quota(300, Quota.Period.MONTH)));
        var covered = new HashMap<String, TreeSet<Instant>>();
        var calls = 0;
        while (clock.now.isBefore(Instant.parse("2026-12-01T00:00:00Z"))) {
            if (clock.now.equals(Instant.parse("2026-11-14T03:15:00Z"))) {
                restart();
            }
            for (var question : questions.of(source)) {
                if (!providers.admits(question.provider())) {
                    continue;
                }
                calls++;
                if (question instanceof ArrivalsQuestion arrivals) {
                    var window = arrivals.window();
                    for (var hour = window.fromUtc(); hour.isBefore(window.toUtc()); hour = hour.plusSeconds(3600)) {
                        covered.computeIfAbsent(window.airport(), code -> new TreeSet<>())
                                .add(hour);
                    }
                    answer(question, Outcome.READ, Map.of());
                } else {
                    var code = question.id().split(" ")[1];
                    answer(question, Outcome.READ, Map.of(Whereabouts.ZONE, zones.get(code)));
                }
            }
            clock.now = clock.now.plus(Duration.ofMinutes(15));
        }
        assertTrue(calls <= 300, calls + " calls");
        for (var airport : zones.keySet()) {
            var missing = new ArrayList<Instant>();
            // The five lookups of airports come out of the same quota, on the first days.
            for (var hour = Instant.parse("2026-11-03T00:00:00Z");
                    hour.isBefore(Instant.parse("2026-11-30T00:00:00Z"));
                    hour = hour.plusSeconds(3600)) {
                if (!covered.get(airport).contains(hour)) {
                    missing.add(hour);
                }
            }
            assertEquals(List.of(), missing, airport);
        }
    }

    @Test
    void anOutageCostsADaysShareOfAMonthsQuotaAtTheMost() {
        var provider = provider("aerodatabox", Duration.ofHours(1), new Quota(300, Quota.Period.MONTH));
        var asked = 0;
        for (var tries = 0; tries < 400; tries++) {
            asked += providers.admits(provider) ? 1 : 0;
        }
        assertEquals(10, asked);
        clock.now = clock.now.plus(Duration.ofDays(1));
        assertTrue(providers.admits(provider));
    }

    @Test
    void theWeatherWaitsForNoTimeZoneThatWasAskedForInVain() {
        var source = source(
                List.of(city("berlin", null)),
                List.of(provider("openweathermap", Duration.ofHours(3), null)),
                provider("open-meteo", Duration.ofDays(90), null),
                null);
        questions.of(source).forEach(questions::asked);
        assertEquals(List.of("time-zone berlin", "relief berlin"), ids(source));
        questions.begin();
        assertTrue(
                ids(source).contains("weather berlin openweathermap"),
                ids(source).toString());
    }

    @Test
    void citiesThatShareAnAirportAskForItEach() {
        var flights = provider("aerodatabox", Duration.ofHours(12), null);
        var source = source(
                List.of(city("cologne", "Europe/Berlin", "EDDK"), city("bonn", "Europe/Berlin", "EDDK")),
                List.of(),
                null,
                flights);
        var addresses = questions.of(source).stream().map(Question::address).toList();
        assertEquals(2, new TreeSet<>(addresses).size(), addresses.toString());
    }
}
