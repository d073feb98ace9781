package io.millrace.price;

import java.math.BigDecimal;
import java.util.ArrayList;
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

    /** The numeral that starts at an index of the normalised text, or null. */
    static Numeral at(String text, int start) {
        var parts = new ArrayList<String>();
        var separators = new StringBuilder();
        int i = start;
        while (true) {
            int runEnd = digitsEnd(text, i);
            parts.add(text.substring(i, runEnd));
            i = runEnd;
            int spaced = separators.isEmpty() ? spacedDecimals(text, i) : -1;
            if (spaced < 0 && !separates(text, i, parts, separators)) {
                break;
            }
            separators.append(
                    spaced < 0
                            ? text.charAt(i)
                            : text.substring(i, spaced).strip().charAt(0));
            i = spaced < 0 ? i + 1 : spaced;
        }
        return new Numeral(start, zeroCentsEnd(text, i), List.copyOf(parts), separators.toString());
    }

    static boolean digit(String text, int i) {
        return i >= 0 && i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private static int digitsEnd(String text, int from) {
        int i = from;
        while (digit(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean separates(String text, int i, List<String> parts, CharSequence before) {
        if (!digit(text, i + 1)) {
            return false;
        }
        return switch (text.charAt(i)) {
            case '.', ',', NormalText.ARABIC_DECIMAL -> true;
            case '\'' -> group(text, i + 1);
            // A space joins only what can be nothing but thousands: "1 299", never "12 99" or "3,5 120".
            case ' ' ->
                group(text, i + 1)
                        && !parts.get(0).isEmpty()
                        && parts.get(0).length() <= GROUP
                        && parts.get(0).charAt(0) != '0'
                        && before.chars().allMatch(c -> c == ' ');
            default -> false;
        };
    }

    /** Where the cents of "12 ,99" and "€ 12. 99" begin, whose mark stands in an element of its own; or -1. */
    private static int spacedDecimals(String text, int from) {
        boolean before = from < text.length() && text.charAt(from) == ' ';
        int mark = before ? from + 1 : from;
        if (mark >= text.length() || ".,".indexOf(text.charAt(mark)) < 0) {
            return -1;
        }
        boolean behind = mark + 1 < text.length() && text.charAt(mark + 1) == ' ';
        int cents = behind ? mark + 2 : mark + 1;
        if (!before && !behind || !digit(text, cents) || !digit(text, cents + 1) || digit(text, cents + 2)) {
            return -1;
        }
        // "Sizes 10, 12 and 14" is a list: without a space before the mark, nothing but a currency may follow.
        int end = cents + 2;
        boolean last = end == text.length();
        boolean sign = !last
                && Currencies.at(text, text.charAt(end) == ' ' ? Math.min(end + 1, text.length() - 1) : end) != null;
        return before || last || sign ? cents : -1;
    }

    private static boolean group(String text, int i) {
        return digit(text, i) && digit(text, i + 1) && digit(text, i + 2) && !digit(text, i + 3);
    }

    /** Skips the dash of "15.–" and "299,-", which stands for no cents. */
    private static int zeroCentsEnd(String text, int end) {
        int i = end;
        if (i + 1 < text.length() && (text.charAt(i) == '.' || text.charAt(i) == ',') && dash(text.charAt(i + 1))) {
            i++;
            while (i < text.length() && dash(text.charAt(i))) {
                i++;
            }
            return digit(text, i) ? end : i;
        }
        return end;
    }

    private static boolean dash(char c) {
        return c == '-' || c == '–';
    }

    /** Whether it is written the way that prices are: with two decimals or with thousands. */
    boolean looksLikeMoney() {
        return !separators.isEmpty() && (last().length() == 2 || last().length() == GROUP);
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
        if (parts.stream().mapToInt(String::length).sum() > MAX_DIGITS) {
            return null;
        }
        int count = separators.length();
        boolean decimal = count > 0 && lastIsDecimal(decimalSeparator, currency);
        int groups = decimal ? parts.size() - 1 : parts.size();
        if (!grouped(groups)) {
            return null;
        }
        var whole = String.join("", parts.subList(0, groups));
        return new BigDecimal((whole.isEmpty() ? "0" : whole) + (decimal ? "." + last() : ""));
    }

    private boolean lastIsDecimal(Character decimalSeparator, String currency) {
        char mark = separators.charAt(separators.length() - 1);
        if (mark == NormalText.ARABIC_DECIMAL) {
            return true;
        }
        if (mark == ' ' || mark == '\'' || separators.indexOf(mark) < separators.length() - 1) {
            return false;
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
        return MinorDigits.three(currency) && (mark == '.' || "TND".equals(currency));
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

    private String last() {
        return parts.get(parts.size() - 1);
    }
}
