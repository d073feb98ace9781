package io.millrace.price;

import java.util.Arrays;
import java.util.Locale;

/** What a word beside a number can say of it: the headings of {@code words.txt}, where each is explained. */
enum Sense {
    LIST,
    USUAL,
    ALONE,
    SPECIAL,
    COST,
    SAVING,
    REDUCTION,
    FEE,
    NET,
    UNTAXED,
    GROSS,
    TAX,
    FROM,
    MANY,
    MORE,
    RATE,
    PIECE,
    INSTALMENT,
    ASIDE,
    PRICE,
    UNIT,
    ARTICLE,
    RANGE,
    FRACTION,
    AND,
    NOW,
    MILLION,
    FREE,
    REDUCED;

    private final int bit = 1 << ordinal();

    /** Whether it is one of those that {@link WordTable} found. */
    boolean in(int senses) {
        return (senses & bit) != 0;
    }

    /** Several as one number. */
    static int all(Sense... senses) {
        return Arrays.stream(senses).mapToInt(sense -> sense.bit).sum();
    }

    /** Those that a heading names, as one number. */
    static int named(String heading) {
        return all(Arrays.stream(heading.toUpperCase(Locale.ROOT).split(" "))
                .map(Sense::valueOf)
                .toArray(Sense[]::new));
    }

    /** What is said by both, the one after the other; of an earlier and a special price only the one that is said last. */
    static int and(int senses, int later) {
        if (LIST.in(later)) {
            return (senses | later) & ~(SPECIAL.bit | REDUCED.bit);
        }
        return SPECIAL.in(later) ? (senses | later) & ~(LIST.bit | USUAL.bit) : senses | later;
    }
}
