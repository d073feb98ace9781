package io.millrace.price;

import java.math.BigDecimal;

/** How much of a price each number of a text is beside the others. Confined to one reading. */
final class Standing {
    /** What is paid now; a price of which nothing is said; one that counts only where there is no other. */
    static final int SPECIAL = 0;

    static final int PLAIN = 1;
    static final int SECONDARY = 2;

    /** No tax is lower or higher. */
    private static final BigDecimal LOWEST_TAX = new BigDecimal("1.02");

    private static final BigDecimal HIGHEST_TAX = new BigDecimal("1.35");

    /** Numbers further away have nothing to do with each other. */
    private static final int NEAR = 4;

    private final PriceText found;
    private final Judgement judged;
    private final int[] ranks;

    Standing(PriceText found, Judgement judged) {
        this.found = found;
        this.judged = judged;
        this.ranks = new int[found.mentions().size()];
    }

    /** The lower the better; for numbers that are not refused. */
    int rank(int i) {
        if (ranks[i] == 0) {
            ranks[i] = 1 + (ranks.length == 1 ? PLAIN : find(i));
        }
        return ranks[i] - 1;
    }

    private int find(int i) {
        int said = label(i);
        if (said == 0 && alone(i)) {
            return PLAIN;
        }
        if (Sense.LIST.in(said) && !lowerThanPrevious(i)
                || earlier(i)
                || net(i)
                || PriceWords.rate(judged.behind(i))
                        && !PriceWords.ratePerPiece(judged.behind(i))
                        && !anotherCurrency(i)
                || times(i)
                || Sense.FEE.in(judged.said(i))
                || instalment(i)
                || forMany(i)) {
            return SECONDARY;
        }
        return Sense.SPECIAL.in(said) ? SPECIAL : PLAIN;
    }

    private boolean alone(int i) {
        return judged.before(i).words().isEmpty()
                && !judged.before(i).startsWith('+')
                && judged.behind(i).isBlank();
    }

    /** What is said between the price before and a number, with the counts and percentages in it. */
    private int label(int i) {
        int first = i;
        while (first > Math.max(0, i - NEAR) && !money(first - 1)) {
            first--;
        }
        int said = judged.said(first);
        while (first < i) {
            first++;
            said = Sense.and(said, judged.said(first));
        }
        return said;
    }

    private boolean money(int i) {
        return judged.priced(i) || found.mentions().get(i).numeral().looksLikeMoney();
    }

    /** "79,90 € UVP 59,90 €": an earlier price is the higher one, so its word belongs to the one before. */
    private boolean lowerThanPrevious(int i) {
        return i > 0
                && judged.priced(i) == judged.priced(i - 1)
                && !PriceWords.speaksOfPrice(judged.said(i - 1))
                && judged.refusal(i - 1) == null
                && !PriceWords.rate(judged.behind(i - 1))
                && judged.value(i).compareTo(judged.value(i - 1)) < 0
                && endsWithPrice(i);
    }

    private boolean endsWithPrice(int i) {
        return i == found.mentions().size() - 1 || judged.behind(i).words().isEmpty();
    }

    /** "£20 now £15". */
    private boolean earlier(int i) {
        return judged.priceFollows(i) && PriceWords.now(judged.behind(i));
    }

    /** Whether it is said to be without tax, and one with tax is there. */
    private boolean net(int i) {
        boolean said = Sense.NET.in(judged.said(i))
                || PriceWords.withoutTaxBehind(judged.behind(i))
                || PriceWords.onlyTax(judged.behind(i)) && isZero(i + 1);
        if (!said) {
            return false;
        }
        for (int k = Math.max(0, i - NEAR); k < Math.min(ranks.length, i + NEAR); k++) {
            if (k != i && money(k) && judged.refusal(k) == null && taxed(judged.value(i), judged.value(k))) {
                return true;
            }
        }
        return false;
    }

    private static boolean taxed(BigDecimal net, BigDecimal gross) {
        return net.multiply(LOWEST_TAX).compareTo(gross) <= 0
                && net.multiply(HIGHEST_TAX).compareTo(gross) >= 0;
    }

    private boolean isZero(int i) {
        return i < ranks.length && judged.value(i) != null && judged.value(i).signum() == 0;
    }

    /** "249.00 лв. / 127.31 €". */
    private boolean anotherCurrency(int i) {
        return judged.priceFollows(i) && judged.behind(i).only().equals("/");
    }

    /** "12 x 9,99 €" is an instalment or a pack. */
    private boolean times(int i) {
        var text = judged.before(i).text().strip();
        return text.equals("x") || text.equals("×") || text.equals("x de");
    }

    /** "3 rate da 99,67 €". */
    private boolean instalment(int i) {
        return i > 0 && !money(i - 1) && Sense.INSTALMENT.in(judged.said(i));
    }

    /** "ab 10 Stück: € 7,90". */
    private boolean forMany(int i) {
        return i > 0
                && !money(i - 1)
                && judged.value(i - 1) != null
                && judged.value(i - 1).compareTo(BigDecimal.ONE) > 0
                && PriceWords.from(judged.before(i - 1), judged.before(i))
                && (judged.before(i).startsWith('+') || PriceWords.ofPieces(judged.before(i)));
    }
}
