package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityPricesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 or more ",
                "ab 5 Stück",
                "Staffelpreise\nab 20 Stück:\n",
                "10+ ",
                "5+ pcs:",
                "From 10 units: ",
                "Dès 3 pièces\n",
                "à partir de 6 ",
                "da 10 pezzi",
                "od 5 ks:",
                "10 szt. i więcej: ",
                "от 10 шт. — ",
                "3個以上 ",
                "Buy 2 for",
                "vanaf 4 stuks",
                "min. 12 ",
                "ab 10 Stück je ",
                "50 (or more) ",
            })
    void aPriceForManyIsToldByWhatStandsBefore(String before) {
        assertTrue(QuantityPrices.isMeant(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "from ",
                "Model 500 ",
                "2 reviews ",
                "Art. 12345\n",
                "6 kg, 12 Volt\n",
                "Potjie No. 3\n",
                "since 1990\nPrice: ",
                "from 1 piece: ",
                "from £10 ",
                "over 50 reviews ",
                "ab 3 Jahren: "
            })
    void otherNumbersBeforeAPriceSayNothing(String before) {
        assertFalse(QuantityPrices.isMeant(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 or more R1,219.00", "ab 5 Stück 45,60 €", "10+ €9.50", "od 5 ks: 90 Kč"})
    void soIsOneThatStandsAmongTheWords(String words) {
        assertTrue(QuantityPrices.isMeant(
                "", words, PriceParser.parse(words, PriceHints.NONE).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Qty\n5+\n10+\nPrice\n", "5+\n10+\n9,50 €\n", "1+\n5+\nPrice\n9,50 €\n"})
    void aRowOfCountsAboveARowOfPricesIsOfPricesForMany(String before) {
        assertTrue(QuantityPrices.isBelowCount(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+\n5+\nPrice\n", "5+\nPrice\n", "5+\n10+\n9,50 €\n9,00 €\n", "Qty\nPrice\n", ""})
    void aPriceForOneOrBesideTheRowIsNone(String before) {
        assertFalse(QuantityPrices.isBelowCount(before));
    }
}
