package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are made, or broken, to fill the memory or to take for ever. */
class HostilePagesTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int MUTATIONS = 4_000;

    private static Extraction extract(byte[] page) {
        return assertTimeoutPreemptively(
                BOUND,
                () -> OfferExtractor.extract(new Page(page, null, "https://shop.example/p/12345"), ExtractHints.NONE));
    }

    private static byte[] bytes(String page) {
        return page.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<a href=x>", "<b itemscope itemtype=Product>", "<p class=price>1 €"})
    void tenMegabytesOfTagsAreAnErrorThatSaysSo(String tag) {
        var extraction = extract(bytes(tag.repeat(10_000_000 / tag.length())));
        assertEquals(Status.error, extraction.status());
        assertTrue(extraction.reason().contains("more than 300000 tags"), extraction.reason());
    }

    @Test
    void aMillionAttributesHoldNothingUp() {
        var page = new StringBuilder("<h1>Mug</h1><div ");
        for (int i = 0; i < 1_000_000; i++) {
            page.append('a').append(i).append("=1 ");
        }
        page.append("><p class=price>5,00 €</p></div>");
        assertEquals(Status.ok, extract(bytes(page.toString())).status());
    }

    @Test
    void entitiesAreNeverExpanded() {
        var page =
                "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>"
                        + "<h1>Mug</h1><p class=price>5,00 €</p><p>" + "&c;".repeat(1_000_000) + "</p>";
        assertEquals(Status.ok, extract(bytes(page)).status());
    }

    @Test
    void bytesThatAreNoUtf8AreStillAPage() {
        var page = bytes("<meta charset=utf-8><h1>Mug</h1><p class=price>EUR 5.00</p><p>xxxx</p>");
        Arrays.fill(page, page.length - 8, page.length - 4, (byte) 0xFF);
        assertEquals("5.00 EUR", Pages.price(extract(page)));
    }

    @Test
    void quotesAndCommentsThatNeverEndTakeNoLongerThanThePage() {
        for (var part : List.of(
                "<a title=\"",
                "<!--",
                "<script>",
                "<a b='",
                "</",
                "<svg>",
                "<title>",
                "<textarea>",
                "<h1><",
                "<p><td><li>")) {
            extract(bytes("<h1>Mug</h1>" + part.repeat(100_000)));
        }
    }

    @Test
    void jsonThatIsNestedWithoutEndIsNoProduct() {
        var page = "<h1>Mug</h1><script type=application/ld+json>" + "{\"a\":[".repeat(200_000) + "</script><p>x</p>";
        assertEquals(Status.no_price, extract(bytes(page)).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var a={price:[",
                "<script>var a={price:(",
                "<script>a({price:{",
                "<script>'ViewContent',{",
                "<script>JSON.parse(\"{price:",
                "<b data-a='[[[{price:"
            })
    void dataIslandsThatAreNestedOrNeverEndTakeNoLongerThanThePage(String island) {
        var page = "<h1>Mug</h1><p class=price>5,00 €</p>" + island;
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page + "[".repeat(100_000)))));
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page + "a={price:".repeat(200_000)))));
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page + "=({price:\"".repeat(200_000)))));
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page + "=[{price:/*".repeat(200_000)))));
    }

    @Test
    void tenMegabytesOfDataAreReadUpToABound() {
        var page = new StringBuilder("<h1>Mug</h1><p class=price>5,00 €</p><script>var state={list:[");
        while (page.length() < 10_000_000) {
            page.append("{name:'Mug',price:").append(page.length()).append("},");
        }
        page.append("]}</script><script>var product={name:'Mug',price:7.5}</script>");
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page.toString()))));
    }

    @Test
    void aScriptEndsAtItsEndTagEvenInAString() {
        var page =
                "<h1>Oak Mug</h1><script>var product={name:'Oak Mug',text:'</script>',price:7.5,currency:'EUR'}</script>";
        assertEquals(Status.no_price, extract(bytes(page)).status());
        var escaped = page.replaceFirst("</script>", "<\\\\/script>");
        assertEquals("7.5 EUR", Pages.price(extract(bytes(escaped))));
    }

    @Test
    void valuesThatNameEachOtherAgainAndAgainAreNotUnfoldedForEver() {
        var page =
                new StringBuilder("<h1>Mug</h1><p class=price>5,00 €</p><script type=application/json>[{\"price\":1}");
        for (int i = 2; i < 60; i++) {
            page.append(",[").append((i + ",").repeat(20)).append(i).append(']');
        }
        page.append(",\"x\"]</script>");
        assertEquals("5.00 EUR", Pages.price(extract(bytes(page.toString()))));
    }

    @Test
    void aGzipFileThatUnfoldsWithoutEndIsRefused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("bomb.html.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }
        var e = assertThrows(IOException.class, () -> SavedPages.read(file, null));
        assertTrue(e.getMessage().contains("larger than"), e.getMessage());
    }

    @Test
    void noMutatedPageMakesItThrow() {
        var random = new Random(20_261_122);
        var pages = new ArrayList<byte[]>();
        ShopPagesTest.pages()
                .map(line -> line.replaceFirst(".*?\"file\": \"([^\"]+)\".*", "$1"))
                .forEach(file -> pages.add(Pages.bytes("shops/" + file)));
        for (int i = 0; i < MUTATIONS; i++) {
            var page = mutated(pages.get(i % pages.size()), pages.get(random.nextInt(pages.size())), random);
            var extraction =
                    OfferExtractor.extract(new Page(page, null, "https://shop.example/p/12345"), ExtractHints.NONE);
            int round = i;
            assertTrue(
                    extraction.reason() == null || !extraction.reason().contains("Exception"),
                    () -> "mutation " + round + ": " + extraction.reason());
        }
    }

    /** A page with bytes changed, a piece cut out, doubled, or taken from another. */
    private static byte[] mutated(byte[] page, byte[] other, Random random) {
        int from = random.nextInt(page.length);
        int to = from + random.nextInt(page.length - from);
        var piece = Arrays.copyOfRange(page, from, to);
        return switch (random.nextInt(4)) {
            case 0 -> {
                var changed = page.clone();
                for (int i = 0; i < 1 + random.nextInt(20); i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                yield changed;
            }
            case 1 -> joined(Arrays.copyOf(page, from), Arrays.copyOfRange(page, to, page.length));
            case 2 -> joined(page, piece);
            default -> joined(Arrays.copyOf(page, from), other);
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
