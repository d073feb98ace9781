package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

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
                List.of(page),
                Map.of(),
                null,
                null,
                Duration.ofSeconds(1),
                false,
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
                List.of(
                        new PageRef("https://acme.example/p/1", Map.of(), folder + "/acme.yaml:4"),
                        new PageRef("https://acme.example/p/2", Map.of("our_sku", "A-2"), folder + "/urls.csv:2")),
                Map.of("price", "span.price", "currency", "meta[itemprop=priceCurrency]@content"),
                "EUR",
                "de-CH",
                Duration.ofMillis(250),
                true,
                folder + "/acme.yaml:1");
        assertEquals(List.of(expected), SourceFiles.read(folder));
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
