package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchSettingsTest {
    @Test
    void theDefaultsCallThemselvesMillraceAndWaitAMinuteAtMost() {
        var settings = FetchSettings.DEFAULT;
        assertTrue(settings.userAgentHeader().matches("Millrace/\\S+"), settings.userAgentHeader());
        assertEquals(Duration.ofSeconds(10), settings.connectTimeout());
        assertEquals(Duration.ofSeconds(30), settings.answerTimeout());
        assertEquals(Duration.ofMinutes(1), settings.totalTimeout());
        assertEquals(10_485_760, settings.maxBytes());
    }

    @Test
    void theContactStandsInTheUserAgent() {
        var settings = settings("Millrace/1.0", "https://acme.example/bot", 1);
        assertEquals("Millrace/1.0 (+https://acme.example/bot)", settings.userAgentHeader());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 1, user-agent",
        "'Millrace/1\r\nCookie: x', '', 1, user-agent",
        "Millrace/1, 'a@b.example\r\nX: y', 1, contact",
        "Millrace/1, 'call us', 1, contact",
        "Millrace/1, '', 0, max-bytes"
    })
    void aValueThatCannotBeIsRefusedByItsKey(String userAgent, String contact, int maxBytes, String key) {
        var failure = assertThrows(IllegalArgumentException.class, () -> settings(userAgent, contact, maxBytes));
        assertTrue(failure.getMessage().contains("millrace.fetch." + key), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT1H1S"})
    void aDelayBeyondAnHourOrBelowNothingIsRefused(Duration delay) {
        assertThrows(IllegalArgumentException.class, () -> new FetchRules(delay, false));
    }

    private static FetchSettings settings(String userAgent, String contact, int maxBytes) {
        var second = Duration.ofSeconds(1);
        return new FetchSettings(userAgent, contact, second, second, second, maxBytes);
    }
}
