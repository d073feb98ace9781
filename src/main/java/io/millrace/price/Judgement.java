package io.millrace.price;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;

/** What each number of a text is worth, and why some are no prices. Judged once each; confined to one reading. */
final class Judgement {
    /** Why a number below zero is refused. */
    static final String NEGATIVE = "a negative amount";

    /** Why a percentage is. */
    static final String PERCENTAGE = "a percentage";

    private static final String FINE = "";

    private final PriceText found;
    private final PriceHints hints;
    private final BigDecimal[] values;
    private final String[] refusals;
    /** Before each number, and behind the last. */
    private final Gap[] gaps;

    private final int[] said;
    private final BitSet heard = new BitSet();

    private BitSet articles;
    private Boolean rated;
    private Boolean dashes;

    Judgement(PriceText found, PriceHints hints) {
        this.found = found;
        this.hints = hints;
        this.values = new BigDecimal[found.mentions().size()];
        this.refusals = new String[values.length];
        this.gaps = new Gap[values.length + 1];
        this.said = new int[values.length + 1];
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

    /** The currency of a number, whose dash for no cents can be the sign that shops of the page's language write. */
    String currency(int i) {
        var own = found.mentions().get(i).signs();
        var currency = currency(own);
        return currency == null && own.isEmpty() && dashed(i) ? Currencies.atHome(hints) : currency;
    }

    String currency(List<PriceText.Placed> own) {
        String ambiguous = null;
        String named = null;
        for (var placed : own) {
            var sign = placed.sign();
            if (sign.codes().size() != 1) {
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
            if (allMean(own, code)) {
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

    private static boolean allMean(List<PriceText.Placed> own, String code) {
        for (var placed : own) {
            if (!placed.sign().codes().contains(code)) {
                return false;
            }
        }
        return true;
    }

    private BigDecimal readValue(int i) {
        var mention = found.mentions().get(i);
        return mention.numeral().value(hints.decimalSeparator(), currency(mention.signs()));
    }

    /** Whether it is a part of a number with letters: "VM-GP3-045R" names no rands, "AF-60D" no dong. */
    private boolean filledUp(PriceText.Mention mention) {
        var text = found.text();
        int start = mention.numeral().start();
        boolean part =
                start > 1 && text.charAt(start - 1) == '-' && !mention.numeral().hasDecimals();
        if (part
                && Character.isLetter(text.charAt(start - 2))
                && isLetterAt(mention.numeral().end())) {
            return true;
        }
        return part
                && Character.isLetterOrDigit(text.charAt(start - 2))
                && mention.numeral().end() - start > 2
                && text.charAt(start) == '0';
    }

    /** Whether a percentage is taken off: "-20%", "20 % Rabatt". */
    boolean reduces(int i) {
        var before = found.text().substring(0, found.mentions().get(i).start()).strip();
        char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
        var words = Gap.of(behind(i).text().replace('%', ' '));
        return last == '-'
                || last == '–'
                || last == '−'
                || PriceWords.savingBehind(words)
                || PriceWords.otherCostBehind(words)
                || words.first().equals("off");
    }

    private boolean isLetterAt(int i) {
        return i < found.text().length() && Character.isLetter(found.text().charAt(i));
    }

    private String findRefusal(int i) {
        var mention = found.mentions().get(i);
        var text = found.text();
        int start = mention.start();
        int end = mention.end();
        boolean own = priced(i);
        if (value(i) == null) {
            return "not a number of any convention: "
                    + text.substring(mention.numeral().start(), end);
        }
        boolean insideWord = start > 0 && Currencies.alphabetic(text.charAt(start - 1));
        if (insideWord && start == mention.numeral().start()) {
            return "a number inside a word";
        }
        var behind = behind(i);
        // Turkish and Basque write the sign before the number.
        boolean ofIt = behind.startsWith('%') && end == mention.numeral().end();
        if (ofIt || start > 0 && text.charAt(start - 1) == '%') {
            return PERCENTAGE;
        }
        if (negative(start)) {
            return NEGATIVE;
        }
        if (start > 0 && PriceWords.multiplier(text.charAt(start - 1))
                || signless(mention) && PriceWords.multiplier(behind)) {
            return "an amount in words";
        }
        if (!own
                && (mention.numeral().looksLikeTime()
                        || PriceWords.unit(behind)
                        || inches(i)
                        || unitBehindRange(i)
                        || rated())) {
            return "a time, a size or a mark";
        }
        if (!own
                && (values.length == 1 || partOfFraction(i - 1))
                && before(i).endsWith('(')
                && behind.startsWith(')')
                && !mention.numeral().hasDecimals()) {
            return "a count";
        }
        if (!own && !mention.numeral().hasDecimals() && PriceWords.piece(behind)) {
            return "a count";
        }
        if (!own && (mention.numeral().isArticle() || articles().get(i)) || filledUp(mention)) {
            return "an article's number";
        }
        if (!own && (partOfFraction(i) || partOfFraction(i + 1))) {
            return "a part of a fraction";
        }
        if (!own && (glued(behind.text()) || start > 0 && timeOrFraction(text.charAt(start - 1)))) {
            return "a number inside a word";
        }
        var before = before(i);
        boolean surcharge = i > 0 && before.endsWith('+');
        if (surcharge
                || PriceWords.otherCost(before, said(i)) && !costOfPrevious(i) && !discountInPercent(i)
                || PriceWords.otherCostBehind(behind) && !costOfNext(i)
                || !priceFollows(i) && PriceWords.savingBehind(behind)) {
            return "a delivery cost, a saving or a threshold";
        }
        return own && behind.first().equals("off") && !lowerFollows(i) ? "a saving" : null;
    }

    /** "4,7 / 5" in the end of a text; behind a price stand a count and its unit: "12.99 / 100 g". */
    private boolean partOfFraction(int i) {
        return i > 0
                && i < values.length
                && found.mentions().get(i).signs().isEmpty()
                && !priced(i - 1)
                && PriceWords.fraction(before(i))
                && (behind(i).isBlank() || behind(i).only().equals("("));
    }

    /** Whether no sign stands behind it. */
    private static boolean signless(PriceText.Mention mention) {
        return mention.end() == mention.numeral().end();
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
        if (i < 0 || found.text().charAt(i) != '-') {
            return i >= 0 && i == firstMark() && i == start - 1 && found.text().charAt(i) == '–';
        }
        return i == firstMark()
                || i == start - 1 && !Character.isLetterOrDigit(found.text().charAt(i - 1));
    }

    private int firstMark() {
        return before(0).mark();
    }

    /** "20 % Rabatt 40 €": the discount is the percentage. */
    private boolean discountInPercent(int i) {
        return i > 0
                && (before(i).startsWith('%') || before(i - 1).endsWith('%'))
                && PriceWords.onlyDiscount(before(i));
    }

    /** "£5.00 Delivery £20.00": of two prices the lower is the cost. */
    private boolean costOfPrevious(int i) {
        return i > 0
                && i < values.length
                && priced(i - 1)
                && priced(i)
                && PriceWords.onlyOtherCost(before(i))
                && value(i - 1) != null
                && value(i) != null
                && value(i - 1).compareTo(value(i)) < 0;
    }

    /** "£20.00 Delivery £5.00". */
    private boolean costOfNext(int i) {
        return PriceWords.onlyOtherCost(behind(i)) && lowerFollows(i);
    }

    private boolean lowerFollows(int i) {
        return priceFollows(i) && value(i + 1) != null && value(i + 1).compareTo(value(i)) < 0;
    }

    /** Whether a currency or the dash for no cents says that a number is money. */
    boolean priced(int i) {
        return !found.mentions().get(i).signs().isEmpty()
                || dashed(i)
                || besideDashed() && found.mentions().get(i).numeral().looksLikeMoney();
    }

    /** Whether a text without signs has such a dash: then it is of money, as "799,- 998,75". */
    private boolean besideDashed() {
        if (dashes == null) {
            dashes = false;
            for (int i = 0; i < values.length && found.signs().isEmpty() && !dashes; i++) {
                dashes = dashed(i);
            }
        }
        return dashes;
    }

    /** "599,-", "1 299:-", "1,250/="; but not "9.- 17". */
    boolean dashed(int i) {
        var numeral = found.mentions().get(i).numeral();
        int end = numeral.end();
        return !Numeral.digit(found.text(), end - 1) && !numeral.hasDecimals() && !Numeral.digit(found.text(), end + 1);
    }

    /** "15.6\""; in quotes stands an amount of JSON. */
    private boolean inches(int i) {
        return behind(i).startsWith('"') && !before(i).endsWith('"');
    }

    boolean priceFollows(int i) {
        return i + 1 < values.length && priced(i + 1);
    }

    /** What stands between the number before, its signs included, and this one. */
    Gap before(int i) {
        if (gaps[i] == null) {
            int from = i == 0 ? 0 : found.mentions().get(i - 1).end();
            int to = i < values.length
                    ? found.mentions().get(i).start()
                    : found.text().length();
            gaps[i] = Gap.of(found.text().substring(from, to));
        }
        return gaps[i];
    }

    /** What it says. */
    int said(int i) {
        if (!heard.get(i)) {
            heard.set(i);
            said[i] = PriceWords.said(before(i));
        }
        return said[i];
    }

    /** What stands behind a number and its signs up to the next one. */
    Gap behind(int i) {
        return before(i + 1);
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
                boolean goesOn =
                        i > 0 && articles.get(i - 1) && before(i).words().isEmpty();
                articles.set(i, goesOn || PriceWords.article(before(i)));
            }
        }
        return articles;
    }

    /** Whether it begins a range of sizes: "1.50-2.00 m". */
    private boolean unitBehindRange(int i) {
        return i + 1 < values.length && linked(i + 1) && PriceWords.unit(behind(i + 1));
    }

    /** Whether it is the high end of a range. */
    boolean linked(int i) {
        return i > 0 && PriceWords.range(before(i));
    }
}
