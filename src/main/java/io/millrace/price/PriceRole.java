package io.millrace.price;

/** What a number with a currency is, by the words around it. */
public enum PriceRole {
    /** Nothing says that it is anything but the price. */
    PRICE,
    /** An earlier or a recommended price. */
    LIST_PRICE,
    /** An instalment, or a price per unit or month. */
    RATE,
    /** A delivery cost, a saving, a threshold. */
    OTHER;

    /** Whether a text holds no words but those that stand beside prices everywhere: "our price", "inkl. MwSt.". */
    public static boolean isPlain(String text) {
        return PriceWords.onlyPriceWords(Gap.of(NormalText.of(text)));
    }

    /**
     * The role by the text between the number before and this one, and by the text behind it up to the next.
     *
     * @param before may be empty
     * @param behind may be empty
     */
    public static PriceRole of(String before, String behind) {
        var first = Gap.of(NormalText.of(before));
        var second = Gap.of(NormalText.of(behind));
        if (PriceWords.otherCost(first) || first.endsWith('+') || PriceWords.otherCostBehind(second)) {
            return OTHER;
        }
        if (PriceWords.instalment(first) || PriceWords.rate(second) && !PriceWords.ratePerPiece(second)) {
            return RATE;
        }
        return PriceWords.listPrice(first) ? LIST_PRICE : PRICE;
    }
}
