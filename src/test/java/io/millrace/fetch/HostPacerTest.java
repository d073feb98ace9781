package io.millrace.fetch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostPacerTest {
    private static final URI PAGE = URI.create("https://shop.example/p/1");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final HostPacer pacer = new HostPacer(time, HostTimes.NONE, () -> 0.5);

    @Test
    void theFirstRequestToAHostDoesNotWait() throws InterruptedException {
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ZERO, time.passed());
    }

    @Test
    void theDelayRunsFromTheEndOfTheRequestBefore() throws InterruptedException {
        var turn = pacer.await(PAGE, SECOND);
        time.sleep(Duration.ofSeconds(5));
        turn.close();
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(6), time.passed());
    }

    @Test
    void timeThatHasPassedAnywayIsNotWaitedForAgain() throws InterruptedException {
        pacer.await(PAGE, SECOND).close();
        time.sleep(Duration.ofMillis(700));
        pacer.await(PAGE, SECOND).close();
        assertEquals(SECOND, time.passed());
    }

    @Test
    void otherHostsAndPortsDoNotWaitForEachOther() throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            pacer.await(URI.create("https://shop.example:8443/p/1"), SECOND).close();
            pacer.await(URI.create("https://other.example/p/1"), SECOND).close();
            assertEquals(Duration.ZERO, time.passed());
        }
    }

    @Test
    void retryAfterHoldsTheHostForTheNextOne() throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            turn.heed(Answers.of(PAGE, 429, "", null, "90", new byte[0]), Duration.ZERO);
        }
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(90), time.passed());
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(91), time.passed());
    }

    @Test
    void retryAfterOfAPageThatWasServedHoldsNothing() throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            turn.heed(Answers.of(PAGE, 200, "", null, "90", new byte[0]), Duration.ZERO);
        }
        pacer.await(PAGE, SECOND).close();
        assertEquals(SECOND, time.passed());
    }

    @Test
    void retryAfterForLongerThanTwoMinutesIsToldInsteadOfWaitedFor() throws InterruptedException {
        fails(429, "600");
        var away = assertThrows(FetchException.class, () -> pacer.await(PAGE, SECOND));
        assertEquals(FetchException.Kind.HOST_AWAY, away.kind());
        assertTrue(away.getMessage().contains("nothing is asked of it before 2026-03-01T12:10:00Z"), away.getMessage());
        assertEquals(0, pacer.freeIn("shop.example:443"), "who has the next page is told at once");
        time.sleep(Duration.ofMinutes(10));
        pacer.await(PAGE, SECOND).close();
    }

    @Test
    void failuresInARowDoubleThePauseAndASuccessEndsThat() throws InterruptedException {
        var began = new ArrayList<Long>();
        for (var n = 0; n < 4; n++) {
            fails(500, null);
            began.add(time.passed().toSeconds());
        }
        works(Duration.ZERO);
        began.add(time.passed().toSeconds());
        works(Duration.ZERO);
        began.add(time.passed().toSeconds());
        assertEquals(List.of(0L, 2L, 6L, 14L, 30L, 31L), began);
    }

    @Test
    void theFifthFailureInARowOpensTheCircuitAndEachFurtherOneDoublesItsTime() throws InterruptedException {
        for (var n = 0; n < 5; n++) {
            fails(503, null);
        }
        var open = assertThrows(FetchException.class, () -> pacer.await(PAGE, SECOND));
        assertEquals(FetchException.Kind.HOST_AWAY, open.kind());
        assertTrue(open.getMessage().contains("5 failures in a row, the last: HTTP status 503"), open.getMessage());
        time.sleep(Duration.ofSeconds(60));
        fails(503, null);
        time.sleep(Duration.ofSeconds(119));
        assertThrows(FetchException.class, () -> pacer.await(PAGE, SECOND));
        time.sleep(SECOND);
        works(Duration.ZERO);
        works(Duration.ZERO);
    }

    @Test
    void pagesThatAreGoneAreNoTroubleOfTheirHost() throws InterruptedException {
        for (var n = 0; n < 10; n++) {
            fails(404, null);
        }
        assertEquals(Duration.ofSeconds(9), time.passed());
    }

    @Test
    void aHostThatTurnsPagesAwayIsLeftAlone() throws InterruptedException {
        for (var n = 0; n < 5; n++) {
            works(Duration.ZERO);
            pacer.served(PAGE);
            pacer.turnedAway(PAGE, SECOND, "a captcha");
            pacer.turnedAway(PAGE, SECOND, "a captcha");
        }
        assertEquals(Duration.ofSeconds(16), time.passed(), "a page in between counts");
    }

    @Test
    void theFifthCaptchaInARowOpensTheCircuitThoughEachWasAnAnswer() throws InterruptedException {
        for (var n = 0; n < 5; n++) {
            works(Duration.ZERO);
            pacer.turnedAway(PAGE, SECOND, "blocked_captcha");
        }
        var open = assertThrows(FetchException.class, () -> pacer.await(PAGE, SECOND));
        assertTrue(open.getMessage().contains("5 failures in a row, the last: blocked_captcha"), open.getMessage());
        time.sleep(Duration.ofSeconds(60));
        works(Duration.ZERO);
        pacer.turnedAway(PAGE, SECOND, "blocked_captcha");
        time.sleep(Duration.ofSeconds(119));
        assertThrows(FetchException.class, () -> pacer.await(PAGE, SECOND), "the rest doubles");
        time.sleep(SECOND);
        works(Duration.ZERO);
        pacer.served(PAGE);
        var page = time.passed();
        works(Duration.ZERO);
        assertEquals(SECOND, time.passed().minus(page), "as usual");
    }

    @Test
    void aHostThatTurnsPagesAwayIsLeftAloneByTheNextProcessToo() {
        var kept = new java.util.HashMap<String, HostTimes.Kept>();
        var times = new HostTimes() {
            @Override
            public Kept find(String host) {
                return kept.get(host);
            }

            @Override
            public void keep(String host, Kept now) {
                kept.put(host, now);
            }
        };
        var first = new HostPacer(time, times, () -> 0.5);
        for (var n = 0; n < 5; n++) {
            first.turnedAway(PAGE, SECOND, "blocked_captcha");
        }
        assertEquals(time.now().plusSeconds(60), kept.get("shop.example:443").notBefore());
    }

    @Test
    void aHostThatAnswersSlowlyGetsPausesAsLongAsItTakes() throws InterruptedException {
        works(Duration.ofSeconds(4));
        works(Duration.ZERO);
        assertEquals(Duration.ofSeconds(8), time.passed());
        works(Duration.ofMillis(10));
        assertTrue(time.passed().compareTo(Duration.ofSeconds(11)) < 0, "and shorter ones when it is fast again");
    }

    @Test
    void aProcessThatIsStartedAgainKeepsThePauseAndTheRetryAfterOfTheOneBefore() throws InterruptedException {
        var kept = new HashMap<String, HostTimes.Kept>();
        var first = new HostPacer(time, times(kept), () -> 0.5);
        first.await(PAGE, SECOND);
        // It died before the answer.
        time.sleep(Duration.ofMillis(300));
        var second = new HostPacer(time, times(kept), () -> 0.5);
        try (var turn = second.await(PAGE, SECOND)) {
            assertEquals(SECOND, time.passed());
            turn.heed(Answers.of(PAGE, 429, "", null, "90", new byte[0]), Duration.ZERO);
        }
        new HostPacer(time, times(kept), () -> 0.5).await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(91), time.passed());
    }

    private static HostTimes times(Map<String, HostTimes.Kept> kept) {
        return new HostTimes() {
            @Override
            public Kept find(String host) {
                return kept.get(host);
            }

            @Override
            public void keep(String host, Kept times) {
                kept.put(host, times);
            }
        };
    }

    private void works(Duration took) throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            time.sleep(took);
            turn.heed(Answers.of(PAGE, 200, "", null, null, new byte[0]), took);
        }
    }

    private void fails(int status, String retryAfter) throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            turn.heed(Answers.of(PAGE, status, "", null, retryAfter, new byte[0]), Duration.ZERO);
        }
    }

    @Test
    void turnsComeOneAtATimeInTheOrderOfAsking() throws InterruptedException {
        var starts = Collections.synchronizedList(new ArrayList<String>());
        var threads = new ArrayList<Thread>();
        var first = pacer.await(PAGE, SECOND);
        for (var name : List.of("a", "b", "c")) {
            var thread = new Thread(() -> {
                try (var turn = pacer.await(PAGE, SECOND)) {
                    starts.add(name + " " + time.passed().toSeconds());
                } catch (InterruptedException e) {
                    starts.add(name + " interrupted");
                }
            });
            thread.start();
            threads.add(thread);
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
        assertEquals(List.of(), starts);
        first.close();
        for (var thread : threads) {
            thread.join(10_000);
        }
        assertEquals(List.of("a 1", "b 2", "c 3"), starts);
    }

    @Test
    void oneWhoGivesUpWaitingLeavesTheTurnToTheNext() throws InterruptedException {
        var first = pacer.await(PAGE, SECOND);
        var thread = new Thread(() -> {
            try {
                pacer.await(PAGE, SECOND).close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        thread.join(10_000);
        first.close();
        pacer.await(PAGE, SECOND).close();
        assertEquals(SECOND, time.passed());
    }

    @Test
    void closingATurnTwiceGivesOneTurn() throws InterruptedException {
        var turn = pacer.await(PAGE, SECOND);
        turn.close();
        turn.close();
        var next = pacer.await(PAGE, SECOND);
        var thread = new Thread(() -> {
            try {
                pacer.await(PAGE, SECOND).close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        next.close();
        thread.join(10_000);
        assertEquals(Duration.ofSeconds(2), time.passed());
    }
}
