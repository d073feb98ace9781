package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void theGreatestOfDenseNumbersIsFoundFromEveryKnownOne() {
        for (long greatest = 0; greatest <= 70; greatest++) {
            for (long known = 0; known <= greatest; known++) {
                var there = greatest;
                assertEquals(greatest, Numbers.greatest(known, n -> n <= there), "of " + greatest + " from " + known);
            }
        }
    }

    @Test
    void aMillionNumbersAreSearchedWithAFewQuestions() {
        var questions = new AtomicInteger();
        Numbers.greatest(0, n -> {
            questions.incrementAndGet();
            return n <= 1_000_000;
        });
        assertTrue(questions.get() <= 45, questions + " questions");
    }

    @Test
    void nothingNewCostsOneQuestion() {
        var questions = new AtomicInteger();
        assertEquals(9, Numbers.greatest(9, n -> {
            questions.incrementAndGet();
            return n <= 9;
        }));
        assertEquals(1, questions.get());
    }

    @Test
    void numbersInKeysSortAsNumbers() {
        assertEquals("00000124", Numbers.eightDigits(124));
        assertTrue(Plan.key(99).compareTo(Plan.key(100)) < 0);
    }
}
