package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordFileTest {
    private static final String FILE = "/price/words-of-a-test.txt";

    @Test
    void phrasesStandUnderTheirHeadingInTheirOrder() {
        var sections = WordFile.sections(WordFileTest.class, FILE);
        assertEquals(List.of("one", "two words", "#3 is no comment", "five"), sections.get("first"));
        assertEquals(List.of("four"), sections.get("second sense"));
    }

    @Test
    void commentsAndEmptyLinesAreNone() {
        assertEquals(
                List.of("[first]", "one|two words|#3 is no comment", "[second sense]", "four", "[first]", "five"),
                WordFile.lines(WordFileTest.class, FILE));
    }
}
