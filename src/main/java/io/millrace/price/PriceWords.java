package io.millrace.price;

import static io.millrace.price.WordTable.WORDS;

import java.util.List;

/** What the words beside a number make of it. */
final class PriceWords {
    /** Words that have them within speak of a price: "Kaufpreis", "Verkoopprijs", "prisen". */
    private static final List<String> STEMS = List.of(
            "preis", "price", "prijs", "pris", "prix", "precio", "preço", "prezz", "cena", "ceny", "cijen", "цен",
            "цін", "hinta", "fiyat", "qiymət", "價", "价", "ราคา", "가격");

    /** Behind them a number is told for so many, and not for one. */
    private static final int FROM_WORDS = 3;

    private static final int LONGEST_FREE = 24;

    /** Between two numbers more words than these are no label of either alone. */
    private static final int LABEL = 2;

    private PriceWords() {}

    /** What a text says, as {@link WordTable#said} tells it. */
    static int said(Gap gap) {
        return WORDS.said(gap.words());
    }

    /** Whether it says which price the next one is. */
    static boolean speaksOfPrice(int said) {
        return Sense.LIST.in(said) || Sense.SPECIAL.in(said);
    }

    static boolean otherCost(Gap before, int said) {
        return Sense.COST.in(said) && !(Sense.FREE.in(said) && endsFree(before)) || Sense.SAVING.in(said);
    }

    /** Whether a number is a delivery cost, by the word right behind it: "£12.00 delivery". */
    static boolean otherCostBehind(Gap behind) {
        return starts(behind, Sense.COST)
                && !starts(behind, Sense.FREE)
                && !(behind.words().size() > 1
                        && Sense.FREE.in(WORDS.word(behind.words().get(1))));
    }

    /** "Envío gratis 49,99 €"; behind "free shipping over" stands no price. */
    private static boolean endsFree(Gap before) {
        var words = before.words();
        int last = WORDS.word(before.last());
        if (words.size() < LABEL || Sense.FREE.in(last) && Sense.COST.in(last)) {
            return Sense.FREE.in(last);
        }
        int previous = WORDS.word(words.get(words.size() - LABEL));
        return Sense.FREE.in(last) && Sense.COST.in(previous) || Sense.COST.in(last) && Sense.FREE.in(previous);
    }

    /** Whether a number is a part of the next, by all that stands between: "3 of 5". */
    static boolean fraction(Gap between) {
        return between.words().size() <= LABEL
                && (WORDS.is(between.only(), Sense.FRACTION)
                        || Sense.FRACTION.in(WORDS.first(between.words()))
                                && between.words().size() > 1
                                && WORDS.is(String.join(" ", between.words()), Sense.FRACTION));
    }

    /** Whether a percentage is followed by nothing but what it is of: "20 % Rabatt 40 €". */
    static boolean onlyDiscount(Gap between) {
        return between.words().size() <= LABEL && !Sense.FROM.in(said(between));
    }

    /** Whether all that stands between two numbers is a cost, which can be either: "£20.00 Delivery £5.00". */
    static boolean onlyOtherCost(Gap between) {
        return between.words().size() <= LABEL && Sense.COST.in(said(between));
    }

    /** Whether a number is a saving, by the verb right behind it: "5 € sparen". */
    static boolean savingBehind(Gap behind) {
        return starts(behind, Sense.SAVING);
    }

    /** Whether a number is an earlier price, by all that stands between it and the next: "£20 now £15". */
    static boolean now(Gap between) {
        return between.words().size() <= 1
                && (WORDS.is(between.last(), Sense.NOW)
                        || WORDS.is(between.text().strip(), Sense.NOW));
    }

    /** Whether a number is a size, a weight, a time or a mark, by the word right behind it. */
    static boolean unit(Gap behind) {
        return starts(behind, Sense.UNIT) || behind.startsWith('″');
    }

    /** Whether a number is a count, by the word right behind it. */
    static boolean piece(Gap behind) {
        return starts(behind, Sense.PIECE);
    }

    /** Whether a number is an article's or a telephone's, by the last word before it. */
    static boolean article(Gap before) {
        return WORDS.is(before.last(), Sense.ARTICLE)
                || before.endsWith('#')
                || before.endsWith('№')
                || before.endsWith('©');
    }

