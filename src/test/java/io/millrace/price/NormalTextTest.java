package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalTextTest {
    @Test
    void anyCharacterBesideAnyIsNormalisedAlikeWithAndWithoutALook() {
        for (var a = 0; a < 0x180; a++) {
            for (var b = 0; b < 0x180; b++) {
                var text = "" + (char) a + (char) b;
                assertEquals(NormalText.normalized(text), NormalText.of(text));
            }
        }
    }

    @Test
    void anyTextIsNormalisedAlikeWithAndWithoutALook() {
        var random = new Random(3);
        var pieces = "12,99 € &nbsp; &euro & ` ' ´ \u00A0 \t a\u0308 ² １ ~ [ \u007F x".split(" ");
        for (var i = 0; i < 20_000; i++) {
            var text = pieces[random.nextInt(pieces.length)] + " " + pieces[random.nextInt(pieces.length)];
            assertEquals(NormalText.normalized(text), NormalText.of(text));
        }
    }
}
