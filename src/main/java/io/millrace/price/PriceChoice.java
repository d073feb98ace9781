package io.millrace.price;

import io.millrace.price.PriceText.Mention;
import java.math.BigDecimal;

/** Which number of a text is the price. */
record PriceChoice(PriceText found, Judgement judged, Standing standing, SmallPrint smallPrint, PriceHints hints) {
    PriceChoice(PriceText found, Judgement judged, PriceHints hints) {
        this(found, judged, new Standing(found, judged), new SmallPrint(found, judged), hints);
    }

    /** A high end that is further away is no end of a range. */
    private static final BigDecimal WIDEST_RANGE = BigDecimal.valueOf(20);

    /** Numbers further away have nothing to do with a price. */
    private static final int NEAR = 4;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** So little of a price may be lost in rounding. */
    private static final BigDecimal PRECISION = BigDecimal.valueOf(180);

    /** Digits of the dearest price in cents. */
    private static final int MOST_CENTS = 3;

    PriceReading choose() {
        var alone = found.mentions().size() == 1 ? alone(found.mentions().get(0)) : null;
        return alone == null ? chooseAmong() : alone;
    }

    /** What only a text with one number can be: an amount below zero, or one in cents; or null. */
    private PriceReading alone(Mention mention) {
        var refusal = judged.refusal(0);
        if (Judgement.NEGATIVE.equals(refusal)) {
            var negative = PriceWords.onlyPriceWords(Gap.of(found.words()))
                    ? new Price(judged.value(0).negate(), judged.currency(mention.signs()), symbol(mention))
                    : null;
            return new PriceReading(null, negative, refusal);
        }
        var numeral = mention.numeral();
        if (!found.signs().isEmpty() || !inCents(numeral)) {
            return null;
        }
        var cents = PriceWords.onlyPriceWords(judged.before(0)) ? Cents.alone(judged.behind(0)) : null;
        return cents == null
                ? null
                : PriceReading.of(
                        new Price(judged.value(0).movePointLeft(2), Currencies.settle(cents, hints), cents.spelling()));
    }

    /** "65p" and, as filling stations write, "145.9p". */
    private static boolean inCents(Numeral numeral) {
        int digits = numeral.parts().get(0).length();
        return numeral.separators().isEmpty()
                ? digits <= 2
                : numeral.separators().equals(".")
                        && digits <= MOST_CENTS
                        && numeral.last().length() <= 2;
    }

    private PriceReading chooseAmong() {
        var mentions = found.mentions();
        var best = new int[] {-1, -1, -1};
        String reason = null;
        for (int i = 0; i < mentions.size(); i++) {
            var refused = judged.refusal(i);
            if (refused != null) {
                reason = reason == null ? refused : reason;
            } else if (judged.priced(i) && best[standing.rank(i)] < 0) {
                best[standing.rank(i)] = i;
            }
        }
        int plain = best[Standing.PLAIN];
        int special = best[Standing.SPECIAL];
        if (special >= 0 && (plain < 0 || special < plain || reduced(plain, special))) {
            return lowEnd(special);
        }
        if (plain >= 0) {
            return lowEnd(discounted(plain));
        }
        int secondary = best[Standing.SECONDARY];
        int shared = secondary < 0 ? -1 : sharing(secondary);
        if (shared >= 0) {
            var sign = found.mentions().get(secondary);
            return PriceReading.of(new Price(judged.value(shared), judged.currency(secondary), symbol(sign)));
        }
        return secondary >= 0 ? lowEnd(secondary) : withoutSign(reason);
    }

    /** The price that is left of one by a percentage beside both: "59,00 € 47,20 € -20%"; or the same. */
    private int discounted(int price) {
        for (int k = price + 1; k < Math.min(found.mentions().size(), price + NEAR); k++) {
            if (judged.priced(k) && judged.refusal(k) == null && isLeftByPercentage(price, k)) {
                return k;
            }
        }
        return price;
    }