    /** Whether a text speaks of a rating. */
    static boolean stars(String text) {
        return text.indexOf('★') >= 0 || text.indexOf('☆') >= 0 || text.indexOf('⭐') >= 0;
    }

    /** Whether a number and the one before are one amount, by all that stands between: "12 euros et 50 centimes". */
    static boolean and(Gap between) {
        return between.isBlank() || WORDS.is(between.only(), Sense.AND);
    }

    static boolean listPrice(Gap before) {
        return Sense.LIST.in(said(before));
    }

    /** Whether a number is one of many payments or a price of a unit, by what stands right behind it. */
    static boolean rate(Gap behind) {
        return behind.startsWith('/') || starts(behind, Sense.RATE) && !behind.firstIsArticle();
    }

    /** Whether that unit is the piece that is sold: "pro Stück", "/szt.". */
    static boolean ratePerPiece(Gap behind) {
        return behind.startsWith('/')
                ? Sense.PIECE.in(WORDS.word(behind.first(1)))
                : behind.words().size() > 1
                        && Sense.PIECE.in(WORDS.word(behind.words().get(1)));
    }

    /** Whether a price for many follows: "ab 10 Stück", "10+". */
    static boolean from(Gap beforeCount, Gap behindCount) {
        if (behindCount.startsWith('+')) {
            return true;
        }
        var words = beforeCount.words();
        for (int i = Math.max(0, words.size() - FROM_WORDS); i < words.size(); i++) {
            if (WORDS.is(words.get(i), Sense.FROM)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a gap can name no more than what is counted: "Stück:", "Stk. je", "Fl.". */
    static boolean ofPieces(Gap gap) {
        return gap.words().size() <= LABEL;
    }

    static boolean withoutTaxBehind(Gap behind) {
        var words = behind.words();
        if (words.isEmpty()
                || behind.first().isEmpty() && behind.firstInBrackets().isEmpty() && !plus(behind)) {
            return false;
        }
        return plus(behind) ? plusTax(behind) : Sense.NET.in(WORDS.first(words));
    }

    /** Whether a tax follows and nothing more, as before "0 %". */
    static boolean onlyTax(Gap behind) {
        return behind.words().size() == 1 && WORDS.is(behind.first(), Sense.TAX);
    }

    /** Whether a tax comes on top: "+ IVA". */
    static boolean plusTax(Gap behind) {
        return plus(behind)
                && !behind.words().isEmpty()
                && WORDS.is(behind.words().get(0), Sense.TAX);
    }

    private static boolean plus(Gap gap) {
        return gap.startsWith('+');
    }

    static boolean multiplier(Gap behind) {
        return starts(behind, Sense.MILLION)
                || !behind.text().isEmpty() && multiplier(behind.text().charAt(0));
    }

    /** Whether it multiplies the number beside it, in the counting of East Asia. */
    static boolean multiplier(char c) {
        return "万萬億亿만억천千".indexOf(c) >= 0;
    }

    static boolean free(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Gap.inWord(text.charAt(start))) {
            start++;
        }
        while (end > start && " !.:*-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end - start <= LONGEST_FREE
                && WORDS.is(String.join(" ", Gap.of(text.substring(start, end)).words()), Sense.FREE);
    }

    static boolean range(Gap between) {
        return WORDS.is(between.only(), Sense.RANGE);
    }

    /** Whether a text holds no words but those that stand beside prices. */
    static boolean onlyPriceWords(Gap text) {
        var words = text.words();
        for (int i = 0; i < words.size(); i++) {
            if (!besidePrices(words.get(i)) && !compound(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean besidePrices(String word) {
        int senses = WORDS.word(word);
        return Sense.PRICE.in(senses)
                || Sense.LIST.in(senses)
                || Sense.SPECIAL.in(senses)
                || Sense.RATE.in(senses)
                || Sense.NET.in(senses)
                || Sense.GROSS.in(senses)
                || Sense.TAX.in(senses);
    }

    private static boolean compound(String word) {
        for (var stem : STEMS) {
            if (word.contains(stem)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(Gap gap, Sense sense) {
        return !gap.first().isEmpty() && sense.in(WORDS.first(gap.words()));
    }
}
