package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorsTest {
    private static final String PAGE = "https://shop.example/p/1";
    private static final String DATE = "Sat, 21 Nov 2026 11:00:00 GMT";

    @ParameterizedTest
    @ValueSource(strings = {"\"a1\"", "W/\"a1\"", "unquoted", "\"with space, and comma\""})
    void anEntityTagIsKeptAndSentAsItCame(String tag) {
        var known = Validators.of(answer("etag", tag));
        assertEquals(Map.of("etag", tag, "url", PAGE), known);
        assertEquals(Map.of("If-None-Match", tag), Validators.headers(known, PAGE));
    }

    @Test
    void theTimeOfTheLastChangeIsSentBackAsItCame() {
        var known = Validators.of(answer("last-modified", DATE));
        assertEquals(Map.of("If-Modified-Since", DATE), Validators.headers(known, PAGE));
    }

    @Test
    void nothingIsAskedOfAnotherAddress() {
        var known = Validators.of(answer("etag", "\"a1\""));
        assertEquals(Map.of(), Validators.headers(known, PAGE + "?page=2"));
        assertEquals(Map.of(), Validators.headers(Map.of(), PAGE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache-control | no-store",
                "cache-control | private, No-Store",
                "vary | *",
                "vary | Accept-Encoding, *"
            })
    void whatMustNotBeKeptHasNone(String name, String value) {
        assertEquals(Map.of(), Validators.of(answer("etag", "\"a1\"", name, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache-control | no-cache, max-age=0",
                "cache-control | x-no-store-please",
                "vary | Accept-Encoding"
            })
    void whatMayBeAskedForAgainHasSome(String name, String value) {
        assertEquals(2, Validators.of(answer("etag", "\"a1\"", name, value)).size());
    }

    @Test
    void aTagThatCannotBeAHeaderAgainIsLeftOut() {
        assertEquals(Map.of(), Validators.of(answer("etag", "\"k\u00f6ln\"")));
        assertEquals(Map.of(), Validators.of(answer("etag", "x".repeat(1_001))));
    }

    @Test
    void anAnswerThatNothingHasChangedRenewsWhatItNames() {
        var known = Validators.of(answer("etag", "\"a1\"", "last-modified", DATE));
        assertEquals(
                Map.of("etag", "\"a2\"", "last_modified", DATE, "url", PAGE),
                Validators.renewed(known, answer("etag", "\"a2\"")));
        assertEquals(known, Validators.renewed(known, answer()));
    }

    @Test
    void anAnswerThatMustNotBeKeptEndsTheAsking() {
        var known = Validators.of(answer("etag", "\"a1\""));
        assertEquals(Map.of(), Validators.renewed(known, answer("cache-control", "no-store")));
    }

    private static Answer answer(String... headers) {
        return Answers.with(URI.create(PAGE), 200, new byte[0], headers);
    }
}
