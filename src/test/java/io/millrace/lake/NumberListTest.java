package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberListTest {
    @Test
    void itHoldsTheNumbersInTheirOrder() {
        var numbers = List.of(1L, 2L, 3L, 7L, 9L, 10L);
        assertEquals(numbers, NumberList.of(numbers));
        assertEquals("[1,2,3,7,9,10]", new String(Json.bytes(NumberList.of(numbers)), StandardCharsets.UTF_8));
        assertEquals(List.of(), NumberList.of(List.of()));
        assertThrows(
                IndexOutOfBoundsException.class, () -> NumberList.of(numbers).get(6));
    }

    @Test
    void itKnowsItsNumbersAndNoOthers() {
        var numbers = NumberList.of(List.of(1L, 2L, 3L, 7L, 9L, 10L));
        assertEquals(
                List.of(1L, 2L, 3L, 7L, 9L, 10L),
                LongStream.rangeClosed(0, 12).boxed().filter(numbers::contains).toList());
        assertFalse(numbers.contains("1"));
    }

    @Test
    void numbersThatDoNotRiseStayAsTheyAre() {
        assertEquals(List.of(3L, 1L, 1L), NumberList.of(List.of(3L, 1L, 1L)));
        assertTrue(NumberList.of(List.of(3L, 1L)).contains(1L));
    }
}
