package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceParserTest {
    private static String read(String text, PriceHints hints) {
        return PriceParser.parse(text, hints)
                .map(price -> price.amount().toPlainString() + (price.currency() == null ? "" : " " + price.currency()))
                .orElse("none");
    }

    private static PriceHints decimal(char separator) {
        return new PriceHints(null, null, separator, null);
    }

    private static PriceHints currency(String currency) {
        return new PriceHints(currency, null, null, null);
    }

    private static PriceHints language(String language) {
        return new PriceHints(null, language, null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.310,00 €| 2310.00 EUR",
                "€2,310.00| 2310.00 EUR",
                "1.226 €| 1226 EUR",
                "1,226 €| 1226 EUR",
                "€ 12,5| 12.5 EUR",
                "1 299,99 €| 1299.99 EUR",
                "1\u00a0299,99\u00a0€| 1299.99 EUR",
                "1\u202f299 €| 1299 EUR",
                "1\u2009234\u2009567,89 €| 1234567.89 EUR",
                "Fr. 15’600.–| 15600 CHF",
                "CHF 1'250.50| 1250.50 CHF",
                "15.- CHF| 15 CHF",
                "299,- €| 299 EUR",
                "Rs. 1,25,000| 125000",
                "₹ 12,34,567.89| 1234567.89 INR",
                "US$ 10.50| 10.50 USD",
                "R$ 1.565,24| 1565.24 BRL",
                "12,99 zł| 12.99 PLN",
                "1 299 Kč| 1299 CZK",
                "12 990 Ft| 12990 HUF",
                "¥12,800 (JPY)| 12800 JPY",
                "12,800円(税込)| 12800 JPY",
                "１２，８００円| 12800 JPY",
                "￦30,000| 30000 KRW",
                "30,000원~| 30000 KRW",
                "\u0661\u0662\u066b\u0665\u0660 ر.س| 12.50 SAR",
                "£.99| 0.99 GBP",
                "$10 USD| 10 USD",
                "CAD $1,299.00| 1299.00 CAD",
                "10$CA| 10 CAD",
                "NT$ 1,200| 1200 TWD",
                "1.250 KWD| 1.250 KWD",
                "1,250.000 KWD| 1250.000 KWD",
                "Rp 1.550.000| 1550000 IDR",
                "1290 руб.| 1290 RUB",
                "1.234.567| 1234567",
                "R1,299.00| 1299.00 ZAR",
                "AU $45.00| 45.00 AUD",
                "10 $ US| 10 USD",
                "lei 99,99| 99.99 RON",
                "EUR 0,99| 0.99 EUR",
                "10&nbsp;&euro;| 10 EUR",
                "99¢ USD| 0.99 USD",
                "0,00 €| 0.00 EUR",
            })
    void bothConventionsAndAllSeparatorsAreRead(String text, String expected) {
        assertEquals(expected, read(text, PriceHints.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 – 20 €| 10 EUR",
                "10,00 € - 20,00 €| 10.00 EUR",
                "$10-$20| 10",
                "£5 to £9| 5 GBP",
                "ab 19,90 €| 19.90 EUR",
                "1.000–2.000 €| 1000 EUR",
                "iPhone 12 - 999 €| 999 EUR",
            })
    void aRangeTakesItsLowEnd(String text, String expected) {
        assertEquals(expected, read(text, PriceHints.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-20% 15,99 €| 15.99 EUR",
                "statt 29,99 € nur 19,99 €| 19.99 EUR",
                "Was £20.00 Now £10.00| 10.00 GBP",
                "UVP 99,99 €| 99.99 EUR",
                "(1,30 €/100 g) 12,99 €| 12.99 EUR",
                "12,99 € (1,30 €/100 g)| 12.99 EUR",
                "19,99 € inkl. MwSt. zzgl. Versand| 19.99 EUR",
                "500 g 4,99 €| 4.99 EUR",
                "You save £5.00. Price £12.00| 12.00 GBP",
                "3 x 10,00 € 28,00 €| 28.00 EUR",
                "-5 € 25 €| 25 EUR",
                "Prices in EUR: 13.50| 13.50 EUR",
                "12,44 € + 6,99 € Livraison| 12.44 EUR",
                "£20.00 Delivery £5.00| 20.00 GBP",
                "£5.00 Delivery £20.00| 20.00 GBP",
                "Toy van £12.00 Car £9.00| 12.00 GBP",
                "Prijs van € 12,00 € 9,00| 9.00 EUR",
                "van € 12,00 voor € 9,00| 9.00 EUR",
                "excl. VAT €10.74 incl. VAT €12.99| 12.99 EUR",
                "€10.74 ex VAT €12.99 inc VAT| 12.99 EUR",
            })
    void whatIsNoPriceOfTheOfferGivesWay(String text, String expected) {
        assertEquals(expected, read(text, PriceHints.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10€99| 10.99 EUR",
                "12 99 €| 12.99 EUR",
                "$12 99| 12.99",
                "€ 12 ,99| 12.99 EUR",
                "12. 99 €| 12.99 EUR",
                "£ 12 . 50| 12.50 GBP",
                "$12⁹⁹| 12.99",
                "12,99 €¹| 12.99 EUR",
                "$5 10 pack| 5",
                "$12<sup>99</sup> each| 12.99",
                "16,99 €<sup>1)</sup>| 16.99 EUR",
                "<del>19,90 €</del> <b>12,90 €</b>| 12.90 EUR",
            })
    void centsInSmallPrintAreCents(String text, String expected) {
        assertEquals(expected, read(text, PriceHints.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Call for price",
                "-10 €",
                "- 10 €",
                "€-10",
                "2021-01-05",
                "Rabatt: −5,00 €",
                "Free shipping over $50",
                "Versand: 4,99 €",
                "50 %",
                "12.10.2021",
                "1.2.3",
                "1,23,4",
                "iPhone 12",
                "B07C8KMQQ6",
                "256GB",
                "$1.5M",
                "Rs 2 lakh",
                "1万2000円",
                "10 20 30",
                "€",
                "123456789012345678901234567890",
            })
    void noneIsBetterThanAWrongPrice(String text) {
        assertEquals("none", read(text, PriceHints.NONE));
        assertNotNull(PriceParser.read(text, PriceHints.NONE).reason());
    }

    @Test
    void aKnownDecimalSeparatorDecidesThreeDigits() {
        assertEquals("1.226", read("1.226", decimal('.')));
        assertEquals("1226", read("1.226", decimal(',')));
        assertEquals("1.226 EUR", read("1,226 €", decimal(',')));
    }

    @Test
    void aCurrencyWithoutMinorUnitsHasNoThousandths() {
        assertEquals("1280 JPY", read("1.280 JPY", decimal('.')));
    }

    @ParameterizedTest
    @CsvSource({
        "$10, CAD, 10 CAD",
        "$10, €, 10",
        "10 €, USD, 10 EUR",
        "10, eur, 10 EUR",
        "99 kr, NOK, 99 NOK",
        "¥500, CNY, 500 CNY",
    })
    void theTextsCurrencyWinsAndAHintSettlesWhatIsAmbiguous(String text, String hint, String expected) {
        assertEquals(expected, read(text, currency(hint)));
    }

    @ParameterizedTest
    @CsvSource({"99 kr, sv, 99 SEK", "99 kr, da-DK, 99 DKK", "¥500, ja, 500 JPY", "$10, en-CA, 10 CAD", "$10, en, 10"})
    void thePagesLanguageSettlesAnAmbiguousSymbol(String text, String language, String expected) {
        assertEquals(expected, read(text, language(language)));
    }

    @Test
    void theCountrySettlesBeforeTheLanguage() {
        assertEquals("10 AUD", read("$10", new PriceHints(null, "en-US", null, "AU")));
    }

    @Test
    void theSymbolIsKeptAsWritten() {
        assertEquals(
                Optional.of(new Price(new BigDecimal("15600"), "CHF", "Fr.")),
                PriceParser.parse("Fr. 15’600.–", PriceHints.NONE));
    }

    @Test
    void freeIsAPriceOfZero() {
        assertEquals("0", read("kostenlos", PriceHints.NONE));
    }

    @Test
    void hostileTextsAreReadInLinearTime() {
        for (var part : new String[] {
            "1.", "1 ", "$", "1$", "1 - ", "kr", "&", "1,234 ", "€ 1 x ", "1 234 ", "1:", "-.", "&#", "M.", "Tel 1 ",
            "1 / ", "1 now $", "P "
        }) {
            var text = part.repeat(50_000);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> PriceParser.parse(text, PriceHints.NONE), () -> "slow: " + part);
        }
    }
}
