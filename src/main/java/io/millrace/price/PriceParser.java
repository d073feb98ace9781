package io.millrace.price;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the price in a short text, by the decimal conventions of all countries. Stateless and thread-safe; the time
 * grows linearly with the text.
 *
 * <p>A number beside a currency wins over one without. Three digits behind a single separator are thousands
 * ({@code 1.226 €} is 1226) unless the hints or the currency say otherwise. A range gives its low end. Percentages,
 * dates, delivery costs, savings and negative numbers are no prices; a list price, a price per unit or an instalment
 * counts only where there is no other. Where several numbers compete without a currency there is no price: none is
 * better than a wrong one.
 */
public final class PriceParser {
    /** As JSON of some programs has it. */
    private static final Pattern EXPONENT = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?[eE]\\+?\\d");

    private PriceParser() {}

    /** The price in a text, or empty. */
    public static Optional<Price> parse(String text, PriceHints hints) {
        return Optional.ofNullable(read(text, hints).price());
    }

    /** The price in a text, or the reason why there is none. */
    public static PriceReading read(String text, PriceHints hints) {
        if (text == null || text.isBlank()) {
            return PriceReading.none("empty text");
        }
        var plain = PlainPrice.read(text, hints);
        return plain == null ? readWithCare(text, hints) : PriceReading.of(plain);
    }

    /** What {@link #read} says of any text that is not blank. */
    static PriceReading readWithCare(String text, PriceHints hints) {
        var found = PriceText.of(text, hints);
        if (found.mentions().isEmpty()) {
            return PriceWords.free(found.text())
                    ? PriceReading.of(new Price(BigDecimal.ZERO, Currencies.hinted(hints), null))
                    : PriceReading.none("no number");
        }
        var reading = new PriceChoice(found, new Judgement(found, hints), hints).choose();
        return reading.price() == null && EXPONENT.matcher(text).matches()
                ? PriceReading.of(
                        new Price(new BigDecimal(new BigDecimal(text).toPlainString()), Currencies.hinted(hints), null))
                : reading;
    }

    /** All numbers of a text that could be amounts, without trailing zeros; to look a price up in a long text. */
    public static Set<BigDecimal> amounts(String text, PriceHints hints) {
        var amounts = new HashSet<BigDecimal>();
        for (var mention : PriceText.of(text, hints).mentions()) {
            var value = mention.numeral().value(hints.decimalSeparator(), Currencies.hinted(hints));
            if (value != null) {
                amounts.add(value.stripTrailingZeros());
            }
        }
        return amounts;
    }
}
