package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
    @Test
    void labelsOfBracesAndOfWhatIsGroupedByAreThoseOfTheMetric() {
        assertEquals(
                List.of(
                        new PromQl.Use("a_total", new TreeSet<>(List.of("result", "source"))),
                        new PromQl.Use("b", new TreeSet<>())),
                PromQl.read("sum by (source) (rate(a_total{result!~\"ok|left\"}[5m])) > 0.5 or time() - b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(a",
                "sum by source (a)",
                "rate(a)",
                "a{b}",
                "a{b=c}",
                "a b",
                "a >",
                "rate(a[5])",
                "a $ b",
                "irate(a[5m])",
            })
    void whatIsNoQueryIsRefused(String text) {
        assertThrows(AssertionError.class, () -> PromQl.read(text));
    }
}
