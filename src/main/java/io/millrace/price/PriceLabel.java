package io.millrace.price;

/**
 * What the words around a number say of it, by {@code words.txt}; for a page, where a number mostly has an element of its own.
 * Each word is looked up once. Immutable.
 */
public final class PriceLabel {
    private static final int TO_OTHERS = Sense.all(Sense.ASIDE, Sense.INSTALMENT);
    private static final int GAIN = Sense.all(Sense.REDUCTION, Sense.SAVING);

    private final int said;
    private final boolean isPrice;
    private final boolean isNet;
    private final boolean isSentence;

    private PriceLabel(int said, boolean isPrice, boolean isNet, boolean isSentence) {
        this.said = said;
        this.isPrice = isPrice;
        this.isNet = isNet;
        this.isSentence = isSentence;
    }

    /**
     * Reads what stands around a price.
     *
     * @param before what stands between the number before and the element with the price; may be empty
     * @param words those of the element, the number among them
     * @param price as it is read in them
     * @param behind what stands behind the element, up to the next number; may be empty
     */
    public static PriceLabel of(String before, String words, Price price, String behind) {
        var told = withoutSaving(words);
        var own = price.symbol() == null ? told : told.replace(price.symbol(), " ");
        int number = 0;
        while (number < own.length() && !Character.isDigit(own.charAt(number))) {
            number++;
        }
        int end = own.length();
        while (end > number && !Character.isDigit(own.charAt(end - 1))) {
            end--;
        }
        var lead = gap(own.substring(0, number));
        var label = before.isBlank() ? lead : gap(before + " " + own.substring(0, number));
        var rest = gap(withoutDigits(own.substring(number)));
        var next = gap(own.substring(end).strip() + " " + (told.equals(words) ? behind : ""));
        int said = PriceWords.said(label);
        int inside = (label == lead ? said : PriceWords.said(lead)) | PriceWords.said(rest);
        boolean other = PriceWords.otherCost(label, said)
                || PriceWords.otherCostBehind(next)
                || label.endsWith('+')
                || label.endsWith('≈')
                || (said & TO_OTHERS) != 0
                || (inside & GAIN) != 0
                || PriceWords.rate(next) && !PriceWords.ratePerPiece(next);
        return new PriceLabel(
                said,
                !other,
                Sense.UNTAXED.in(said | inside) || PriceWords.plusTax(next),
                !PriceWords.onlyPriceWords(lead) || !PriceWords.onlyPriceWords(rest));
    }

    /** Without a bracket behind the number that says how much is saved: "29,900원 (9,000원 할인)". */
    private static String withoutSaving(String words) {
        int open = words.indexOf('(');
        if (open < 0 || words.charAt(words.length() - 1) != ')') {
            return words;
        }
        var bracket = words.substring(open);
        boolean saving = hasDigit(words.substring(0, open))
                && hasDigit(bracket)
                && (PriceWords.said(gap(withoutDigits(bracket))) & GAIN) != 0;
        return saving ? words.substring(0, open).stripTrailing() : words;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private static Gap gap(String text) {
        return Gap.of(NormalText.of(text));
    }

    private static String withoutDigits(String text) {
        var plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isDigit(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }

    /** Whether nothing says that it is a cost, a saving, a part, a price per unit, for others or in another currency. */
    public boolean isPrice() {
        return isPrice;
    }

    /** Whether the last that it is called is an earlier, a recommended or a usual price. */
    public boolean isEarlier() {
        return Sense.LIST.in(said);
    }

    /** Whether it is called the price after a reduction: a higher one beside it is the price before, whatever its name. */
    public boolean isReduced() {
        return Sense.REDUCED.in(said);
    }

    /** Whether it is called the usual price: an earlier one only where there is another. */
    public boolean isUsual() {
        return Sense.USUAL.in(said);
    }

    /** Whether it is said to be without tax, beside which there is the price to pay. */
    public boolean isNet() {
        return isNet;
    }

    /** Whether words stand with it in its element that do not stand beside prices everywhere. */
    public boolean isSentence() {
        return isSentence;
    }
}
