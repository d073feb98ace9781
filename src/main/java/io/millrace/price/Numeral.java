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
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    /** The numeral whose digits, or whose decimal mark, start at an index of the normalised text. */
    static Numeral at(String text, int start) {
        var parts = new ArrayList<String>();
        var separators = new StringBuilder();
        int i = start;
        while (true) {
            int runEnd = digitsEnd(text, i);
            parts.add(text.substring(i, runEnd));
            i = runEnd;
            int spaced = spacedDecimals(text, i);
            if (spaced > 0 && separators.indexOf(text.substring(i, spaced).strip()) >= 0) {
                spaced = -1;
            }
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

    /** The Swiss "-.95", whose dash stands for no francs; or null. */
    static Numeral dashed(String text, int start) {
        boolean dashed = dash(text.charAt(start))
                && start + 1 < text.length()
                && ".,".indexOf(text.charAt(start + 1)) >= 0
                && digit(text, start + 2)
                && digit(text, start + 3)
                && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
        if (!dashed) {
            return null;
        }
        var cents = at(text, start + 1);
        return new Numeral(start, cents.end(), cents.parts(), cents.separators());
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
            case ':' -> colonDecimals(text, i, parts, before);
            case '-' -> dashDecimals(text, i, parts);
            // A space joins only what can be nothing but thousands: "1 299", never "12 99" or "3,5 120".
            case ' ' ->
                group(text, i + 1)
                        && !parts.get(0).isEmpty()
                        && parts.get(0).length() <= GROUP
                        && parts.get(0).charAt(0) != '0'
                        && onlyOf(before, " ");
            default -> false;
        };
    }

    /** Whether two decimals, and no more, follow a group of thousands. */
    private static boolean centsAfter(String text, int i) {
        return i < text.length()
                && ".,".indexOf(text.charAt(i)) >= 0
                && digit(text, i + 1)
                && digit(text, i + 2)
                && !digit(text, i + 3);
    }

    /** Whether a colon is the decimal mark of "99:90", as Swedish shops write; "12:30:15" is a time. */
    private static boolean colonDecimals(String text, int i, List<String> parts, CharSequence before) {
        int start = i - parts.get(parts.size() - 1).length();
        return onlyOf(before, " .")
                && !parts.get(0).isEmpty()
                && !(start > 0 && text.charAt(start - 1) == ':')
                && digit(text, i + 2)
                && !digit(text, i + 3)
                && !(i + 3 < text.length() && ":.,".indexOf(text.charAt(i + 3)) >= 0 && digit(text, i + 4));
    }

    /** Whether a dash is the decimal mark of "1049-00 руб.": what descends so far is no range. */
    private static boolean dashDecimals(String text, int i, List<String> parts) {
        int end = i + GROUP;
        return parts.get(parts.size() - 1).length() >= GROUP
                && digit(text, i + 2)
                && !digit(text, end)
                && end < text.length()
                && CurrencySign.at(text, text.charAt(end) == ' ' ? Math.min(end + 1, text.length() - 1) : end) != null;
    }

    /** Where the cents of "12 ,99" and "€ 12. 99" or the thousands of "1 ,299" begin, whose mark stands in an element of its own; or -1. */
    private static int spacedDecimals(String text, int from) {
        boolean before = from < text.length() && text.charAt(from) == ' ';
        int mark = before ? from + 1 : from;
        if (mark >= text.length() || ".,".indexOf(text.charAt(mark)) < 0) {
            return -1;
        }
        boolean behind = mark + 1 < text.length() && text.charAt(mark + 1) == ' ';
        int cents = behind ? mark + 2 : mark + 1;
        boolean group = group(text, cents);
        if (group && before && !behind) {
            return cents;
        }
        if (group && behind && centsAfter(text, cents + GROUP)) {
            return cents;
        }
        if (!before && !behind || !digit(text, cents) || !digit(text, cents + 1) || digit(text, cents + 2)) {
            return -1;
        }
        // "Sizes 10, 12 and 14" is a list: without a space before the mark, nothing but a currency may follow.
        int end = cents + 2;
        boolean last = end == text.length();
        boolean sign = !last
                && CurrencySign.at(text, text.charAt(end) == ' ' ? Math.min(end + 1, text.length() - 1) : end) != null;
        return before || last || sign ? cents : -1;
    }

    private static boolean onlyOf(CharSequence separators, String allowed) {
        for (int i = 0; i < separators.length(); i++) {
            if (allowed.indexOf(separators.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
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
        // "1.299:-" is Swedish, "1,250/-" and "1,250/=" are Indian and East African.
        return text.startsWith(":-", end) || text.startsWith("/-", end) || text.startsWith("/=", end) ? end + 2 : end;
    }

    private static boolean dash(char c) {
        return c == '-' || c == '–';
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

    String last() {
        return parts.get(parts.size() - 1);
    }
}
