package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleLabelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Art.-Nr.: 4711-B</p>",
                "<p><b>Artikelnummer</b> <span>4711-B</span></p>",
                "<table><tr><th>SKU:</th><td>4711-B</td></tr></table>",
                "<dl><dt>Référence</dt><dd>4711-B</dd></dl>",
                "<span itemprop=sku>Item # 4711-B</span><b itemprop=price>5 €</b>",
            })
    void anArticleNumberIsReadBehindItsLabel(String html) {
        assertEquals("4711-B", extract("<h1>Mug</h1>" + html).offer().sku());
    }

    @Test
    void brandAndGtinAreReadFromATable() {
        var offer = extract(
                        "<h1>Mug</h1><table><tr><td>Marke</td><td>Iwate</td></tr><tr><td>EAN</td><td>4006381333931</td></tr></table>")
                .offer();
        assertEquals("Iwate", offer.brand());
        assertEquals("4006381333931", offer.gtin());
    }

    @Test
    void twoDifferentNumbersGiveNone() {
        assertNull(extract("<h1>Mugs</h1><p>SKU: 111-A</p><p>SKU: 222-B</p>")
                .offer()
                .sku());
    }

    @Test
    void aTemplateThatWasNotFilledInIsNoValue() {
        assertNull(extract(
                        "<meta property='product:brand' content='$brand'><meta property='og:price:amount' content='5'><p>x</p>")
                .offer()
                .brand());
    }
}