    private boolean isLeftByPercentage(int price, int left) {
        for (int i = Math.max(0, price - NEAR); i < Math.min(found.mentions().size(), price + NEAR); i++) {
            var percent = Judgement.PERCENTAGE.equals(judged.refusal(i)) ? judged.value(i) : null;
            if (percent != null && percent.signum() > 0 && percent.compareTo(HUNDRED) < 0 && judged.reduces(i)) {
                var expected =
                        judged.value(price).multiply(HUNDRED.subtract(percent)).movePointLeft(2);
                var apart = expected.subtract(judged.value(left)).abs();
                // Shops round the percentage, or the price.
                if (apart.multiply(PRECISION).compareTo(judged.value(price)) <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The lower number before an earlier price, of which the sign is meant for both: "7.40 statt 9.90 CHF"; or -1. */
    private int sharing(int earlier) {
        for (int i = Math.max(0, earlier - NEAR); i < earlier; i++) {
            boolean lower = judged.refusal(i) == null
                    && found.mentions().get(i).numeral().looksLikeMoney()
                    && standing.rank(i) <= Standing.PLAIN
                    && reduced(earlier, i);
            if (lower && PriceWords.listPrice(judged.before(earlier))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a price is a lower one of the same thing. */
    private boolean reduced(int price, int special) {
        var lower = judged.value(special);
        return lower.compareTo(judged.value(price)) < 0
                && lower.multiply(WIDEST_RANGE).compareTo(judged.value(price)) >= 0;
    }

    private PriceReading withoutSign(String reason) {
        if (smallPrint.isAll()) {
            return reading(0, judged.value(0));
        }
        int only = -1;
        int count = 0;
        boolean money = false;
        int best = bestRank();
        for (int i = 0; i < found.mentions().size(); i++) {
            boolean looks = found.mentions().get(i).numeral().looksLikeMoney();
            if (judged.refusal(i) != null || standing.rank(i) > (looks ? best : Math.max(best, Standing.PLAIN))) {
                continue;
            }
            if (looks && !money) {
                // One number that is written like money outweighs counts and sizes beside it.
                only = i;
                count = 1;
                money = true;
            } else if (looks == money && !highEnd(i) && !sameAs(only, i)) {
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
        if (!money && found.signs().isEmpty() && !PriceWords.onlyPriceWords(Gap.of(found.words()))) {
            return PriceReading.none("a number among other words, without a currency");
        }
        return reading(only, judged.value(only));
    }

    private int bestRank() {
        int best = Standing.SECONDARY;
        for (int i = 0; i < found.mentions().size(); i++) {
            if (judged.refusal(i) == null) {
                boolean money = found.mentions().get(i).numeral().looksLikeMoney();
                best = Math.min(best, Math.max(standing.rank(i), money ? Standing.SPECIAL : Standing.PLAIN));
            }
        }
        return best;
    }

    /** Whether a number says once more what another has said, as texts for screen readers do. */
    private boolean sameAs(int other, int i) {
        return other >= 0 && judged.value(other).compareTo(judged.value(i)) == 0;
    }

    /** Whether it ends a range that the number before begins; 2021-01 is none. */
    private boolean highEnd(int i) {
        return judged.linked(i)
                && judged.refusal(i - 1) == null
                && judged.value(i - 1).compareTo(judged.value(i)) <= 0;
    }

    private PriceReading lowEnd(int i) {
        var value = judged.value(i);
        if (smallPrint.isCents(i)) {
            return reading(
                    i,
                    new BigDecimal(judged.value(i - 1).toPlainString() + "."
                            + found.mentions().get(i).numeral().parts().get(0)));
        }
        if (i > 0
                && judged.linked(i)
                && PriceWords.onlyPriceWords(judged.before(i - 1))
                && judged.refusal(i - 1) == null) {
            var low = judged.value(i - 1);
            boolean range =
                    low.compareTo(value) <= 0 && low.multiply(WIDEST_RANGE).compareTo(value) >= 0;
            return reading(i, range ? low : value);
        }
        return reading(i, value);
    }

    private PriceReading reading(int i, BigDecimal value) {
        var mention = found.mentions().get(i);
        var cents = value.scale() > 0 ? null : smallPrint.cents(i);
        if (cents != null) {
            value = new BigDecimal(value.toPlainString() + "." + cents);
        }
        for (var sign : mention.signs()) {
            if (sign.sign().spelling().equals("¢") && (mention.signs().size() == 1 || value.scale() == 0)) {
                value = value.movePointLeft(2);
            }
        }
        return PriceReading.of(new Price(value, judged.currency(i), symbol(mention)));
    }

    private String symbol(Mention mention) {
        var signs = mention.signs().isEmpty() ? found.signs() : mention.signs();
        return signs.isEmpty() ? null : signs.get(0).sign().spelling();
    }
}
