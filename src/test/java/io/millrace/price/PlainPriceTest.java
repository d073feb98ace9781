package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is read the short way is read with care alike. */
class PlainPriceTest {
    private static final List<PriceHints> HINTS = List.of(
            PriceHints.NONE,
            new PriceHints("EUR", "de", ',', "DE"),
            new PriceHints("kr", "sv-SE", null, null),
            new PriceHints("$", "en-CA", '.', null),
            new PriceHints("JPY", "ja", '.', "JP"),
            new PriceHints(null, "ar", null, "KW"));

    private static final List<String> NUMBERS = List.of(
            "0",
            "7",
            "12",
            "007",
            "1299",
            "0.00",
            "0,99",
            "12.99",
            "12,99",
            "1299.00",
            "012,50",
            "12.9",
            "12.999",
            "12,999",
            "1.299,00",
            ".99",
            "12.",
            "123456789012",
            "1234567890123",
            "123456789012.34",
            "12-",
            "-12");

    private static void assertReadAlike(String text) {
        for (var hints : HINTS) {
            var plain = PlainPrice.read(text, hints);
            if (plain != null) {
                assertEquals(PriceParser.readWithCare(text, hints), PriceReading.of(plain), text + " " + hints);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"€ 12,99", "12.99 €", "$5", "12,99\u00A0€", "EUR 3.50", "19.99", "129", "1299.00 USD", "£0.99"})
    void theUsualFormsAreReadTheShortWay(String text) {
        assertNotNull(PlainPrice.read(text, PriceHints.NONE));
    }

    @Test
    void anySignBesideAnyNumberIsReadAlike() {
        var symbols = Stream.concat(
                Stream.of("$ £ ¥ ¢ € ₹ ₩ ₽ ₺ ₴ ₫ ₪ ₱ ₦ ₵ kr zł Kč Fr. % x K M - + # A".split(" ")),
                Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode));
        var codePoints = IntStream.rangeClosed(0x20A0, 0x20BF).mapToObj(Character::toString);
        Stream.concat(symbols, codePoints).forEach(sign -> {
            for (var number : NUMBERS) {
                for (var space : new String[] {"", " ", "\u00A0", "  ", "\u2009", "\t"}) {
                    assertReadAlike(sign + space + number);
                    assertReadAlike(number + space + sign);
                    assertReadAlike(sign + space + number + space + sign);
                }
            }
        });
    }

    @Test
    void everyWordOfThreeLettersBesideANumberIsReadAlike() {
        for (var a = 'A'; a <= 'Z'; a++) {
            for (var b = 'A'; b <= 'Z'; b++) {
                for (var c = 'A'; c <= 'Z'; c++) {
                    assertReadAlike("12.99 " + a + b + c);
                    assertReadAlike("" + a + b + c + " 12");
                }
            }
        }
    }

    @Test
    void aNumberAloneIsReadAlike() {
        NUMBERS.forEach(PlainPriceTest::assertReadAlike);
    }

    @Test
    void anythingMadeOfWhatPricesAreMadeOfIsReadAlike() {
        var random = new Random(20_261_122);
        var pieces = "0 1 2 3 5 9 00 99 12 . , ' - – / : % ( $ € £ ¥ USD EUR kr x \u00A0".split(" ");
        for (var i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (var n = 1 + random.nextInt(6); n > 0; n--) {
                text.append(random.nextInt(5) == 0 ? " " : pieces[random.nextInt(pieces.length)]);
            }
            assertReadAlike(text.toString());
        }
    }
}
