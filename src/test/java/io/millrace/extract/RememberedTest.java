package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final List<String> asked = new ArrayList<>();

    private Remembered<String> of(String text) {
        return new Remembered<>(text, (from, to) -> {
            asked.add(text.substring(from, to));
            return text.substring(from, to);
        });
    }

    @Test
    void whatComesAgainIsNotAskedForAgain() {
        var remembered = of("price old price");
        remembered.of(0, 5);
        assertEquals("price", remembered.of(10, 15));
        assertEquals(List.of("price"), asked);
    }

    @Test
    void twoStretchesOnOnePlaceKeepTheirMeanings() {
        // Both have the same hash.
        var remembered = of("AaBB");
        remembered.of(0, 2);
        assertEquals("BB", remembered.of(2, 4));
        assertEquals("Aa", remembered.of(0, 2));
    }

    @Test
    void aBeginningIsNotTheWhole() {
        var remembered = of("\0\0\0");
        remembered.of(0, 1);
        assertEquals("\0\0", remembered.of(0, 2));
    }
}
