package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageScanTest {
    private static PageScan scan(String html) {
        return PageScan.of(PageBytes.of(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static String text(String html) {
        return scan(html).text().toString().strip();
    }

    @Test
    void aNameGoesOnToASpaceASlashOrABracket() {
        assertEquals("Mug 5 €", text("Mug <svg:text>5 €</svg:text>"));
        assertEquals("Mug", text("Mug <svg/x=y><text>5 €</text></svg>"));
    }

    @Test
    void cellsRowsAndItemsEndWhereTheNextBegins() {
        assertEquals("one\ntwo\nthree", text("<table><tr><td><b>one<td>two<tr><td>three</table>"));
        assertEquals("one\ntwo\nthree", text("<ul><li><i>one<li>two</ul><dl><dd>three</dl>"));
    }

    @Test
    void anEndTagInACellClosesNothingOutside() {
        var price = scan("<div class=price><table><tr><td></div>5 €</table>")
                .leaves()
                .get(0);
        assertEquals("td", price.tag());
        assertEquals("div", price.parent.parent.parent.tag());
    }

    @Test
    void whetherAnElementHasADigitIsKnownOnceItEnds() {
        var leaves = scan("<p>from<b>5</b></p><p>each</p>").leaves();
        assertTrue(leaves.get(0).isNumbered());
        assertTrue(leaves.get(1).isNumbered());
        assertFalse(leaves.get(2).isNumbered());
    }

    @Test
    void charactersBeyondAsciiAndEntitiesAreWords() {
        assertEquals("Tasse à 5 € & mehr", text("<p>Tasse à 5 &euro; &amp; mehr"));
    }
}
