package io.millrace.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NumberRangesTest {
    private final NumberRanges ranges = new NumberRanges();

    private Map<String, List<String>> found() {
        return ranges.ranges().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(range -> range[0] + "-" + range[1])
                                .toList()));
    }

    @Test
    void numbersInAnyOrderBecomeRangesThatDoNotTouch() {
        for (var n : new long[] {9, 3, 1, 2, 7, 2, 8}) {
            ranges.add("a", n);
        }
        assertEquals(Map.of("a", List.of("1-3", "7-9")), found());
    }

    @Test
    void eachPublisherHasItsOwn() {
        ranges.add("a", 1L);
        ranges.add("b", 2L);
        assertEquals(Map.of("a", List.of("1-1"), "b", List.of("2-2")), found());
    }

    @Test
    void manyNumbersOfOnePublisherAreOneRange() {
        for (long n = 1_000; n >= 1; n--) {
            ranges.add("a", n);
        }
        assertEquals(Map.of("a", List.of("1-1000")), found());
    }

    @Test
    void aLineWithoutSenderCountsForNobody() {
        ranges.add(null, 1L);
        ranges.add("a", null);
        assertEquals(Map.of(), found());
    }
}
