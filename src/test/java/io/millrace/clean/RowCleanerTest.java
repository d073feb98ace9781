package io.millrace.clean;

import static io.millrace.clean.Events.OBSERVED;
import static io.millrace.clean.Events.line;
import static io.millrace.clean.Events.priceText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCleanerTest {
    private static final Dataset PRICES = Declared.prices();
    private static final Dataset READINGS = Declared.dataset("""
            dataset: readings
            version: 2
            key: [id]
            version-column: at
            columns:
              - {name: id,    type: string, required: true, max-length: 3}
              - {name: at,    type: timestamp, required: true}
              - {name: day,   type: date}
              - {name: small, type: int, min: -5, max: 100}
              - {name: big,   type: bigint}
              - {name: real,  type: double}
              - {name: exact, type: "decimal(6,2)"}
              - {name: flag,  type: boolean}
              - {name: word,  type: string, values: [red, green]}
              - {name: any,   type: json}
              - {name: seen,  type: date, from: event.observed_at}
              - {name: told,  type: string, from: event.observed_at}
            """);

    /** What the payload of a reading holds already. */
    private static final Map<String, String> PAYLOAD =
            Map.of("id", "\"id\":\"a\"", "at", "\"at\":\"2026-11-21T09:00:00Z\"");

    private final RowCleaner cleaner = new RowCleaner(Map.of("prices", PRICES, "readings", READINGS), null, List.of());

    private static Map<String, Object> named(Dataset dataset, Row row) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < row.values().size(); i++) {
            values.put(dataset.columns().get(i).name(), row.values().get(i));
        }
        return values;
    }

    private Row accepted(String event) {
        return assertInstanceOf(CleanResult.Accepted.class, cleaner.clean(line(event)), event)
                .row();
    }

    private Map<String, Object> price(String event) {
        return named(PRICES, accepted(event));
    }

    private Rejection rejected(String event) {
        return assertInstanceOf(CleanResult.Rejected.class, cleaner.clean(line(event)), event)
                .rejection();
    }

    private static String reading(String column, String json) {
        return """
                {"id":"id1","dataset":"readings","version":1,"source":"acme","publisher":"17-ab","n":7,\
                "observed_at":"2026-11-21T10:00:00Z","payload":{"id":"a","at":"2026-11-21T09:00:00Z","%s":%s}}""".formatted(column, json)
                .replace(PAYLOAD.containsKey(column) ? PAYLOAD.get(column) + "," : "-none-", "");
    }

    private Object read(String column, String json) {
        return named(READINGS, accepted(reading(column, json))).get(column);
    }

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
            """)
    void eachFaultHasItsReason(String found, String replaced, String reason) {
        var text = priceText();
        assertTrue(text.contains(found), found);
        var event = text.replaceFirst(Pattern.quote(found), Matcher.quoteReplacement(replaced == null ? "" : replaced));
        var result = cleaner.clean(line(event));
        assertEquals(
                reason,
                result instanceof CleanResult.Rejected no ? no.rejection().reason() : "ok",
                event);
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
    void aSkuMayHave500CharactersHoweverWide() {
        var longest = "𝄞".repeat(500);
        assertEquals(
                longest,
                price(priceText().replace("\"A1\"", '"' + longest + '"')).get("sku"));
        assertEquals(
                "too_long_sku",
                rejected(priceText().replace("\"A1\"", '"' + longest + "x\"")).reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "19,99 €"        | 19.9900
            "1.299,00 €"     | 1299.0000
            "EUR 1 299,00"   | 1299.0000
            "$1,299.00"      | 1299.0000
            "1'299.– CHF"    | 1299.0000
            "19.99"          | 19.9900
            19.99            | 19.9900
            100.00           | 100.0000
            1000             | 1000.0000
            1.5e2            | 150.0000
            "0.00005 BTC €"  | 0.0001
            """)
    void aPriceIsReadInManyNotations(String json, String amount) {
        assertEquals(
                new BigDecimal(amount),
                price(priceText().replace("\"19,99 €\"", json)).get("price"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            "price":"19.99 €"                    | EUR
            "price":"19.99 £"                    | GBP
            "price":"19.99","currency":"usd"     | USD
            "price":"19.99 €","currency":"USD"   | USD
            "price":"19.99","currency":"€"       | EUR
            "price":"19.99"                      | -
            "price":"19.99 €","currency":"coins" | EUR
            """)
    void theCurrencyIsTheStatedOneOrThatOfThePrice(String fields, String currency) {
        assertEquals(
                currency,
                price(priceText().replace("\"price\":\"19,99 €\"", fields)).get("currency"));
    }

    @Test
    void aCurrencyHintHoldsForAPriceWithoutSymbol() {
        var event = priceText()
                .replace("\"19,99 €\"", "\"19,99\"")
                .replace("\"language\":\"de\"", "\"language\":\"de\",\"currency\":\"CHF\"");
        assertEquals("CHF", price(event).get("currency"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            InStock                        | InStock
            https://schema.org/OutOfStock  | OutOfStock
            http://schema.org/PreOrder/    | PreOrder
            In stock                       | InStock
            ausverkauft                    | SoldOut
            who knows                      | -
            """)
    void theAvailabilityIsReadFromAddressesAndWords(String text, String word) {
        assertEquals(
                word,
                price(priceText().replace("\"availability\":\"InStock\"", "\"availability\":\"" + text + "\""))
                        .get("availability"));
    }

    @Test
    void anAvailabilityWithoutAPriceIsEnough() {
        var values = price(priceText().replace("\"price\":\"19,99 €\",", ""));
        assertNull(values.get("price"));
        assertEquals("InStock", values.get("availability"));
    }

    @Test
    void labelsStayJson() {
        var event = priceText().replace("\"sku\":", "\"labels\":{\"our_sku\":\"x\",\"list\":[1,100.00]},\"sku\":");
        assertEquals("{\"our_sku\":\"x\",\"list\":[1,100.00]}", price(event).get("labels"));
    }

    @Test
    void halfACharacterInsideOfJsonIsRejectedBecauseNoWarehouseTakesIt() {
        assertEquals("bad_any", rejected(reading("any", "{\"a\":\"\\ud800\"}")).reason());
        assertEquals("{\"a\":\"\uD834\uDD1E\"}", read("any", "{\"a\":\"\\ud834\\udd1e\"}"));
    }

    @Test
    void eachTypeHasItsJavaType() {
        assertEquals(7, read("small", "7"));
        assertEquals(100, read("small", "1e2"));
        assertEquals(9_223_372_036_854_775_807L, read("big", "9223372036854775807"));
        assertEquals(5L, read("big", "\"5\""));
        assertEquals(1e300, read("real", "1e300"));
        assertEquals(new BigDecimal("12.35"), read("exact", "12.345"));
        assertEquals(new BigDecimal("0.10"), read("exact", "\"0.1\""));
        assertEquals(true, read("flag", "true"));
        assertEquals(false, read("flag", "\"false\""));
        assertEquals("red", read("word", "\" red \""));
        assertEquals(LocalDate.of(2026, 2, 28), read("day", "\"2026-02-28\""));
        assertEquals(Instant.parse("2026-11-21T09:00:00.123456Z"), read("at", "\"2026-11-21T09:00:00.123456789Z\""));
        assertEquals("[1]", read("any", "[1]"));
        assertEquals("\"\"", read("any", "\"\""));
    }

    @Test
    void theTimeOfTheEventCanBeADayOrAText() {
        var values = named(READINGS, accepted(reading("small", "1")));
        assertEquals(LocalDate.of(2026, 11, 21), values.get("seen"));
        assertEquals("2026-11-21T10:00:00Z", values.get("told"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            small | 1.5                             | bad_small
            small | 2147483648                      | bad_small
            small | 101                             | out_of_bounds_small
            small | -6                              | out_of_bounds_small
            small | "seven"                         | bad_small
            small | 1e999999999                     | bad_small
            small | {"a":1}                         | bad_small
            small | true                            | bad_small
            big   | 9223372036854775808             | bad_big
            big   | "0x10"                          | bad_big
            real  | "NaN"                           | bad_real
            real  | "Infinity"                      | bad_real
            real  | 1e999999999                     | bad_real
            real  | "1d"                            | bad_real
            exact | 10000                           | out_of_bounds_exact
            exact | 9999.995                        | out_of_bounds_exact
            exact | 1e999999999                     | bad_exact
            exact | 1e-999999999                    | bad_exact
            flag  | "yes"                           | bad_flag
            flag  | 1                               | bad_flag
            word  | "blue"                          | bad_word
            day   | "2026-02-30"                    | bad_day
            day   | "+10000-01-01"                  | out_of_bounds_day
            day   | "+999999999-12-31"              | out_of_bounds_day
            day   | "0000-12-31"                    | out_of_bounds_day
            at    | "2026-11-21"                    | bad_at
            at    | "+10000-01-01T00:00:00Z"        | out_of_bounds_at
            at    | "-1000000000-01-01T00:00:00Z"   | out_of_bounds_at
            id    | "abcd"                          | too_long_id
            """)
    void aValueThatIsNotOfItsColumnIsRejected(String column, String json, String reason) {
        var event = reading(column, json);
        assertEquals(reason, rejected(event).reason(), event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "big", "real", "exact", "flag", "word", "day"})
    void aBlankTextIsNoValue(String column) {
        assertNull(read(column, "\"  \""));
        assertNull(read(column, "null"));
    }

    @Test
    void anEventOfANewerDeclarationHoldsTheBatch() {
        var newer = assertInstanceOf(
                CleanResult.TooNew.class, cleaner.clean(line(priceText().replace("\"version\":1", "\"version\":2"))));
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
        var rejection = assertInstanceOf(CleanResult.Rejected.class, cleaner.clean(line(data)))
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
            var result = cleaner.clean(line(bytes));
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
