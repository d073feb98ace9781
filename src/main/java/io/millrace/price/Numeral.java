package io.millrace.price;

import java.math.BigDecimal;
import java.util.List;

/**
 * Digits and separators as they stand in a text, not yet read by one convention or the other.
 *
 * @param start index of the first character
 * @param end index behind the last character
 * @param parts the runs of digits; the first is empty in {@code .75}
 * @param separators what stands between the parts, one character each
 */
record Numeral(int start, int end, List<String> parts, String separators) {
    /** Longer ones are article numbers. */
    private static final int MAX_DIGITS = 18;

    private static final int GROUP = 3;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    static boolean digit(String text, int i) {
        return i >= 0 && i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    /** Whether it is written the way that prices are: with two decimals or with thousands. */
    boolean looksLikeMoney() {
        return !separators.isEmpty() && (last().length() == 2 || last().length() == GROUP);
    }

    /** Whether it can be a time of the day: "14:30". */
    boolean looksLikeTime() {
        return separators.equals(":")
                && parts.get(0).length() <= 2
                && Integer.parseInt(parts.get(0)) <= HOURS
                && Integer.parseInt(last()) < MINUTES;
    }

    /** Whether it has the length of a GTIN and nothing that divides it. */
    boolean isArticle() {
        return separators.isEmpty() && last().length() > PlainPrice.MOST_DIGITS;
    }

    /** Whether it is ",99". */
    boolean isFraction() {
        return parts.get(0).isEmpty() && separators.length() == 1 && last().length() == 2;
    }

    boolean hasDecimals() {
        return !separators.isEmpty() && last().length() != GROUP;
    }

    /**
     * The number, or null where the separators follow no convention (dates, versions, lists).
     *
     * @param decimalSeparator null where it is not known
     * @param currency ISO 4217 code, or null
     */
    BigDecimal value(Character decimalSeparator, String currency) {
        if (digits() > MAX_DIGITS) {
            return null;
        }
        int count = separators.length();
        boolean decimal = count > 0 && lastIsDecimal(decimalSeparator, currency);
        int groups = decimal ? parts.size() - 1 : parts.size();
        if (!grouped(groups)) {
            return null;
        }
        long unscaled = 0;
        for (var part : parts) {
            for (int i = 0; i < part.length(); i++) {
                unscaled = 10 * unscaled + part.charAt(i) - '0';
            }
        }
        return BigDecimal.valueOf(unscaled, decimal ? last().length() : 0);
    }

    /** "1.299.00": three digits in the middle and two in the end are neither a date nor a version. */
    private boolean centsByThousandsMark(char mark) {
        return (mark == '.' || mark == ',')
                && parts.size() == GROUP
                && separators.charAt(0) == mark
                && parts.get(1).length() == GROUP
                && last().length() == 2;
    }

    private int digits() {
        int digits = 0;
        for (var part : parts) {
            digits += part.length();
        }
        return digits;
    }

    private boolean lastIsDecimal(Character decimalSeparator, String currency) {
        char mark = separators.charAt(separators.length() - 1);
        if (mark == NormalText.ARABIC_DECIMAL || mark == ':' || mark == '-') {
            return true;
        }
        if (mark == ' ' || mark == '\'' || separators.indexOf(mark) < separators.length() - 1) {
            return centsByThousandsMark(mark);
        }
        if (separators.length() > 1) {
            return true;
        }
        var first = parts.get(0);
        if (last().length() != GROUP || first.length() > GROUP || first.isEmpty() || first.charAt(0) == '0') {
            return true;
        }
        if (MinorDigits.none(currency)) {
            return false;
        }
        if (decimalSeparator != null) {
            return decimalSeparator == mark;
        }
        return MinorDigits.three(currency) && (mark == '.' || MinorDigits.dear(currency));
    }

    /** Whether the first parts are thousands by one separator: 1.234.567, or the Indian 12,34,567. */
    private boolean grouped(int groups) {
        if (groups == 1) {
            return true;
        }
        char mark = separators.charAt(0);
        int first = parts.get(0).length();
        int middle = groups > 2 ? parts.get(1).length() : GROUP;
        boolean sizes = first >= 1
                && first <= GROUP
                && parts.get(0).charAt(0) != '0'
                && (middle == GROUP || middle == 2 && mark == ',' && first <= 2)
                && parts.get(groups - 1).length() == GROUP;
        for (int i = 1; i < groups; i++) {
            sizes &= separators.charAt(i - 1) == mark
                    && (i == groups - 1 || parts.get(i).length() == middle);
        }
        return sizes;
    }

    String last() {
        return parts.get(parts.size() - 1);
    }
}
