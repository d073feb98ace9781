package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HuntTest {
    private final Set<String> once = new HashSet<>();

    private Hunt listing(int limit) {
        return new Hunt(
                new Listing("https://a.example/c", "a", "a.next", PagePatterns.ALL, limit, "a.yaml:2"),
                once,
                page -> 0);
    }

    private static FoundPages found(List<String> pages, String... lists) {
        return new FoundPages(pages.stream().map(HuntTest::page).toList(), List.of(lists), pages.size());
    }

    private static FoundPages.Page page(String path) {
        return new FoundPages.Page("https://a.example" + path, Optional.empty());
    }

    private static List<String> paths(Map<String, PageRef> next) {
        return next.keySet().stream()
                .map(url -> url.substring("https://a.example".length()))
                .toList();
    }

    @Test
    void whatIsFoundIsAskedForOnceARound() {
        once.add("https://a.example/p/1");
        var next = listing(10).take(found(List.of("/p/1", "/p/2")), 0);
        assertEquals(List.of("/p/2"), paths(next));
        assertEquals(List.of(), paths(listing(10).take(found(List.of("/p/2")), 0)), "another list of the round");
        assertEquals("page", next.values().iterator().next().kind());
    }

    @Test
    void theNextPageOfAListingIsAListing() {
        var hunt = listing(10);
        var next = hunt.take(found(List.of("/p/1"), "https://a.example/c?page=2"), 0);
        var second = next.get("https://a.example/c?page=2");
        assertEquals("listing", second.kind());
        assertEquals(1, second.lead().depth());
        assertFalse(hunt.isThrough());
        hunt.take(found(List.of("/p/2")), 1);
        assertTrue(hunt.isThrough());
        assertEquals(List.of("https://a.example/p/1", "https://a.example/p/2"), hunt.found());
    }

    @Test
    void aListingThatLeadsToItselfEnds() {
        var hunt = listing(10);
        hunt.take(found(List.of("/p/1"), "https://a.example/c?page=2"), 0);
        assertEquals(List.of(), paths(hunt.take(found(List.of("/p/1"), "https://a.example/c?page=2"), 1)));
        assertTrue(hunt.isThrough());
    }

    @Test
    void aListingsEmptyPageIsItsLast() {
        assertEquals(List.of(), paths(listing(10).take(found(List.of(), "https://a.example/c?page=99"), 3)));
    }

    @Test
    void theLimitCountsThePagesOfAllParts() {
        var hunt = listing(3);
        assertEquals(
                List.of("/p/1", "/p/2", "/c2"),
                paths(hunt.take(found(List.of("/p/1", "/p/2"), "https://a.example/c2"), 0)));
        assertEquals(List.of("/p/3"), paths(hunt.take(found(List.of("/p/3", "/p/4"), "https://a.example/c3"), 1)));
        assertTrue(hunt.hasMore());
        assertTrue(hunt.isThrough());
    }

    @Test
    void aLimitThatIsReachedExactlyKeepsNothingOut() {
        var hunt = listing(2);
        hunt.take(found(List.of("/p/1", "/p/2")), 0);
        assertFalse(hunt.hasMore());
    }

    @Test
    void pagesFoundLastTakeThePlaceOfAPartThatCannotBeRead() {
        var hunt = listing(10);
        hunt.take(found(List.of("/p/1"), "https://a.example/c?page=2"), 0);
        var next = hunt.instead(List.of("https://a.example/p/1", "https://a.example/p/2"));
        assertEquals(List.of("/p/2"), paths(next));
        assertTrue(hunt.isBroken());
        assertTrue(hunt.isThrough());
    }

    @Test
    void aSitemapMayLeaveOutWhatDidNotChangeSinceItWasRead() {
        var changed = Instant.parse("2026-03-01T10:00:00Z");
        Function<Long, List<String>> asked = lastRead -> {
            var list = new Sitemap("https://a.example/s.xml", PagePatterns.ALL, 10, true, "a.yaml:2");
            var hunt = new Hunt(list, new HashSet<>(), page -> lastRead);
            var pages = new ArrayList<FoundPages.Page>();
            pages.add(new FoundPages.Page("https://a.example/p/1", Optional.of(changed)));
            pages.add(page("/p/2"));
            return paths(hunt.take(new FoundPages(pages, List.of(), 2), 0));
        };
        assertEquals(List.of("/p/1", "/p/2"), asked.apply(0L), "it was never read");
        assertEquals(List.of("/p/1", "/p/2"), asked.apply(changed.toEpochMilli() - 1));
        assertEquals(List.of("/p/2"), asked.apply(changed.toEpochMilli() + 1), "nothing is said of the second");
    }
}
