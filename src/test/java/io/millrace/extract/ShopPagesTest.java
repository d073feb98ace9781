package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small pages as the shop systems of the world write them, in the form of annotated pages. */
class ShopPagesTest {
    static Stream<String> pages() {
        return new String(Pages.bytes("shops/expected.jsonl"), StandardCharsets.UTF_8).lines();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aShopsPageIsReadAsItsReaderSeesIt(String annotation) {
        var expected = read(annotation);
        var file = expected.get("file").asText();
        var page =
                new Page(Pages.bytes("shops/" + file), null, expected.get("url").asText());
        var extraction = OfferExtractor.extract(page, ExtractHints.NONE);
        if (expected.path("blocked").asBoolean()) {
            assertEquals(Status.blocked, extraction.status(), file);
            return;
        }
        var offer = extraction.offer();
        var price = offer.price();
        var amount = price == null ? null : price.amount().stripTrailingZeros().toPlainString();
        var wanted = text(expected, "price");
        assertEquals(
                wanted == null
                        ? null
                        : new BigDecimal(wanted).stripTrailingZeros().toPlainString(),
                amount,
                file);
        assertEquals(Status.valueOf(wanted == null ? "no_price" : "ok"), extraction.status(), file);
        var availability =
                offer.availability() == null ? null : offer.availability().buyable() ? "InStock" : "OutOfStock";
        assertEquals(text(expected, "availability"), availability, file);
        if (price != null && text(expected, "currency") != null) {
            assertTrue(price.currency() != null, file + " has no currency");
        }
        check(expected, "sku", offer.sku());
        check(expected, "name", offer.name());
        check(expected, "brand", offer.brand());
        check(expected, "gtin", offer.gtin());
    }

    private static void check(JsonNode expected, String field, String value) {
        if (expected.has(field)) {
            assertEquals(text(expected, field), value, expected.get("file").asText() + ": " + field);
        }
    }

    private static String text(JsonNode expected, String field) {
        return expected.path(field).path(0).asText(null);
    }

    private static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
