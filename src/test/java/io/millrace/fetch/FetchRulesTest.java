package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT1H1S"})
    void aDelayBeyondAnHourOrBelowNothingIsRefused(Duration delay) {
        assertThrows(IllegalArgumentException.class, () -> new FetchRules(delay, false));
    }
}
