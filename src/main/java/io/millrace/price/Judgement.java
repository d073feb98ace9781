package io.millrace.price;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** What each number of a text is worth, and why some are no prices. Judged once each; confined to one reading. */
final class Judgement {
    /** Why a number below zero is refused. */
    static final String NEGATIVE = "a negative amount";

    private static final String FINE = "";

    private final PriceText found;
    private final PriceHints hints;
    private final BigDecimal[] values;
    private final String[] refusals;
    private final int firstMark;
    private BitSet articles;
    private Boolean rated;

    Judgement(PriceText found, PriceHints hints) {
        this.found = found;
        this.hints = hints;
        this.values = new BigDecimal[found.mentions().size()];
        this.refusals = new String[values.length];
        this.firstMark = found.text().length() - found.text().stripLeading().length();
    }

    /** The number, or null where it follows no convention. */
    BigDecimal value(int i) {
        if (values[i] == null) {
            values[i] = readValue(i);
        }
        return values[i];
    }

    /** Why a number is no price at all, or null. */
    String refusal(int i) {
        if (refusals[i] == null) {
            var refusal = findRefusal(i);
            refusals[i] = refusal == null ? FINE : refusal;
        }
        return refusals[i].equals(FINE) ? null : refusals[i];
    }

    String currency(List<PriceText.Placed> own) {
        String ambiguous = null;
        String named = null;
        for (var placed : own) {
            var sign = placed.sign();
            if (sign.codes().size() > 1) {
                ambiguous = Currencies.settle(sign, hints);
            } else if (!sign.isName()) {
                return sign.codes().get(0);
            } else {
                named = named == null ? sign.codes().get(0) : named;
            }
        }
        if (named != null) {
            return named;
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

    private BigDecimal readValue(int i) {
        var mention = found.mentions().get(i);
        return mention.numeral().value(hints.decimalSeparator(), currency(mention.signs()));
    }

    private String findRefusal(int i) {
        var mention = found.mentions().get(i);
        var text = found.text();
        int start = mention.start();
        int end = mention.end();
        boolean own = !mention.signs().isEmpty();
        if (value(i) == null) {
            return "not a number of any convention: "
                    + text.substring(mention.numeral().start(), end);
        }
        boolean insideWord = start > 0 && Currencies.alphabetic(text.charAt(start - 1));
        if (insideWord && start == mention.numeral().start()) {
            return "a number inside a word";
        }
        var behind = behind(i);
        if (behind.stripLeading().startsWith("%")) {
            return "a percentage";
        }
        if (negative(start)) {
            return NEGATIVE;
        }
        if (start > 0 && PriceWords.multiplier(text.substring(start - 1, start)) || PriceWords.multiplier(behind)) {
            return "an amount in words";
        }
        if (!own
                && (mention.numeral().looksLikeTime()
                        || PriceWords.unit(behind)
                        || PriceWords.unit(behindRange(i))
                        || rated())) {
            return "a time, a size or a mark";
        }
        if (!own && (mention.numeral().isArticle() || articles().get(i))) {
            return "an article's number";
        }
        if (!own && (glued(behind) || start > 0 && timeOrFraction(text.charAt(start - 1)))) {
            return "a number inside a word";
        }
        var before = before(i);
        boolean surcharge = i > 0 && before.stripTrailing().endsWith("+");
        boolean last = i + 1 == found.mentions().size()
                || found.mentions().get(i + 1).signs().isEmpty();
        if (surcharge
                || PriceWords.otherCost(before)
                || PriceWords.otherCostBehind(behind)
                || last && PriceWords.savingBehind(behind)) {
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

    /** A minus right before the number or its sign; a dash between two prices is none. */
    private boolean negative(int start) {
        int i = start - 1;
        while (i >= 0 && found.text().charAt(i) == ' ') {
            i--;
        }
        boolean dashed =
                i >= 0 && i == firstMark && i == start - 1 && found.text().charAt(i) == '–';
        if (i < 0 || found.text().charAt(i) != '-') {
            return dashed;
        }
        return i == firstMark
                || i == start - 1 && !Character.isLetterOrDigit(found.text().charAt(i - 1));
    }

    /** A number that counts only where no other does. */
    boolean secondary(int i) {
        return PriceWords.listPrice(before(i))
                || earlier(i)
                || i == 0 && PriceWords.withoutTaxBefore(before(i))
                || PriceWords.withoutTaxBehind(behind(i))
                || PriceWords.rate(behind(i))
                || times(before(i));
    }

    /** "£20 now £15". */
    private boolean earlier(int i) {
        return i + 1 < found.mentions().size()
                && !found.mentions().get(i + 1).signs().isEmpty()
                && PriceWords.now(before(i + 1));
    }

    /** "12 x 9,99 €" is an instalment or a pack. */
    private static boolean times(String before) {
        var text = before.strip();
        return text.equals("x") || text.equals("×") || text.equals("x de");
    }

    String before(int i) {
        int from = i == 0 ? 0 : found.mentions().get(i - 1).end();
        return found.text().substring(from, found.mentions().get(i).start());
    }

    /** All that stands behind a number and its signs up to the next one. */
    String behind(int i) {
        return found.text().substring(found.mentions().get(i).end(), end(i));
    }

    private boolean rated() {
        if (rated == null) {
            rated = PriceWords.stars(found.text());
        }
        return rated;
    }

    /** The numbers right behind a word for an article or a telephone, and those that go on: "Tel. 089 / 123 456". */
    private BitSet articles() {
        if (articles == null) {
            articles = new BitSet(values.length);
            for (int i = 0; i < values.length; i++) {
                var word = PriceWords.lastWord(before(i));
                articles.set(i, PriceWords.article(word) || word.isEmpty() && i > 0 && articles.get(i - 1));
            }
        }
        return articles;
    }

    /** What stands behind the number that ends a range which this one begins, or nothing. */
    private String behindRange(int i) {
        return i + 1 < values.length && linked(i + 1) ? behind(i + 1) : "";
    }

    private int end(int i) {
        var mentions = found.mentions();
        return i + 1 < mentions.size()
                ? mentions.get(i + 1).start()
                : found.text().length();
    }

    /** Whether it is the high end of a range. */
    boolean linked(int i) {
        return i > 0
                && PriceWords.range(found.text()
                        .substring(
                                found.mentions().get(i - 1).end(),
                                found.mentions().get(i).start()));
    }
}
