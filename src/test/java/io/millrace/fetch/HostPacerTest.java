package io.millrace.fetch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostPacerTest {
    private static final URI PAGE = URI.create("https://shop.example/p/1");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final HostPacer pacer = new HostPacer(time);

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
            turn.heed(new Answer(PAGE, 429, "", null, "90", new byte[0]));
        }
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(90), time.passed());
        pacer.await(PAGE, SECOND).close();
        assertEquals(Duration.ofSeconds(91), time.passed());
    }

    @Test
    void retryAfterOfAPageThatWasServedHoldsNothing() throws InterruptedException {
        try (var turn = pacer.await(PAGE, SECOND)) {
            turn.heed(new Answer(PAGE, 200, "", null, "90", new byte[0]));
        }
        pacer.await(PAGE, SECOND).close();
        assertEquals(SECOND, time.passed());
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
