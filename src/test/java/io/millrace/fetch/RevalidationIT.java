package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that are asked for again, over the wire. */
@Timeout(60)
class RevalidationIT {
    private static final FetchRules RULES = new FetchRules(Duration.ofSeconds(1), true);
    private static final String DATE = "Sat, 21 Nov 2026 11:00:00 GMT";

    private Site site;
    private FetchRoute route;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        route = new FetchRoute(new TestNames());
    }

    @AfterEach
    void stop() {
        route.close();
        site.close();
    }

    @Test
    void aPageTellsHowItMayBeAskedForAgain() {
        site.serve("/p/1", Site.status(200, "x", "ETag", "W/\"1\"", "Last-Modified", DATE));
        var page = route.fetch(site.url("/p/1"), RULES);
        assertEquals(Map.of("etag", "W/\"1\"", "last_modified", DATE, "url", site.url("/p/1")), page.validators());
        assertFalse(page.notModified());
        assertNull(site.last().headers().get("if-none-match"));
    }

    @Test
    void aPageThatHasNotChangedIsNotSentAgain() {
        site.serve("/p/1", Site.status(304, "", "ETag", "W/\"2\""));
        var page = route.fetch(site.url("/p/1"), RULES, known("/p/1"));
        assertEquals(List.of("W/\"1\""), site.last().headers().get("if-none-match"));
        assertEquals(List.of(DATE), site.last().headers().get("if-modified-since"));
        assertTrue(page.notModified());
        assertEquals(0, page.body().length);
        assertEquals(Map.of("etag", "W/\"2\"", "last_modified", DATE, "url", site.url("/p/1")), page.validators());
    }

    @Test
    void aPageThatHasChangedBringsItsNewTag() {
        site.serve("/p/1", Site.status(200, "new", "ETag", "\"2\""));
        var page = route.fetch(site.url("/p/1"), RULES, known("/p/1"));
        assertArrayEquals("new".getBytes(UTF_8), page.body());
        assertEquals(Map.of("etag", "\"2\"", "url", site.url("/p/1")), page.validators());
    }

    @Test
    void onlyTheAddressThatGaveTheTagIsAskedWithItAfterARedirect() {
        site.serve("/p/1", Site.status(302, "", "Location", "/p/2"));
        site.serve("/p/2", Site.status(304, ""));
        var page = route.fetch(site.url("/p/1"), RULES, known("/p/2"));
        assertNull(request("/p/1").headers().get("if-none-match"));
        assertEquals(List.of("W/\"1\""), request("/p/2").headers().get("if-none-match"));
        assertTrue(page.notModified());
        assertEquals(site.url("/p/2"), page.finalUrl());
    }

    @Test
    void anUnchangedPageThatWasNotAskedAboutIsAnError() {
        site.serve("/p/1", Site.status(304, ""));
        var failure = assertThrows(FetchException.class, () -> route.fetch(site.url("/p/1"), RULES, known("/p/2")));
        assertTrue(
                failure.getMessage().contains("304 (not modified) to a request that did not ask"),
                failure.getMessage());
    }

    @Test
    void theBytesOfTheWireAreCountedBesideThoseOfThePage() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("price ".repeat(1_000).getBytes(UTF_8));
        }
        site.serve(
                "/p/1", Site.bytes(200, packed.toByteArray(), "Content-Encoding", "gzip", "millrace-wire-bytes", "7"));
        var page = route.fetch(site.url("/p/1"), RULES);
        assertEquals(6_000, page.body().length);
        assertEquals(packed.size(), page.wireBytes());
    }

    private Site.Request request(String path) {
        return site.requests.stream()
                .filter(one -> one.uri().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> known(String path) {
        return Map.of("etag", "W/\"1\"", "last_modified", DATE, "url", site.url(path));
    }
}
