package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fetch.FetchException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Duration TOOK = Duration.ofMillis(20);

    private final Visit visit = new Visit("https://shop.example/p/1", FetchRules.DEFAULT, Map.of());

    @Test
    void aPageIsKeptWithItsTimeToTheMicrosecond() {
        visit.checkAddress();
        visit.read(answer(200, null), NOW, TOOK);
        assertEquals("https://shop.example/p/1", visit.page().finalUrl());
        assertEquals(Instant.parse("2026-03-01T12:00:00.123456Z"), visit.page().fetchedAt());
    }

    @Test
    void aRedirectIsWhereToGoNext() {
        visit.checkAddress();
        visit.read(answer(302, "/p/2"), NOW, TOOK);
        visit.checkAddress();
        assertEquals(URI.create("https://shop.example/p/2"), visit.at());
        visit.read(answer(200, null), NOW, TOOK);
        assertEquals("https://shop.example/p/1", visit.page().url());
        assertEquals("https://shop.example/p/2", visit.page().finalUrl());
        assertEquals(TOOK.multipliedBy(2), visit.page().took());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/admin",
                "http://[::1]/",
                "http://169.254.169.254/latest",
                "http://[::ffff:10.0.0.1]/"
            })
    void aRedirectToAPrivateAddressIsRefused(String location) {
        visit.checkAddress();
        visit.read(answer(302, location), NOW, TOOK);
        assertEquals(Kind.PRIVATE_ADDRESS, failure(visit::checkAddress).kind());
    }

    @Test
    void aCircleOfRedirectsEndsWhenItCloses() {
        visit.checkAddress();
        visit.read(answer(302, "/p/2"), NOW, TOOK);
        visit.checkAddress();
        visit.read(answer(302, "/p/1"), NOW, TOOK);
        var failure = failure(visit::checkAddress);
        assertEquals(Kind.REDIRECTS, failure.kind());
        assertTrue(failure.getMessage().contains("circle"), failure.getMessage());
    }

    @Test
    void fiveRedirectsAreFollowedAndNoSixth() {
        visit.checkAddress();
        for (var i = 2; i <= 6; i++) {
            visit.read(answer(302, "/p/" + i), NOW, TOOK);
            visit.checkAddress();
        }
        visit.read(answer(302, "/p/7"), NOW, TOOK);
        assertEquals(Kind.REDIRECTS, failure(visit::checkAddress).kind());
    }

    @Test
    void theSitesCrawlDelayWinsWhereItIsLonger() {
        visit.checkAddress();
        var slow = RobotsRules.parse(
                visit.at(), "User-agent: *\nCrawl-delay: 7".getBytes(), "", RobotsRules.products("Millrace/1"));
        visit.checkRobots(slow);
        assertEquals(Duration.ofSeconds(7), visit.delay());
        visit.checkRobots(RobotsRules.ALLOW_ALL);
        assertEquals(Duration.ofSeconds(1), visit.delay());
    }

    @ParameterizedTest
    @CsvSource({
        "404, , NOT_FOUND, false",
        "410, , GONE, false",
        "401, , REFUSED, false",
        "403, , REFUSED, false",
        "429, , THROTTLED, true",
        "429, 5, THROTTLED, true",
        "503, 5, THROTTLED, true",
        "503, , SERVER, true",
        "500, , SERVER, true",
        "300, , REDIRECTS, false",
        "304, , REFUSED, false"
    })
    void anAnswerWithoutAPageSaysWhy(int status, String retryAfter, Kind kind, boolean retryable) {
        visit.checkAddress();
        var answer = Answers.of(visit.at(), status, "", null, retryAfter, new byte[0]);
        var failure = failure(() -> visit.read(answer, NOW, TOOK));
        assertEquals(kind, failure.kind());
        assertEquals(retryable, failure.retryable());
        assertTrue(failure.getMessage().contains(status + ""), failure.getMessage());
        assertTrue(failure.getMessage().contains("https://shop.example/p/1"), failure.getMessage());
    }

    private static FetchException failure(Runnable step) {
        return assertThrows(FetchException.class, step::run);
    }

    private Answer answer(int status, String location) {
        return Answers.of(visit.at(), status, "text/html", location, null, new byte[0]);
    }
}
