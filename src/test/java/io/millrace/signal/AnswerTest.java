package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.SignalReading.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    @ParameterizedTest
    @CsvSource({
        "200, READ", "204, EMPTY", "301, REFUSED", "400, REFUSED", "401, STOP", "402, STOP", "403, STOP",
        "404, REFUSED", "408, RETRY", "429, WAIT", "451, REFUSED", "500, RETRY", "503, RETRY", "599, RETRY"
    })
    void everyStatusSaysHowToGoOn(int status, Outcome outcome) {
        assertEquals(outcome, Answer.of(ProviderAnswers.text("{}"), status, "x").outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><p>Bad gateway", "", "{\"list\":[1,", "upstream error", "null", "{} {}"})
    void whatIsNoJsonIsAskedForAgain(String body) {
        var answer = Answer.of(ProviderAnswers.text(body), 200, "x");
        assertEquals(Outcome.RETRY, answer.outcome());
        assertFalse(answer.reason().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "See https://x.example/?appid=1 now | See … now",
                "bad apikey=abc123, sorry | bad apikey=… sorry",
                "token: s3cret rest | token: … rest",
                "key 0123456789abcdef0123456789 is blocked | key … is blocked",
                "go to www.x.example/price | go to …"
            })
    void aMessageIsQuotedWithoutAddressesAndKeys(String said, String quoted) {
        assertEquals(quoted, Masked.text(said));
    }

    @Test
    void aMessageIsOneShortLine() {
        var quoted = Masked.text("line one\nline two\t" + "word ".repeat(100));
        assertEquals(200, quoted.length());
        assertTrue(quoted.startsWith("line one line two word"));
    }
}
