package io.millrace.clean;

import static io.millrace.clean.Cleaned.CLEANER;
import static io.millrace.clean.Cleaned.PRICES;
import static io.millrace.clean.Cleaned.accepted;
import static io.millrace.clean.Cleaned.named;
import static io.millrace.clean.Cleaned.read;
import static io.millrace.clean.Cleaned.reading;
import static io.millrace.clean.Cleaned.rejected;
import static io.millrace.clean.Events.OBSERVED;
import static io.millrace.clean.Events.line;
import static io.millrace.clean.Events.priceText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCleanerTest {
    @Test
    void anEventBecomesARowOfItsDataset() {
        var row = accepted(priceText());
        var values = named(PRICES, row);
        assertEquals("prices", row.dataset());
        assertEquals("acme", values.get("source"));
        assertEquals("A1", values.get("sku"));
        assertEquals(new BigDecimal("19.9900"), values.get("price"));
        assertEquals("EUR", values.get("currency"));
        assertEquals("InStock", values.get("availability"));
        assertEquals(OBSERVED, values.get("observed_at"));
        assertEquals("json-ld", values.get("method"));
        assertEquals(0.9, values.get("confidence"));
        assertEquals("id1", values.get("event_id"));
        assertNull(values.get("list_price"));
        assertEquals(OBSERVED, row.observedAt());
    }

    @Test
    void aRowKnowsWhereItComesFrom() {
        var row = accepted(priceText());
        assertEquals("shardId-000000000000", row.shard());
        assertEquals("42", row.seq());
        assertEquals("17-ab", row.publisher());
        assertEquals(7, row.n());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "dataset":"prices"          | "dataset":"prises"                   | unknown_dataset
            "dataset":"prices",         |                                      | not_an_event
            "dataset":"prices"          | "dataset":17                         | not_an_event
            "version":1,                |                                      | not_an_event
            "version":1                 | "version":"1"                        | not_an_event
            "version":1                 | "version":1e999999999                | not_an_event
            "version":1                 | "version":99999999999                | not_an_event
            "id":"id1",                 |                                      | not_an_event
            "source":"acme"             | "source":" "                         | not_an_event
            "publisher":"17-ab",        |                                      | not_an_event
            "publisher":"17-ab"         | "publisher":"\\ud800"                | not_an_event
            "n":7                       | "n":0                                | not_an_event
            "n":7                       | "n":-3                               | not_an_event
            "n":7                       | "n":7.5                              | not_an_event
            "n":7                       | "n":9223372036854775807              | not_an_event
            "n":7                       | "n":99999999999999999999             | not_an_event
            "2026-11-21T10:00:00Z"      | "yesterday"                          | not_an_event
            "2026-11-21T10:00:00Z"      | "2026-11-21T10:10:02.5Z"             | ok
            "2026-11-21T10:00:00Z"      | "2026-11-21T10:10:02.6Z"             | time_out_of_range
            "2026-11-21T10:00:00Z"      | "2025-10-17T10:00:02.5Z"             | ok
            "2026-11-21T10:00:00Z"      | "2025-10-17T10:00:02.4Z"             | time_out_of_range
            "2026-11-21T10:00:00Z"      | "+1000000000-12-31T23:59:59Z"        | time_out_of_range
            "2026-11-21T10:00:00Z"      | "-1000000000-01-01T00:00:00Z"        | time_out_of_range
            "sku":"A1",                 |                                      | missing_sku
            "sku":"A1"                  | "sku":null                           | missing_sku
            "sku":"A1"                  | "sku":"  "                           | missing_sku
            "sku":"A1"                  | "sku":["A1"]                         | bad_sku
            "sku":"A1"                  | "sku":"\\udfff"                      | bad_sku
            "price":"19,99 €"           | "price":"call us"                    | bad_price
            "price":"19,99 €"           | "price":"-5 €"                       | bad_price
            "price":"19,99 €"           | "price":1e999999999                  | bad_price
            "price":"19,99 €"           | "price":"1e999999999"                | bad_price
            "price":"19,99 €"           | "price":"999999999999999.00 €"       | out_of_bounds_price
            "price":"19,99 €"           | "price":1e-99999999999               | not_json
            "confidence":0.9            | "confidence":1.01                    | out_of_bounds_confidence
            "confidence":0.9            | "confidence":"high"                  | bad_confidence
            "price":"19,99 €","availability":"InStock" | "price":null          | no_price_or_availability
            "availability":"InStock"    | "availability":"maybe"               | ok
            "evidence":{"method":"json-ld","confidence":0.9} | "evidence":17    | ok
            "payload":{                 | "payload":[],"other":{               | missing_sku
            "confidence":0.9            | "suspect":"price 1999 was 19.99"     | suspect
            "confidence":0.9            | "suspect":" "                        | ok
            "confidence":0.9            | "suspect":true                       | ok
            """)
    void eachFaultHasItsReason(String found, String replaced, String reason) {
        var text = priceText();
        assertTrue(text.contains(found), found);
        var event = text.replaceFirst(Pattern.quote(found), Matcher.quoteReplacement(replaced == null ? "" : replaced));
        var result = CLEANER.clean(line(event));
        assertEquals(
                reason,
                result instanceof CleanResult.Rejected no ? no.rejection().reason() : "ok",
                event);
    }

    @Test
    void aSuspectLineSaysWhyAndIsRejectedWithItsBytes() {
        var text = priceText().replace("\"confidence\":0.9", "\"suspect\":\"price 1999 was 19.99 (x100)\"");
        assertEquals("price 1999 was 19.99 (x100)", rejected(text).detail());
        assertEquals(text, rejected(text).line());
    }

    @Test
    void aFaultOfASuspectLineIsItsReason() {
        var text = priceText()
                .replace("\"confidence\":0.9", "\"suspect\":\"price 1999 was 19.99\"")
                .replace("19,99 €", "call us");
        assertEquals("bad_price", rejected(text).reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {                              | not_json
            hello                          | not_json
            {"a":1,"a":2}                  | not_json
            {} {}                          | not_json
            []                             | not_an_event
            "text"                         | not_an_event
            17                             | not_an_event
            null                           | not_an_event
            {}                             | not_an_event
            """)
    void whatIsNoEventIsRejected(String data, String reason) {
        assertEquals(reason, rejected(data).reason());
    }

    @Test
    void anEmptyRecordIsRejected() {
        assertNotNull(rejected("").reason());
    }

    @Test
    void nestingWithoutEndIsRejected() {
        assertEquals("not_json", rejected("[".repeat(100_000)).reason());
    }

    @Test
    void anEventOfANewerDeclarationHoldsTheBatch() {
        var newer = assertInstanceOf(
                CleanResult.TooNew.class, CLEANER.clean(line(priceText().replace("\"version\":1", "\"version\":2"))));
        assertEquals("prices", newer.dataset());
        assertEquals(2, newer.version());
    }

    @Test
    void anEventOfAnOlderDeclarationIsCleaned() {
        assertEquals("a", read("id", "\"a\""));
    }

    @Test
    void aRejectedLineKeepsItsBytesAndItsSender() {
        var rejection = rejected(priceText().replace("19,99 €", "call us"));
        assertEquals("clean", rejection.stage());
        assertEquals("price is \"call us\", not a price", rejection.detail());
        assertEquals(priceText().replace("19,99 €", "call us"), rejection.line());
        assertNull(rejection.bytes());
        assertEquals("17-ab", rejection.publisher());
        assertEquals(7L, rejection.n());
        assertEquals("42", rejection.seq());
    }

    @Test
    void bytesThatAreNoTextAreKeptInBase64() {
        var data = new byte[] {'{', (byte) 0xff, (byte) 0xfe};
        var rejection = assertInstanceOf(CleanResult.Rejected.class, CLEANER.clean(line(data)))
                .rejection();
        assertNull(rejection.line());
        assertArrayEquals(data, Base64.getDecoder().decode(rejection.bytes()));
    }

    @Test
    void theMessageOfARejectionIsShortHoweverLongTheValue() {
        var huge = "x".repeat(1_000_000);
        for (var event : new String[] {
            priceText().replace("19,99 €", huge),
            priceText().replace("\"prices\"", '"' + huge + '"'),
            priceText().replace("2026-11-21T10:00:00Z", huge),
            priceText().replace("\"version\":1", "\"version\":\"" + huge + '"'),
            priceText().replace("17-ab", huge),
            reading("word", '"' + huge + '"'),
            reading("exact", "1" + "0".repeat(90)),
        }) {
            assertTrue(rejected(event).detail().length() < 400, rejected(event).reason());
        }
    }

    @Test
    void noBytesWhateverMakeTheCleanerFail() {
        var random = new Random(5);
        var pieces = new String[] {
            "1e-99999999999",
            "1e99999999999",
            "-0",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "null",
            "[]",
            "{}",
            "true",
            "1e400",
            "\"1e400\"",
            "\"€\"",
            "\"NaN\"",
            "99999999999999999999999999",
            "\"+999999999-12-31T00:00:00Z\"",
            "\"\"",
            "\"1.2.3,4\"",
            "\",\"",
            "\".\"",
            "\"0,0,0\"",
            "\"1e5 €\"",
            "\"$ $ $\"",
            "\"٣٫٥٠ €\"",
            "\"1 234 567,89\""
        };
        var values = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d[.\\d]*)");
        for (var i = 0; i < 5_000; i++) {
            var base = random.nextBoolean()
                    ? priceText()
                            .replace(
                                    "\"language\":\"de\"",
                                    "\"language\":\"de\",\"currency\":\"EUR\","
                                            + "\"decimal_separator\":\",\",\"country\":\"DE\"")
                    : reading("exact", "1")
                            .replace(
                                    "\"exact\":1",
                                    "\"small\":1,\"big\":1,\"real\":1,\"exact\":1,\"flag\":1,\"any\":1,\"day\":1,\"word\":1");
            var event = values.matcher(base)
                    .replaceAll(match -> Matcher.quoteReplacement(
                            random.nextInt(6) == 0 ? pieces[random.nextInt(pieces.length)] : match.group()));
            var bytes = event.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var result = CLEANER.clean(line(bytes));
            if (result instanceof CleanResult.Rejected no) {
                assertTrue(no.rejection().toJson().length > 0);
            }
        }
    }

    @Test
    void theKnownDatasetsAreNamedInOrder() {
        assertEquals(
                "no dataset is called prises; known are [prices, readings]",
                rejected(priceText().replace("\"prices\"", "\"prises\"")).detail());
    }
}
