package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundLengthTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private static List<PageRef> pages(String host, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new PageRef("https://" + host + "/p/" + n, Map.of(), "acme.yaml:2"))
                .toList();
    }

    private static Source source(Duration every, String cron, Duration delay, List<PageRef> pages) {
        return new Source(
                "acme",
                every,
                cron,
                Duration.ZERO,
                pages,
                List.of(),
                Map.of(),
                null,
                null,
                SiteAccess.of(delay, false),
                "acme.yaml:1");
    }

    @Test
    void aRoundThatIsLongerThanItsPeriodIsToldWithTheSum() {
        var source = source(Duration.ofMinutes(5), null, Duration.ofSeconds(1), pages("acme.example", 3_000));
        var said = RoundLength.tooLong(source, NOW).orElseThrow();
        assertTrue(said.startsWith("3,000 pages × 1s = 50m, longer than every 5m"), said);
    }

    @Test
    void aRoundThatFitsExactlyIsFine() {
        var source = source(Duration.ofMinutes(5), null, Duration.ofSeconds(1), pages("acme.example", 300));
        assertTrue(RoundLength.tooLong(source, NOW).isEmpty());
    }

    @Test
    void twoHostsWaitForThemselvesAlone() {
        var pages = new ArrayList<>(pages("acme.example", 200));
        pages.addAll(pages("other.example", 200));
        var source = source(Duration.ofMinutes(5), null, Duration.ofSeconds(1), pages);
        assertTrue(RoundLength.tooLong(source, NOW).isEmpty());
    }

    @Test
    void aCronScheduleCountsByItsShortestPeriod() {
        var cron = "0 0,1 * * * ?";
        var source = source(null, cron, Duration.ofSeconds(1), pages("acme.example", 90));
        var said = RoundLength.tooLong(source, NOW).orElseThrow();
        assertTrue(said.startsWith("90 pages × 1s = 1m 30s, longer than 1m, as cron has it"), said);
    }

    @Test
    void durationsAreWrittenInTheLargestUnits() {
        assertEquals("200ms", RoundLength.written(Duration.ofMillis(200)));
        assertEquals("1h 5m", RoundLength.written(Duration.ofMinutes(65)));
        assertEquals("0s", RoundLength.written(Duration.ZERO));
    }
}
