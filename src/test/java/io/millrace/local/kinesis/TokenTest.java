package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @Test
    void aTokenIsReadBackAsItWas() {
        var token = Token.of("kind", "", 42L);
        assertEquals(token, Token.parse(token.toString(), 3).orElseThrow());
    }

    @Test
    void aTokenOfAnotherLengthIsNotRead() {
        assertTrue(Token.parse(Token.of("kind", "a").toString(), 3).isEmpty());
    }

    @Test
    void aTokenWithAChangedLetterIsNotRead() {
        var text = Token.of("kind", "prices", 42L).toString();
        var last = text.charAt(text.length() - 3) == 'A' ? 'B' : 'A';
        var changed = text.substring(0, text.length() - 3) + last + text.substring(text.length() - 2);
        assertTrue(Token.parse(changed, 3).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "not base64!"})
    void whatIsNoTokenIsNotRead(String text) {
        assertTrue(Token.parse(text, 3).isEmpty());
    }
}
