package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSetTest {
    private final BatchSet set = BatchSet.of(List.of(9L, 1L, 2L, 5L, 3L));

    @Test
    void numbersInARowAreOneRange() {
        assertEquals("[[1,3],[5,5],[9,9]]", new String(Json.bytes(set)));
    }

    @Test
    void itHoldsWhatWasPutInAndNothingElse() {
        assertArrayEquals(new long[] {1, 2, 3, 5, 9}, set.numbers().toArray());
        for (var n : List.of(1L, 2L, 3L, 5L, 9L)) {
            assertTrue(set.holds(n), "" + n);
        }
        for (var n : List.of(0L, 4L, 6L, 8L, 10L)) {
            assertFalse(set.holds(n), "" + n);
        }
    }

    @Test
    void whatIsMissingThroughANumberAreItsGaps() {
        assertArrayEquals(new long[] {4, 6, 7, 8, 10, 11}, set.gaps(11).toArray());
        assertArrayEquals(new long[] {4}, set.gaps(4).toArray());
        assertArrayEquals(new long[] {1, 2}, BatchSet.NONE.gaps(2).toArray());
    }

    @Test
    void twoSetsMakeOne() {
        assertEquals("[[1,5],[9,10]]", new String(Json.bytes(set.plus(BatchSet.of(List.of(4L, 10L))))));
    }
}
