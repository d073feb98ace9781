package io.millrace.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributeScoresTest {
    private final AttributeScores scores = new AttributeScores();

    private void add(String html, String attribute, List<String> accepted) {
        var page = new Page(html.getBytes(StandardCharsets.UTF_8), null, "https://shop.example/p");
        scores.add(
                new AnnotatedPage("p.html", page.url(), false, Map.of(attribute, accepted)),
                OfferExtractor.extract(page, ExtractHints.NONE));
    }

    private static String priced(String price) {
        return "<h1>Mug</h1><p itemprop=price>" + price + "</p>";
    }

    @Test
    void aWrongValueIsOneTooManyAndOneThatIsMissing() {
        add(priced("€5.00"), "price", List.of("5"));
        add(priced("€6.00"), "price", List.of("7", "8"));
        var price = scores.scores().get("price");
        assertEquals(0.5, price.precision());
        assertEquals(0.5, price.recall());
        assertEquals(0.5, price.f1());
        assertTrue(
                scores.wrong().get(0).contains("price expected=7|8 found=6.00 method=microdata"),
                scores.wrong()::toString);
    }

    @Test
    void aValueWhereThereIsNoneIsOneTooMany() {
        add(priced("€5.00"), "price", List.of());
        add("<h1>Mug</h1><p>x</p>", "price", List.of());
        var price = scores.scores().get("price");
        assertEquals(0, price.precision());
        assertEquals(1, price.recall());
    }

    @Test
    void aSignIsRightForEachCurrencyThatItMeans() {
        add(priced("CA$5.00"), "currency", List.of("$"));
        assertEquals(1, scores.scores().get("currency").f1());
    }

    @Test
    void whatIsNotAnnotatedIsNotCounted() {
        add(priced("€5.00"), "sku", List.of());
        assertEquals(List.of("sku"), List.copyOf(scores.scores().keySet()));
    }

    @Test
    void aPageThatIsTakenForACaptchaIsCounted() {
        add("<title>Robot Check</title><p>Enter the characters you see below</p>", "sku", List.of());
        assertEquals(0, scores.scores().get("blocked").precision());
    }

    @Test
    void aFolderIsMeasuredWithItsFiguresAndFaults(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("p.html"), priced("€5.00"));
        Files.writeString(folder.resolve("expected.jsonl"), "{\"file\":\"p.html\",\"price\":[\"4\"]}\n");
        var out = new StringWriter();
        var ratios = new ExtractBench(folder, new PrintWriter(out)).run(null, null);
        assertEquals(0, ratios.get(0).measured());
        assertTrue(out.toString().contains("p.html price expected=4 found=5.00"), out.toString());
        assertTrue(out.toString().contains("price        precision 0.000  recall 0.000  F1 0.000"), out.toString());
    }

    @Test
    void anAnnotationThatIsNoListIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("expected.jsonl"), "\n{\"file\":\"p.html\",\"price\":\"4\"}\n");
        var e = assertThrows(IOException.class, () -> AnnotatedPage.in(folder));
        assertTrue(
                e.getMessage().endsWith("expected.jsonl:2: \"price\" is not a list of accepted values"),
                e.getMessage());
    }
}
