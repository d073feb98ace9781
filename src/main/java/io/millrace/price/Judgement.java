package io.millrace.price;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;

/** What each number of a text is worth, and what stands around it. Judged once each; confined to one reading. */
final class Judgement {
    /** Why a number below zero is refused. */
    static final String NEGATIVE = "a negative amount";

    /** Why a percentage is. */
    static final String PERCENTAGE = "a percentage";

    private final PriceText found;
    private final PriceHints hints;
    private final BigDecimal[] values;
    private final Refusals refusals;
    /** Before each number, and behind the last. */
    private final Gap[] gaps;

    private final int[] said;
    private final BitSet heard = new BitSet();

    private Boolean dashes;

    Judgement(PriceText found, PriceHints hints) {
        this.found = found;
        this.hints = hints;
        this.values = new BigDecimal[found.mentions().size()];
        this.refusals = new Refusals(found, this);
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
        return refusals.of(i);
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

    /** Whether it is the high end of a range. */
    boolean linked(int i) {
        return i > 0 && PriceWords.range(before(i));
    }
}
