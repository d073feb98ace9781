package io.millrace.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Pages for tests. */
final class Pages {
    private Pages() {}

    static Extraction extract(String html) {
        return extract(html, ExtractHints.NONE);
    }

    static Extraction extract(String html, ExtractHints hints) {
        return OfferExtractor.extract(
                new Page(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", "https://shop.example/p/1"),
                hints);
    }

    static Extraction fixture(String name, String url) {
        return OfferExtractor.extract(new Page(bytes(name), null, url), ExtractHints.NONE);
    }

    static byte[] bytes(String name) {
        try (var in = Pages.class.getResourceAsStream("/extract/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page whose JSON-LD block is the given text. */
    static String withJsonLd(String json) {
        return "<html><head><title>Lamp</title><script type=\"application/ld+json\">" + json
                + "</script></head><body><h1>Lamp</h1></body></html>";
    }

    /** The price and its currency, or the status where there is none. */
    static String price(Extraction extraction) {
        var price = extraction.offer() == null ? null : extraction.offer().price();
        return price == null ? extraction.status().name() : price.amount().toPlainString() + " " + price.currency();
    }
}
