package io.millrace.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNumbersTest {
    @Test
    void neighboursAreSaidAsARange() {
        assertEquals("batch 3", BatchNumbers.words(List.of(3L)));
        assertEquals("batches 3-4", BatchNumbers.words(List.of(4L, 3L)));
        assertEquals("batches 1, 5-9, 12", BatchNumbers.words(List.of(1L, 5L, 6L, 7L, 8L, 9L, 12L)));
    }
}
