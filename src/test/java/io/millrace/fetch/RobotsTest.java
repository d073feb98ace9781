package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a robots.txt is had, kept and limited: sections 2.3, 2.4 and 2.5 of RFC 9309. */
class RobotsTest {
    private static final URI PAGE = URI.create("https://shop.example/p/1");
    private static final String FILE = "https://shop.example/robots.txt";
    private static final String FORBID = "User-agent: *\nDisallow: /p\n";

    private final Map<String, Answer> web = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private final HostPacer pacer = new HostPacer(time, HostTimes.NONE, () -> 0.5);
    private final Robots robots = new Robots(this::download, pacer, time, Set.of("millrace"));

    @Test
    void theFileIsReadOnceForAllPagesOfADay() throws InterruptedException {
        answer(FILE, 200, FORBID);
        assertFalse(rules().allows(PAGE));
        time.sleep(Duration.ofHours(23));
        assertFalse(rules().allows(PAGE));
        assertEquals(List.of(FILE), asked);
    }

    @Test
    void afterADayItIsReadAgain() throws InterruptedException {
        answer(FILE, 200, FORBID);
        rules();
        answer(FILE, 404, "");
        time.sleep(Duration.ofHours(24));
        assertTrue(rules().allows(PAGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aSiteWithoutAFileAllowsAll(int status) throws InterruptedException {
        answer(FILE, status, FORBID);
        assertTrue(rules().allows(PAGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aSiteInTroubleAllowsNothingForNow(int status) {
        answer(FILE, status, "");
        var failure = assertThrows(FetchException.class, this::rules);
        assertEquals(FetchException.Kind.ROBOTS, failure.kind());
        assertTrue(failure.retryable());
        assertTrue(failure.getMessage().contains(status + ": " + FILE), failure.getMessage());
    }

    @Test
    void aSiteThatCannotBeReachedAllowsNothingForNow() {
        var failure = assertThrows(FetchException.class, this::rules, "no answer at all");
        assertEquals(FetchException.Kind.CONNECTION, failure.kind());
        assertTrue(failure.retryable());
        assertTrue(failure.getMessage().contains("robots.txt is read before " + PAGE), failure.getMessage());
    }

    @Test
    void rulesThatWereReadHoldHoweverLongTheSiteIsInTrouble() throws InterruptedException {
        // Section 2.3.1.4 would let a crawler go on without rules after 30 days.
        answer(FILE, 200, FORBID);
        rules();
        answer(FILE, 503, "");
        time.sleep(Duration.ofDays(60));
        assertFalse(rules().allows(PAGE));
    }

    @Test
    void theRulesBehindARedirectToAnotherHostAreTheRulesOfTheSiteThatWasAsked() throws InterruptedException {
        web.put(FILE, Answers.of(URI.create(FILE), 302, "", "https://www.shop.example/robots.txt", null, new byte[0]));
        answer("https://www.shop.example/robots.txt", 200, FORBID);
        assertFalse(rules().allows(PAGE));
    }

    @Test
    void aSiteThatRecoversIsReadOnTheNextAttempt() throws InterruptedException {
        answer(FILE, 500, "");
        assertThrows(FetchException.class, this::rules);
        answer(FILE, 200, "");
        assertTrue(rules().allows(PAGE));
    }

    @Test
    void theRulesOfYesterdayHoldWhileTheFileIsUnreadable() throws InterruptedException {
        answer(FILE, 200, FORBID);
        rules();
        answer(FILE, 500, "");
        time.sleep(Duration.ofHours(24));
        assertFalse(rules().allows(PAGE));
        assertFalse(rules().allows(PAGE));
        assertEquals(2, asked.size());
        answer(FILE, 200, "");
        time.sleep(Duration.ofHours(1));
        assertTrue(rules().allows(PAGE));
    }

    @Test
    void redirectsAreFollowedFiveTimes() throws InterruptedException {
        redirects(5);
        answer("https://shop.example/r5", 200, FORBID);
        assertFalse(rules().allows(PAGE));
    }

    @Test
    void aFileBehindMoreRedirectsCountsAsAbsent() throws InterruptedException {
        redirects(6);
        answer("https://shop.example/r6", 200, FORBID);
        assertTrue(rules().allows(PAGE));
        assertFalse(asked.contains("https://shop.example/r6"));
    }

    @Test
    void aRuleThatTheLimitCutsInTwoIsDropped() throws InterruptedException {
        var head = "User-agent: *\nDisallow: /cart\n#";
        var rest = "\nDisallow: /";
        var filler = "x".repeat(Bounds.ROBOTS.maxBytes() - head.length() - rest.length());
        answer(FILE, 200, head + filler + rest);
        assertTrue(rules().allows(PAGE));
        assertFalse(rules().allows(URI.create("https://shop.example/cart")));
    }

    @Test
    void theFileIsPacedLikeAPage() throws InterruptedException {
        answer(FILE, 200, "");
        pacer.await(PAGE, Duration.ofSeconds(1)).close();
        rules();
        assertEquals(Duration.ofSeconds(1), time.passed());
    }

    @Test
    void otherPortsAndSchemesHaveFilesOfTheirOwn() throws InterruptedException {
        answer(FILE, 200, FORBID);
        answer("http://shop.example/robots.txt", 404, "");
        assertFalse(rules().allows(PAGE));
        var plain = URI.create("http://shop.example/p/1");
        assertTrue(robots.of(plain, FetchRules.DEFAULT).allows(plain));
    }

    private RobotsRules rules() throws InterruptedException {
        return robots.of(PAGE, FetchRules.DEFAULT);
    }

    private void redirects(int count) {
        for (var i = 0; i < count; i++) {
            var from = URI.create(i == 0 ? FILE : "https://shop.example/r" + i);
            web.put(from.toString(), Answers.of(from, 301, "", "/r" + (i + 1), null, new byte[0]));
        }
    }

    private void answer(String url, int status, String body) {
        web.put(url, Answers.of(URI.create(url), status, "text/plain", null, null, body.getBytes(UTF_8)));
    }

    private Answer download(URI url, FetchRules rules, boolean elsewhere) {
        asked.add(url.toString());
        var answer = web.get(url.toString());
        if (answer == null) {
            throw new FetchException(FetchException.Kind.CONNECTION, url.toString(), "nobody there", "wait");
        }
        return answer;
    }
}
