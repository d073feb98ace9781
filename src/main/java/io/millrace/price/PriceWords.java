package io.millrace.price;

import static io.millrace.price.WordTable.WORDS;

import io.millrace.price.WordTable.Said;
import io.millrace.price.WordTable.Sense;
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

    static Said said(Gap gap) {
        return WORDS.said(gap.words());
    }

    static boolean otherCost(Gap before) {
        var said = said(before);
        return said.any(Sense.COST) && !(said.any(Sense.FREE) && endsFree(before)) || said.any(Sense.SAVING);
    }

    /** Whether a number is a delivery cost, by the word right behind it: "£12.00 delivery". */
    static boolean otherCostBehind(Gap behind) {
        return starts(behind, Sense.COST)
                && !starts(behind, Sense.FREE)
                && !(behind.words().size() > 1
                        && WORDS.word(behind.words().get(1)).contains(Sense.FREE));
    }

    /** "Envío gratis 49,99 €"; behind "free shipping over" stands no price. */
    private static boolean endsFree(Gap before) {
        var words = before.words();
        var last = WORDS.word(before.last());
        if (words.size() < LABEL || last.contains(Sense.FREE) && last.contains(Sense.COST)) {
            return last.contains(Sense.FREE);
        }
        var previous = WORDS.word(words.get(words.size() - LABEL));
        return last.contains(Sense.FREE) && previous.contains(Sense.COST)
                || last.contains(Sense.COST) && previous.contains(Sense.FREE);
    }

    /** Whether a number is a part of the next, by all that stands between: "3 of 5". */
    static boolean fraction(Gap between) {
        return between.words().size() <= LABEL
                && (WORDS.is(between.only(), Sense.FRACTION)
                        || WORDS.first(between.words()).contains(Sense.FRACTION)
                                && between.words().size() > 1
                                && WORDS.is(String.join(" ", between.words()), Sense.FRACTION));
    }

    /** Whether a percentage is followed by nothing but what it is of: "20 % Rabatt 40 €". */
    static boolean onlyDiscount(Gap between) {
        return between.words().size() <= LABEL && !said(between).any(Sense.FROM);
    }

    /** Whether all that stands between two numbers is a cost, which can be either: "£20.00 Delivery £5.00". */
    static boolean onlyOtherCost(Gap between) {
        return between.words().size() <= LABEL && said(between).any(Sense.COST);
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
        return said(before).price() == Sense.LIST;
    }

    /** Whether a number is one of many payments or a price of a unit, by what stands right behind it. */
    static boolean rate(Gap behind) {
        return behind.startsWith('/') || starts(behind, Sense.RATE) && !behind.firstIsArticle();
    }

    /** Whether that unit is the piece that is sold: "pro Stück", "/szt.". */
    static boolean ratePerPiece(Gap behind) {
        return behind.startsWith('/')
                ? WORDS.word(behind.first(1)).contains(Sense.PIECE)
                : behind.words().size() > 1 && WORDS.word(behind.words().get(1)).contains(Sense.PIECE);
    }

    static boolean levy(Gap before) {
        return said(before).any(Sense.FEE);
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

    static boolean instalment(Gap between) {
        return said(between).any(Sense.INSTALMENT);
    }

    static boolean withoutTaxBefore(Gap before) {
        return said(before).any(Sense.NET);
    }

    static boolean withoutTaxBehind(Gap behind) {
        var words = behind.words();
        if (words.isEmpty()
                || behind.first().isEmpty() && behind.firstInBrackets().isEmpty() && !plus(behind)) {
            return false;
        }
        return plus(behind)
                ? WORDS.is(words.get(0), Sense.TAX)
                : WORDS.first(words).contains(Sense.NET);
    }

    /** Whether a tax follows and nothing more, as before "0 %". */
    static boolean onlyTax(Gap behind) {
        return behind.words().size() == 1 && WORDS.is(behind.first(), Sense.TAX);
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
        var senses = WORDS.word(word);
        return senses.contains(Sense.PRICE)
                || senses.contains(Sense.LIST)
                || senses.contains(Sense.SPECIAL)
                || senses.contains(Sense.RATE)
                || senses.contains(Sense.NET)
                || senses.contains(Sense.GROSS)
                || senses.contains(Sense.TAX);
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
        return !gap.first().isEmpty() && WORDS.first(gap.words()).contains(sense);
    }
}
