package io.millrace.price;

import io.millrace.price.PriceText.Mention;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    private static final BigDecimal WIDEST_RANGE = BigDecimal.valueOf(20);

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
        if (PriceWords.free(text)) {
            return new PriceReading(new Price(BigDecimal.ZERO, Currencies.hinted(hints), null), null);
        }
        var found = PriceText.of(text);
        if (found.mentions().isEmpty()) {
            return PriceReading.none("no number");
        }
        return new Choice(found, hints).choose();
    }

    /** All numbers of a text that could be amounts, without trailing zeros; to look a price up in a long text. */
    public static Set<BigDecimal> amounts(String text, PriceHints hints) {
        var amounts = new HashSet<BigDecimal>();
        for (var mention : PriceText.of(text).mentions()) {
            var value = mention.numeral().value(hints.decimalSeparator(), Currencies.hinted(hints));
            if (value != null) {
                amounts.add(value.stripTrailingZeros());
            }
        }
        return amounts;
    }

    /** The numbers of one text, judged. */
    private record Choice(PriceText found, PriceHints hints) {
        PriceReading choose() {
            var mentions = found.mentions();
            int best = -1;
            int second = -1;
            String reason = null;
            for (int i = 0; i < mentions.size(); i++) {
                var refused = refusal(i);
                if (refused != null) {
                    reason = reason == null ? refused : reason;
                } else if (!mentions.get(i).signs().isEmpty()) {
                    if (!secondary(i)) {
                        best = i;
                        break;
                    }
                    second = second < 0 ? i : second;
                }
            }
            if (best < 0) {
                best = second;
            }
            return best >= 0 ? lowEnd(best) : withoutSign(reason);
        }

        private PriceReading withoutSign(String reason) {
            int only = -1;
            int count = 0;
            boolean money = false;
            for (int i = 0; i < found.mentions().size(); i++) {
                if (refusal(i) != null || secondary(i) && count > 0) {
                    continue;
                }
                boolean looks = found.mentions().get(i).numeral().looksLikeMoney();
                if (looks && !money) {
                    // One number that is written like money outweighs counts and sizes beside it.
                    only = i;
                    count = 1;
                    money = true;
                } else if (looks == money && !linked(i)) {
                    only = only < 0 ? i : only;
                    count++;
                }
            }
            if (count == 0) {
                return PriceReading.none(reason == null ? "no number that can be a price" : reason);
            }
            if (count > 1) {
                return PriceReading.none("several numbers and no currency beside any");
            }
            if (!money && found.signs().isEmpty() && !PriceWords.onlyPriceWords(withoutDigits())) {
                return PriceReading.none("a number among other words, without a currency");
            }
            return reading(only, value(only));
        }

        private String withoutDigits() {
            var words = new StringBuilder();
            int from = 0;
            for (var mention : found.mentions()) {
                words.append(found.text(), from, mention.numeral().start()).append(' ');
                from = mention.numeral().end();
            }
            return words.append(found.text().substring(from)).toString();
        }

        private PriceReading lowEnd(int i) {
            var value = value(i);
            if (centsOfPrevious(i)) {
                return reading(
                        i,
                        new BigDecimal(value(i - 1).toPlainString() + "."
                                + found.mentions().get(i).numeral().parts().get(0)));
            }
            if (i > 0 && linked(i) && PriceWords.onlyPriceWords(before(i - 1)) && refusal(i - 1) == null) {
                var low = value(i - 1);
                boolean range =
                        low.compareTo(value) <= 0 && low.multiply(WIDEST_RANGE).compareTo(value) >= 0;
                return reading(i, range ? low : value);
            }
            return reading(i, value);
        }

        /** Whether it is the high end of a range. */
        private boolean linked(int i) {
            return i > 0
                    && PriceWords.range(found.text()
                            .substring(
                                    found.mentions().get(i - 1).end(),
                                    found.mentions().get(i).start()));
        }

        private PriceReading reading(int i, BigDecimal value) {
            var mention = found.mentions().get(i);
            var cents = cents(i);
            if (cents != null) {
                value = new BigDecimal(value.toPlainString() + "." + cents);
            }
            if (mention.signs().stream().anyMatch(sign -> sign.sign().spelling().equals("¢"))) {
                value = value.movePointLeft(2);
            }
            return new PriceReading(new Price(value, currency(mention.signs()), symbol(mention)), null);
        }

        /** The two digits behind "10€99", "12 99 €" and "$12 99", which are cents in small print; or null. */
        private String cents(int i) {
            var mentions = found.mentions();
            if (i + 1 >= mentions.size() || mentions.get(i).numeral().hasDecimals()) {
                return null;
            }
            var mention = mentions.get(i);
            var next = mentions.get(i + 1).numeral();
            boolean twoDigits =
                    next.separators().isEmpty() && next.parts().get(0).length() == 2;
            boolean glued = next.start() == mention.end()
                    && mention.end() > mention.numeral().end();
            boolean atEnd = found.text().substring(next.end()).isBlank() && next.start() == mention.end() + 1;
            return twoDigits && (glued || atEnd) && ends(next.end())
                    ? next.parts().get(0)
                    : null;
        }

        /** Whether the sign of "12 99 €" stands behind the cents. */
        private boolean centsOfPrevious(int i) {
            if (i == 0) {
                return false;
            }
            var previous = found.mentions().get(i - 1);
            var numeral = found.mentions().get(i).numeral();
            return previous.signs().isEmpty()
                    && !previous.numeral().hasDecimals()
                    && numeral.start() == previous.end() + 1
                    && found.text().charAt(previous.end()) == ' '
                    && found.mentions().get(i).start() == numeral.start()
                    && numeral.separators().isEmpty()
                    && numeral.parts().get(0).length() == 2
                    && PriceWords.onlyPriceWords(before(i - 1))
                    && refusal(i - 1) == null;
        }

        private boolean ends(int at) {
            return at >= found.text().length()
                    || !Character.isLetterOrDigit(found.text().charAt(at));
        }

        private String currency(List<PriceText.Placed> own) {
            String ambiguous = null;
            for (var placed : own) {
                var sign = placed.sign();
                if (sign.codes().size() == 1) {
                    return sign.codes().get(0);
                }
                ambiguous = Currencies.settle(sign, hints);
            }
            for (var code : found.certain()) {
                if (own.stream().allMatch(sign -> sign.sign().codes().contains(code))) {
                    return code;
                }
            }
            if (!own.isEmpty()) {
                return ambiguous;
            }
            if (!found.signs().isEmpty()) {
                return Currencies.settle(found.signs().get(0).sign(), hints);
            }
            var hinted = Currencies.hinted(hints);
            return hinted == null ? Currencies.ofCountry(hints.country()) : hinted;
        }

        private String symbol(Mention mention) {
            var signs = mention.signs().isEmpty() ? found.signs() : mention.signs();
            return signs.isEmpty() ? null : signs.get(0).sign().spelling();
        }

        private BigDecimal value(int i) {
            var mention = found.mentions().get(i);
            return mention.numeral().value(hints.decimalSeparator(), currency(mention.signs()));
        }

        /** Why a number is no price at all, or null. */
        private String refusal(int i) {
            var mention = found.mentions().get(i);
            var text = found.text();
            int start = mention.start();
            int end = mention.end();
            boolean own = !mention.signs().isEmpty();
            if (value(i) == null) {
                return "not a number of any convention: "
                        + text.substring(mention.numeral().start(), end);
            }
            if (negative(start)) {
                return "a negative amount";
            }
            boolean insideWord = start > 0 && Currencies.alphabetic(text.charAt(start - 1));
            if (insideWord && start == mention.numeral().start()) {
                return "a number inside a word";
            }
            var behind = text.substring(end, end(i));
            if (behind.stripLeading().startsWith("%")) {
                return "a percentage";
            }
            if (start > 0 && PriceWords.multiplier(text.substring(start - 1, start))
                    || PriceWords.multiplier(text.substring(mention.numeral().end(), end(i)))) {
                return "an amount in words";
            }
            if (!own && (glued(behind) || start > 0 && timeOrFraction(text.charAt(start - 1)))) {
                return "a number inside a word";
            }
            var before = before(i);
            boolean surcharge = i > 0 && before.stripTrailing().endsWith("+");
            if (surcharge || PriceWords.otherCost(before) || PriceWords.otherCostBehind(behind)) {
                return "a delivery cost, a saving or a threshold";
            }
            return own && behind.strip().toLowerCase(Locale.ROOT).startsWith("off") ? "a saving" : null;
        }

        private static boolean glued(String behind) {
            return !behind.isEmpty()
                    && (Currencies.alphabetic(behind.charAt(0))
                            || timeOrFraction(behind.charAt(0)) && behind.length() == 1);
        }

        private static boolean timeOrFraction(char c) {
            return c == ':' || c == '/';
        }

        private boolean negative(int start) {
            if (start == 0 || found.text().charAt(start - 1) != '-') {
                return false;
            }
            return start == 1 || " (:".indexOf(found.text().charAt(start - 2)) >= 0;
        }

        /** A number that counts only where no other does. */
        private boolean secondary(int i) {
            var mention = found.mentions().get(i);
            return PriceWords.listPrice(before(i))
                    || PriceWords.rate(found.text().substring(mention.end(), end(i)))
                    || times(before(i));
        }

        /** "12 x 9,99 €" is an instalment or a pack. */
        private static boolean times(String before) {
            var text = before.strip();
            return text.equals("x") || text.equals("×") || text.equals("x de");
        }

        private String before(int i) {
            int from = i == 0 ? 0 : found.mentions().get(i - 1).end();
            return found.text().substring(from, found.mentions().get(i).start());
        }

        private int end(int i) {
            var mentions = found.mentions();
            return i + 1 < mentions.size()
                    ? mentions.get(i + 1).start()
                    : found.text().length();
        }
    }
}
