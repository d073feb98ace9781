package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final HostPacer pacer = new HostPacer(time, HostTimes.NONE, () -> 0.5);
    private final List<String> rounds = new ArrayList<>();
    private final Map<String, Long> fetched = new HashMap<>();
    private final Frontier frontier = new Frontier(
            time, pacer, new Rounds(), (source, url) -> fetched.getOrDefault(url, 0L), () -> 0.5, 2, SECOND);

    private final class Rounds implements RoundWatch {
        @Override
        public void begins(String source, int pages) {
            rounds.add(source + " begins " + pages);
        }

        @Override
        public void grows(String source, int pages) {
            rounds.add(source + " grows " + pages);
        }

        @Override
        public void ends(String source, Duration took) {
            rounds.add(source + " ends after " + took.toSeconds());
        }

        @Override
        public void overlaps(String source) {
            rounds.add(source + " overlaps");
        }
    }

    @Test
    void aHostIsHandedToOneTakerAtATime() {
        begin("acme", "https://a.example/1", "https://a.example/2", "https://b.example/1");
        var first = frontier.poll().orElseThrow();
        var other = frontier.poll().orElseThrow();
        assertEquals(List.of("https://a.example/1", "https://b.example/1"), List.of(first.url, other.url));
        assertTrue(frontier.poll().isEmpty());
        frontier.done(first);
        assertEquals("https://a.example/2", frontier.poll().orElseThrow().url);
    }

    @Test
    void aHostIsNotHandedOutBeforeItsPauseIsOver() throws InterruptedException {
        begin("acme", "https://a.example/1", "https://a.example/2");
        visit(frontier.poll().orElseThrow());
        assertTrue(frontier.poll().isEmpty());
        assertEquals(SECOND.toNanos(), frontier.nextIn());
        time.sleep(SECOND);
        visit(frontier.poll().orElseThrow());
        assertEquals(List.of("acme begins 2", "acme ends after 1"), rounds);
    }

    @Test
    void sourcesOfOneHostShareItsPauses() throws InterruptedException {
        begin("acme", "https://a.example/1");
        begin("bolt", "https://a.example/2");
        visit(frontier.poll().orElseThrow());
        assertTrue(frontier.poll().isEmpty());
    }

    @Test
    void theOldestPageComesFirstWhateverItsSource() {
        fetched.put("https://a.example/1", 3L);
        fetched.put("https://a.example/2", 1L);
        fetched.put("https://a.example/3", 2L);
        begin("acme", "https://a.example/1", "https://a.example/2");
        begin("bolt", "https://a.example/3", "https://a.example/4");
        assertEquals(
                List.of("https://a.example/4", "https://a.example/2", "https://a.example/3", "https://a.example/1"),
                takeAll());
    }

    @Test
    void amongHostsThatAreFreeTheOneThatWaitedLongestComesFirst() throws InterruptedException {
        begin("acme", "https://a.example/1", "https://a.example/2", "https://b.example/1", "https://b.example/2");
        var a = frontier.poll().orElseThrow();
        var b = frontier.poll().orElseThrow();
        visit(b);
        time.sleep(Duration.ofMillis(100));
        visit(a);
        time.sleep(Duration.ofSeconds(5));
        assertEquals("https://b.example/2", frontier.poll().orElseThrow().url);
    }

    @Test
    void aPageThatIsPutBackLetsOthersPassAndComesAgain() {
        begin("acme", "https://a.example/1", "https://a.example/2");
        var first = frontier.poll().orElseThrow();
        assertTrue(frontier.putBack(first));
        frontier.done(first);
        var second = frontier.poll().orElseThrow();
        assertEquals("https://a.example/2", second.url);
        frontier.done(second);
        assertTrue(frontier.poll().isEmpty());
        time.sleep(SECOND);
        assertEquals("https://a.example/1", frontier.poll().orElseThrow().url);
    }

    @Test
    void aPageThatWasPutBackComesBehindThoseThatWait() {
        begin("acme", "https://a.example/1", "https://a.example/2");
        var first = frontier.poll().orElseThrow();
        frontier.putBack(first);
        frontier.done(first);
        time.sleep(SECOND);
        assertEquals(List.of("https://a.example/2", "https://a.example/1"), takeAll());
    }

    @Test
    void aRoundThatCannotBeFilledHasNotBegun() {
        var broken = new Frontier(
                time,
                pacer,
                new Rounds(),
                (source, url) -> {
                    throw new IllegalStateException("the memory is closed");
                },
                () -> 0.5,
                2,
                SECOND);
        assertThrows(IllegalStateException.class, () -> broken.begin("acme", Map.of("https://a.example/1", ""), 0));
        assertEquals(0, broken.hosts());
        assertEquals(List.of(), rounds);
    }

    @Test
    void aPageIsPutBackWithDoubledPausesAsOftenAsConfigured() {
        begin("acme", "https://a.example/1");
        var pauses = new ArrayList<Long>();
        for (var page = frontier.poll().orElseThrow();
                frontier.putBack(page);
                page = frontier.poll().orElseThrow()) {
            frontier.done(page);
            var wait = frontier.nextIn();
            pauses.add(Duration.ofNanos(wait).toMillis());
            time.sleep(Duration.ofNanos(wait));
        }
        assertEquals(List.of(1_000L, 2_000L), pauses);
    }

    @Test
    void aRoundEndsWithItsLastPageAndThenTheNextMayBegin() {
        begin("acme", "https://a.example/1");
        assertFalse(frontier.begin("acme", Map.of("https://a.example/2", ""), 0));
        frontier.done(frontier.poll().orElseThrow());
        assertTrue(frontier.begin("acme", Map.of("https://a.example/2", ""), 0));
        assertEquals(List.of("acme begins 1", "acme overlaps", "acme ends after 0", "acme begins 1"), rounds);
    }

    @Test
    void aRoundWithoutPagesEndsAtOnce() {
        begin("acme");
        assertEquals(List.of("acme begins 0", "acme ends after 0"), rounds);
    }

    @Test
    void pagesThatAreFoundOnTheWayBelongToTheRound() {
        begin("acme", "https://a.example/list");
        var list = frontier.poll().orElseThrow();
        frontier.extend(list, Map.of("https://a.example/1", ""));
        frontier.done(list);
        frontier.done(frontier.poll().orElseThrow());
        assertEquals(List.of("acme begins 1", "acme grows 1", "acme ends after 0"), rounds);
    }

    @Test
    void aPageThatFailsAfterItsRoundWasWithdrawnIsGivenUpByNobody() {
        begin("acme", "https://a.example/1");
        var underWay = frontier.poll().orElseThrow();
        frontier.withdraw("acme");
        assertTrue(frontier.putBack(underWay));
        frontier.done(underWay);
        assertEquals(0, frontier.size());
    }

    @Test
    void whatIsWithdrawnIsNotTakenAndItsRoundDoesNotEnd() {
        begin("acme", "https://a.example/1", "https://a.example/2");
        begin("bolt", "https://a.example/3");
        var underWay = frontier.poll().orElseThrow();
        frontier.withdraw("acme");
        frontier.putBack(underWay);
        frontier.done(underWay);
        assertEquals(List.of("https://a.example/3"), takeAll());
        assertEquals(0, frontier.size());
        assertEquals(List.of("acme begins 2", "bolt begins 1", "bolt ends after 0"), rounds);
        begin("acme", "https://a.example/1");
        assertEquals(1, takeAll().size());
    }

    @Test
    void aRoundWithJitterBeginsSomewhatLater() {
        frontier.begin("acme", Map.of("https://a.example/1", ""), 10_000);
        assertTrue(frontier.poll().isEmpty());
        time.sleep(Duration.ofSeconds(5));
        assertTrue(frontier.poll().isPresent());
    }

    @Test
    void addressesThatAreNoneAreHandedOutToo() {
        begin("acme", "nonsense", "https://a.example:x/");
        assertEquals(List.of("nonsense", "https://a.example:x/"), takeAll());
    }

    @Test
    void theHostsOfPagesThatAreThroughAreForgotten() {
        for (var n = 0; n < 3; n++) {
            begin("acme", "https://a" + n + ".example/1");
            takeAll();
        }
        assertEquals(0, frontier.hosts());
    }

    private void begin(String source, String... urls) {
        var pages = new LinkedHashMap<String, String>();
        Arrays.stream(urls).forEach(url -> pages.put(url, ""));
        assertTrue(frontier.begin(source, pages, 0));
    }

    private void visit(QueuedPage page) throws InterruptedException {
        pacer.await(URI.create(page.url), SECOND).close();
        frontier.done(page);
    }

    private List<String> takeAll() {
        var urls = new ArrayList<String>();
        for (var page = frontier.poll(); page.isPresent(); page = frontier.poll()) {
            urls.add(page.get().url);
            frontier.done(page.get());
        }
        return urls;
    }
}
