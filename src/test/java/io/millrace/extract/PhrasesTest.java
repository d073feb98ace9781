package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private final Phrases whole = new Phrases(List.of("off", "spar*", "割引"), true);

    @Test
    void wordsAreWhole() {
        assertTrue(whole.in("20 % off"));
        assertFalse(whole.in("off-road tyre"));
        assertFalse(whole.in("coffee"));
        assertFalse(whole.in("offer"));
    }

    @Test
    void aStarLeavesTheirEndingOpen() {
        assertTrue(whole.in("du sparst 5 €"));
        assertFalse(whole.in("auspar"));
    }

    @Test
    void wordsOfEastAsiaStandSideBySide() {
        assertTrue(whole.in("期間限定割引価格"));
    }

    @Test
    void theLastOfThemIsTold() {
        var phrases = new Phrases(List.of("was", "now"), false);
        assertEquals(8, phrases.last("was £20 now"));
        assertEquals(-1, phrases.last("price"));
    }
}
