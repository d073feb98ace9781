package io.millrace.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SkiesTest {
    private static final long NOW = OpenMeteoApi.hour(Instant.parse("2026-11-22T10:00:00Z"));
    private static final int MONTH = 720;
    private static final DemoCity BERLIN = DemoCity.all().get(0);
    private static final DemoCity LISBON = DemoCity.all().get(1);

    private final Skies skies = new Skies(7);

    @Test
    void aForecastErrsTheMoreTheFartherItLooksAhead() {
        var soon = error(3);
        var tomorrow = error(24);
        var late = error(96);
        assertTrue(soon < tomorrow && tomorrow < late, soon + ", " + tomorrow + ", " + late);
    }

    @Test
    void aNewIssueSaysSomethingElseOfDaysToCome() {
        var hours = LongStream.range(NOW + 48, NOW + 96).toArray();
        for (var hour : hours) {
            assertNotEquals(at(BERLIN, hour, NOW), at(BERLIN, hour, NOW + 1));
        }
    }

    @Test
    void noIssueChangesWhatWas() {
        assertEquals(at(BERLIN, NOW - 5, NOW), at(BERLIN, NOW - 5, NOW + 30));
        assertEquals(at(BERLIN, NOW, NOW), at(BERLIN, NOW, NOW + 1));
    }

    @Test
    void itRainsNowAndThenInEveryCity() {
        for (var city : DemoCity.all()) {
            var wet = LongStream.range(0, MONTH)
                    .filter(hour -> at(city, NOW + hour, NOW + hour).precipitation() > 0)
                    .count();
            assertTrue(wet > MONTH / 20 && wet < MONTH / 2, city.name() + ": " + wet + " wet hours");
        }
    }

    @Test
    void afternoonsAreWarmerThanNights() {
        // 14:00 and 02:00 UTC, which is about 15:00 and 03:00 by Berlin's sun.
        var days = LongStream.range(0, 60).map(day -> NOW + 24 * day);
        var warmer = days.filter(day -> at(BERLIN, day + 4, day + 4).temperature()
                        > at(BERLIN, day - 8, day - 8).temperature())
                .count();
        assertTrue(warmer > 45, warmer + " of 60 afternoons");
    }

    @Test
    void novemberIsWarmerInLisbonThanInBerlin() {
        assertTrue(mean(LISBON) > mean(BERLIN) + 4, mean(LISBON) + " and " + mean(BERLIN));
    }

    @Test
    void whatIsForecastAsRainIsLikelyToFall() {
        for (var hour = NOW; hour < NOW + MONTH; hour++) {
            var weather = at(BERLIN, hour, NOW);
            assertTrue(weather.precipitation() <= 0.2 || weather.probability() > 50, weather.toString());
            assertTrue(weather.probability() >= 0 && weather.probability() <= 100);
        }
    }

    private double error(int ahead) {
        return LongStream.range(0, MONTH)
                .mapToDouble(hour ->
                        Math.abs(at(BERLIN, NOW + hour, NOW + hour - ahead).temperature()
                                - at(BERLIN, NOW + hour, NOW + hour).temperature()))
                .average()
                .orElseThrow();
    }

    private double mean(DemoCity city) {
        return LongStream.range(0, MONTH)
                .mapToDouble(hour -> at(city, NOW + hour, NOW + hour).temperature())
                .average()
                .orElseThrow();
    }

    private Skies.Hour at(DemoCity city, long hour, long issued) {
        return skies.at(city.latitude(), city.longitude(), hour, issued);
    }
}
