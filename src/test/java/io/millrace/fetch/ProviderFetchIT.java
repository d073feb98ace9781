package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fetch.FetchException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to an API over the wire: its key, its refusals, and what is not asked of it. */
@Timeout(60)
class ProviderFetchIT {
    private static final String SECRET = "s3cret";

    private Site site;
    private FetchRoute route;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        route = new FetchRoute(new TestNames());
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        site.close();
    }

    private static FetchRules api(Map<String, String> parameters) {
        return new FetchRules(Duration.ofMillis(10), true, Set.of(), Map.of(), null, true, parameters);
    }

    @Test
    void aKeyIsAddedToTheQueryAndShownNowhere() {
        site.serve("/v1/forecast", Site.html("x"));
        var rules = api(Map.of("key", SECRET));
        var page = route.fetch(site.url("/v1/forecast?city=a%20b"), rules);
        assertEquals(200, page.status());
        assertEquals("/v1/forecast?city=a%20b&key=" + SECRET, site.last().uri());
        assertFalse((page + " " + rules + " " + page.finalUrl()).contains(SECRET), page + " " + rules);
    }

    @Test
    void aRedirectToAnotherHostDoesNotTakeTheKeyAlong() {
        site.serve("/v1", Site.status(302, "", "Location", site.otherUrl("/v2")));
        site.serve("/v2", Site.html("x"));
        route.fetch(site.url("/v1"), api(Map.of("key", SECRET)));
        assertEquals("/v2", site.last().uri());
    }

    @Test
    void aRefusalIsAnAnswerWithItsBody() {
        site.serve("/v1", Site.status(404, "{\"cod\":\"404\"}"));
        var page = route.fetch(site.url("/v1"), api(Map.of()));
        assertEquals(404, page.status());
        assertEquals("{\"cod\":\"404\"}", new String(page.body(), UTF_8));
    }

    @Test
    void aServerInTroubleIsNone() {
        site.serve("/v1", Site.status(503, "later"));
        var failure =
                assertThrows(FetchException.class, () -> route.fetch(site.url("/v1"), api(Map.of("key", SECRET))));
        assertEquals(Kind.SERVER, failure.kind());
        assertFalse(failure.toString().contains(SECRET), failure.toString());
    }

    @Test
    void tooManyRequestsIsAnAnswer() {
        site.serve("/v1", Site.status(429, "", "Retry-After", "3600"));
        assertEquals(429, route.fetch(site.url("/v1"), api(Map.of())).status());
    }

    @Test
    void tooManyRequestsIsNoAnswerWhereItAsksToComeAgainInAMoment() {
        site.serve("/v1", Site.status(429, "", "Retry-After", "1"));
        var failure = assertThrows(FetchException.class, () -> route.fetch(site.url("/v1"), api(Map.of())));
        assertTrue(failure.retryable());
    }

    @Test
    void nothingToSayIsAnAnswerToo() {
        site.serve("/v1", Site.status(204, ""));
        assertEquals(204, route.fetch(site.url("/v1"), api(Map.of())).status());
    }

    @Test
    void robotsAreForPages() {
        site.serve("/v1", Site.html("x"));
        route.fetch(site.url("/v1"), api(Map.of()));
        assertTrue(site.requests.stream().noneMatch(one -> one.uri().equals("/robots.txt")), site.requests.toString());
    }
}
