package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceLabelTest {
    private static PriceLabel label(String before, String words, String behind) {
        return PriceLabel.of(
                before, words, PriceParser.parse(words, PriceHints.NONE).orElseThrow(), behind);
    }

    @ParameterizedTest
    @CsvSource({
        "Regular price, true, true",
        "Was, true, false",
        "Startpreis, true, false",
        "Niedrigster Preis der letzten 30 Tage:, true, false",
        "Regular price Sale price, false, false",
        "販売価格, false, false",
        "通常価格, true, true",
        "'', false, false",
    })
    void whatIsSaidLastBeforeAPriceCounts(String before, boolean earlier, boolean usual) {
        var label = label(before, "€20.00", "");
        assertEquals(earlier, label.isEarlier());
        assertEquals(usual, label.isUsual());
        assertTrue(label.isPrice());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Du sparst 5 €: ahorrarás 5 €, ''",
        "Delivery, €5.00, ''",
        "+, €5.00, ''",
        "≈, €5.00, ''",
        "Member price, €5.00, ''",
        "12 raten zu, €5.00, ''",
        "Monatliche Rate, €5.00, ''",
        "'', €5.00, / month",
        "'', €5.00, per kg",
        "trade-in, €5.00, ''",
    })
    void anotherNumberThanThePriceIsTold(String before, String words, String behind) {
        assertFalse(label(before, words, behind).isPrice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"€20.00", "Now €20.00", "€20.00 incl. VAT", "Off-road tyre €20.00", "特价 20.00 €", "优惠价 20.00 €"})
    void aPriceIsOne(String words) {
        assertTrue(label("", words, "").isPrice());
    }

    @ParameterizedTest
    @CsvSource({
        "'', €20.00 ex VAT, true",
        "'', €20.00 + IVA, true",
        "Nettopreis, €20.00, true",
        "'', €20.00 incl. VAT, false",
        "ohne Versand, €20.00, false",
    })
    void withoutTaxIsWhereATaxIsNamed(String before, String words, boolean net) {
        assertEquals(net, label(before, words, "").isNet());
    }

    @ParameterizedTest
    @CsvSource({
        "€20.00, false",
        "Our price: €20.00 incl. VAT, false",
        "Spend €20.00 with friends, true",
        "€20.00 since Monday, true"
    })
    void otherWordsMakeASentence(String words, boolean sentence) {
        assertEquals(sentence, label("", words, "").isSentence());
    }

    @ParameterizedTest
    @CsvSource({
        "할인판매가, '29,900원 (9,000원 할인)'",
        "Prix promo, '29,90 € (économisez 9,00 €)'",
    })
    void aSavingInBracketsBehindAReducedPriceSaysNothingOfIt(String before, String words) {
        var label = label(before, words, "");
        assertTrue(label.isPrice());
        assertTrue(label.isReduced());
    }

    @Test
    void anotherEditionIsAnOfferOfSomethingElse() {
        assertFalse(label("Διατίθεται και ως e-book:", "9,99€", "").isPrice());
        assertFalse(label("Also available as e-book:", "£9.99", "").isPrice());
        assertTrue(label("E-book:", "£9.99", "").isPrice());
    }

    @Test
    void aFeeThatIsIncludedLeavesThePriceOne() {
        assertTrue(label("Hizmet bedeli dahil", "1.250,00 TL", "").isPrice());
        assertTrue(label("Fees included", "$45.00", "").isPrice());
    }
}
