package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    Path folder;

    @Test
    void aSourceHasDefaultsForAllButItsNameAndPages() throws IOException {
        file("acme.yaml", "source: acme\npages: [https://acme.example/p/1]");
        var page = new PageRef("https://acme.example/p/1", Map.of(), folder + "/acme.yaml:2");
        var expected = new Source(
                "acme",
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                List.of(page),
                List.of(),
                Map.of(),
                null,
                null,
                SiteAccess.of(Duration.ofSeconds(1), false),
                folder + "/acme.yaml:1");
        assertEquals(List.of(expected), SourceFiles.read(folder));
    }

    @Test
    void everythingOfASourceIsRead() throws IOException {
        file("urls.csv", "url,our_sku\nhttps://acme.example/p/2,A-2\n");
        file("acme.yaml", """
                source: acme-de
                every: 1h
                pages:
                  - https://acme.example/p/1
                  - file: urls.csv
                select: {price: span.price, currency: "meta[itemprop=priceCurrency]@content"}
                hints: {currency: EUR, language: de-CH}
                fetch: {delay: 250ms, allow-private: true}
                """);
        var expected = new Source(
                "acme-de",
                Duration.ofHours(1),
                null,
                Duration.ZERO,
                List.of(
                        new PageRef("https://acme.example/p/1", Map.of(), folder + "/acme.yaml:4"),
                        new PageRef("https://acme.example/p/2", Map.of("our_sku", "A-2"), folder + "/urls.csv:2")),
                List.of(),
                Map.of("price", "span.price", "currency", "meta[itemprop=priceCurrency]@content"),
                "EUR",
                "de-CH",
                SiteAccess.of(Duration.ofMillis(250), true),
                folder + "/acme.yaml:1");
        assertEquals(List.of(expected), SourceFiles.read(folder));
    }

    @Test
    void listingsAndSitemapsAreRead() throws IOException {
        file("acme.yaml", """
                source: acme
                jitter: 30s
                pages:
                  - listing: https://acme.example/c/kettles
                    links: a.product
                    next: a[rel=next]
                    match: /p/*
                    limit: 200
                  - {listing: "https://acme.example/c/pots", match: [/p/*, "regex:/q/[0-9]+"]}
                  - {sitemap: "https://acme.example/sitemap.xml", changed-since-read: true}
                """);
        var source = SourceFiles.read(folder).get(0);
        assertEquals(Duration.ofSeconds(30), source.jitter());
        assertEquals(
                List.of(
                        new Listing(
                                "https://acme.example/c/kettles",
                                "a.product",
                                "a[rel=next]",
                                PagePatterns.of(List.of("/p/*")),
                                200,
                                folder + "/acme.yaml:4"),
                        new Listing(
                                "https://acme.example/c/pots",
                                "a[href]",
                                null,
                                PagePatterns.of(List.of("/p/*", "regex:/q/[0-9]+")),
                                1000,
                                folder + "/acme.yaml:9"),
                        new Sitemap(
                                "https://acme.example/sitemap.xml",
                                PagePatterns.ALL,
                                1000,
                                true,
                                folder + "/acme.yaml:10")),
                source.lists());
    }

    @Test
    void howASiteIsAskedIsRead() throws IOException {
        file("token", "s3cret\n");
        file("acme.yaml", """
                source: acme
                pages: [https://acme.example/p/1]
                fetch:
                  allow-private: [Shop.intern, 10.0.0.7]
                  proxy: http://{{file:token}}@proxy.example:3128
                  headers: {Accept-Language: de, Authorization: "Bearer {{file:token}}"}
                """);
        var access = SourceFiles.read(folder).get(0).access();
        assertTrue(access.mayBePrivate("http://SHOP.intern/p/1"));
        assertFalse(access.mayBePrivate("http://other.intern/p/1"));
        assertEquals("http://s3cret@proxy.example:3128", access.proxy().reveal(Secret::reveal));
        assertEquals("Bearer s3cret", access.headers().get("Authorization").reveal(Secret::reveal));
        assertEquals("de", access.headers().get("Accept-Language").reveal(Secret::reveal));
        assertFalse(access.toString().contains("s3cret"), access.toString());
    }

    @Test
    void cronTakesThePlaceOfEvery() throws IOException {
        file("acme.yaml", "source: acme\ncron: 0 0/5 * * * ?\npages: [https://acme.example/p/1]");
        var source = SourceFiles.read(folder).get(0);
        assertNull(source.every());
        assertEquals("0 0/5 * * * ?", source.cron());
    }

    @Test
    void sourcesComeInTheOrderOfTheirFilesAndOtherFilesDoNotCount() throws IOException {
        file("b.yml", "source: z\npages: [https://z.example]");
        file("a.yaml", "source: y\npages: [https://y.example]");
        file(".hidden.yaml", "source: hidden\npages: [https://h.example]");
        file("notes.txt", "not YAML: [");
        Files.createDirectories(folder.resolve("old.yaml"));
        var names = SourceFiles.read(folder).stream().map(Source::name).toList();
        assertEquals(List.of("y", "z"), names);
    }

    @Test
    void thePathOfACsvFileStartsAtTheSourceFile() throws IOException {
        Files.createDirectories(folder.resolve("lists"));
        file("lists/urls.csv", "url\nhttps://acme.example/p/1");
        file("acme.yaml", "source: acme\npages: [{file: lists/urls.csv}]");
        var page = SourceFiles.read(folder).get(0).pages().get(0);
        assertEquals(folder + "/lists/urls.csv:2", page.place());
    }

    @Test
    void aPagesAddressMayAppearInTwoSources() throws IOException {
        file("a.yaml", "source: a\npages: [https://acme.example/p/1]");
        file("b.yaml", "source: b\npages: [https://acme.example/p/1]");
        assertEquals(2, SourceFiles.read(folder).size());
        assertFalse(SourceFiles.read(folder).get(1).pages().isEmpty());
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
