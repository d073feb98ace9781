package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundLengthTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HostLoads loads = new HostLoads(NOW);

    private static Source source(String name, Duration every, String cron) {
        var access = SiteAccess.of(SECOND, false);
        return new Source(
                name, every, cron, Duration.ZERO, List.of(), List.of(), Map.of(), null, null, access, "acme.yaml:1");
    }

    private static Source every(String name, int minutes) {
        return source(name, Duration.ofMinutes(minutes), null);
    }

    private Finding only() {
        assertEquals(1, loads.findings().size());
        return loads.findings().get(0);
    }

    @Test
    void aRoundThatIsLongerThanItsPeriodIsToldWithTheSum() {
        loads.add(every("acme", 5), "acme.example", 3_000, SECOND);
        assertEquals("acme", only().about());
        var said = only().message();
        assertTrue(said.startsWith("3,000 pages × 1s = 50m, longer than every 5m"), said);
    }

    @Test
    void aRoundThatFitsExactlyIsFine() {
        loads.add(every("acme", 5), "acme.example", 300, SECOND);
        assertEquals(List.of(), loads.findings());
    }

    @Test
    void twoHostsWaitForThemselvesAlone() {
        loads.add(every("acme", 5), "acme.example", 200, SECOND);
        loads.add(every("acme", 5), "other.example", 200, SECOND);
        assertEquals(List.of(), loads.findings());
    }

    @Test
    void theSourcesOfOneHostWaitForEachOther() {
        loads.add(every("kettles", 5), "acme.example", 200, SECOND);
        loads.add(every("pots", 10), "acme.example", 240, SECOND);
        assertEquals("acme.example", only().about());
        var said = only().message();
        assertTrue(
                said.startsWith("kettles 200 pages × 1s every 5m + pots 240 pages × 1s every 10m = 5m 20s in 5m"),
                said);
    }

    @Test
    void aSourceThatIsLookedAtSeldomTakesLittle() {
        loads.add(every("kettles", 5), "acme.example", 200, SECOND);
        loads.add(every("pots", 60), "acme.example", 1_000, SECOND);
        assertEquals(List.of(), loads.findings());
    }

    @Test
    void theDelayOfTheSiteCounts() {
        loads.add(every("acme", 5), "acme.example", 100, Duration.ofSeconds(10));
        assertTrue(only().message().startsWith("100 pages × 10s = 16m 40s"), only().message());
    }

    @Test
    void aCronScheduleCountsByItsShortestPeriod() {
        loads.add(source("acme", null, "0 0,1 * * * ?"), "acme.example", 90, SECOND);
        var said = only().message();
        assertTrue(said.startsWith("90 pages × 1s = 1m 30s, longer than 1m, as cron has it"), said);
    }

    @Test
    void durationsAreWrittenInTheLargestUnits() {
        assertEquals("200ms", RoundLength.written(Duration.ofMillis(200)));
        assertEquals("1h 5m", RoundLength.written(Duration.ofMinutes(65)));
        assertEquals("0s", RoundLength.written(Duration.ZERO));
    }
}
