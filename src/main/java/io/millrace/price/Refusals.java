package io.millrace.price;

import java.util.BitSet;

/** Why numbers of a text are no prices. Judged once each; confined to one reading. */
final class Refusals {
    private static final String FINE = "";

    private final PriceText found;
    private final Judgement judged;
    private final int count;
    private final String[] refusals;

    private BitSet articles;
    private Boolean rated;

    Refusals(PriceText found, Judgement judged) {
        this.found = found;
        this.judged = judged;
        this.count = found.mentions().size();
        this.refusals = new String[count];
    }

    /** Why a number is no price at all, or null. */
    String of(int i) {
        if (refusals[i] == null) {
            var refusal = find(i);
            refusals[i] = refusal == null ? FINE : refusal;
        }
        return refusals[i].equals(FINE) ? null : refusals[i];
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

    private boolean isLetterAt(int i) {
        return i < found.text().length() && Character.isLetter(found.text().charAt(i));
    }

    private String find(int i) {
        var mention = found.mentions().get(i);
        var text = found.text();
        int start = mention.start();
        int end = mention.end();
        boolean own = judged.priced(i);
        if (judged.value(i) == null) {
            return "not a number of any convention: "
                    + text.substring(mention.numeral().start(), end);
        }
        boolean insideWord = start > 0 && Currencies.alphabetic(text.charAt(start - 1));
        if (insideWord && start == mention.numeral().start()) {
            return "a number inside a word";
        }
        var behind = judged.behind(i);
        // Turkish and Basque write the sign before the number.
        boolean ofIt = behind.startsWith('%') && end == mention.numeral().end();
        if (ofIt || start > 0 && text.charAt(start - 1) == '%') {
            return Judgement.PERCENTAGE;
        }
        if (negative(start)) {
            return Judgement.NEGATIVE;
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
                && (count == 1 || partOfFraction(i - 1))
                && judged.before(i).endsWith('(')
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
        var before = judged.before(i);
        boolean surcharge = i > 0 && before.endsWith('+');
        if (surcharge
                || PriceWords.otherCost(before, judged.said(i)) && !costOfPrevious(i) && !discountInPercent(i)
                || PriceWords.otherCostBehind(behind) && !costOfNext(i)
                || !judged.priceFollows(i) && PriceWords.savingBehind(behind)) {
            return "a delivery cost, a saving or a threshold";
        }
        return own && behind.first().equals("off") && !lowerFollows(i) ? "a saving" : null;
    }

    /** "4,7 / 5" in the end of a text; behind a price stand a count and its unit: "12.99 / 100 g". */
    private boolean partOfFraction(int i) {
        return i > 0
                && i < count
                && found.mentions().get(i).signs().isEmpty()
                && !judged.priced(i - 1)
                && PriceWords.fraction(judged.before(i))
                && (judged.behind(i).isBlank() || judged.behind(i).only().equals("("));
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
        return judged.before(0).mark();
    }

    /** "20 % Rabatt 40 €": the discount is the percentage. */
    private boolean discountInPercent(int i) {
        return i > 0
                && (judged.before(i).startsWith('%') || judged.before(i - 1).endsWith('%'))
                && PriceWords.onlyDiscount(judged.before(i));
    }

    /** "£5.00 Delivery £20.00": of two prices the lower is the cost. */
    private boolean costOfPrevious(int i) {
        return i > 0
                && i < count
                && judged.priced(i - 1)
                && judged.priced(i)
                && PriceWords.onlyOtherCost(judged.before(i))
                && judged.value(i - 1) != null
                && judged.value(i) != null
                && judged.value(i - 1).compareTo(judged.value(i)) < 0;
    }

    /** "£20.00 Delivery £5.00". */
    private boolean costOfNext(int i) {
        return PriceWords.onlyOtherCost(judged.behind(i)) && lowerFollows(i);
    }

    /** "15.6\""; in quotes stands an amount of JSON. */
    private boolean inches(int i) {
        return judged.behind(i).startsWith('"') && !judged.before(i).endsWith('"');
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
            articles = new BitSet(count);
            for (int i = 0; i < count; i++) {
                boolean goesOn =
                        i > 0 && articles.get(i - 1) && judged.before(i).words().isEmpty();
                articles.set(i, goesOn || PriceWords.article(judged.before(i)));
            }
        }
        return articles;
    }

    /** Whether it begins a range of sizes: "1.50-2.00 m". */
    private boolean unitBehindRange(int i) {
        return i + 1 < count && judged.linked(i + 1) && PriceWords.unit(judged.behind(i + 1));
    }

    private boolean lowerFollows(int i) {
        return judged.priceFollows(i)
                && judged.value(i + 1) != null
                && judged.value(i + 1).compareTo(judged.value(i)) < 0;
    }
}
