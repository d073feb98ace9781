package io.millrace.price;

import java.util.ArrayList;
import java.util.List;

/** Finds where a numeral ends, by all ways in which digits are separated. */
final class NumeralScan {
    private static final int GROUP = 3;

    private NumeralScan() {}

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
                && Numeral.digit(text, start + 2)
                && Numeral.digit(text, start + 3)
                && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
        if (!dashed) {
            return null;
        }
        var cents = at(text, start + 1);
        return new Numeral(start, cents.end(), cents.parts(), cents.separators());
    }

    private static int digitsEnd(String text, int from) {
        int i = from;
        while (Numeral.digit(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean separates(String text, int i, List<String> parts, CharSequence before) {
        if (!Numeral.digit(text, i + 1)) {
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
                        && follows(before, " ");
            default -> false;
        };
    }

    /** Whether two decimals, and no more, follow a group of thousands, their mark perhaps between spaces. */
    private static boolean centsAfter(String text, int from) {
        int mark = skipSpace(text, from);
        if (mark >= text.length() || ".,".indexOf(text.charAt(mark)) < 0) {
            return false;
        }
        int cents = mark > from ? skipSpace(text, mark + 1) : mark + 1;
        return Numeral.digit(text, cents) && Numeral.digit(text, cents + 1) && !Numeral.digit(text, cents + 2);
    }

    private static int skipSpace(String text, int i) {
        return i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
    }

    /** Whether a colon is the decimal mark of "99:90", as Swedish shops write; "12:30:15" is a time. */
    private static boolean colonDecimals(String text, int i, List<String> parts, CharSequence before) {
        int start = i - parts.get(parts.size() - 1).length();
        return follows(before, " .")
                && !parts.get(0).isEmpty()
                && !(start > 0 && text.charAt(start - 1) == ':')
                && Numeral.digit(text, i + 2)
                && !Numeral.digit(text, i + 3)
                && !(i + 3 < text.length() && ":.,".indexOf(text.charAt(i + 3)) >= 0 && Numeral.digit(text, i + 4));
    }

    /** Whether a dash is the decimal mark of "1049-00 руб.": what descends so far is no range. */
    private static boolean dashDecimals(String text, int i, List<String> parts) {
        int end = i + GROUP;
        return parts.get(parts.size() - 1).length() >= GROUP
                && Numeral.digit(text, i + 2)
                && !Numeral.digit(text, end)
                && signAt(text, end);
    }

    /** Where cents or thousands begin whose mark stands in an element of its own, "12 ,99", "€ 12. 99", "1 ,299"; or -1. */
    private static int spacedDecimals(String text, int from) {
        boolean before = from < text.length() && text.charAt(from) == ' ';
        int mark = before ? from + 1 : from;
        if (mark >= text.length() || ".,".indexOf(text.charAt(mark)) < 0) {
            return -1;
        }
        boolean behind = mark + 1 < text.length() && text.charAt(mark + 1) == ' ';
        int cents = behind ? mark + 2 : mark + 1;
        boolean group = group(text, cents);
        if (group && (behind ? centsAfter(text, cents + GROUP) : before)) {
            return cents;
        }
        if (!before && !behind
                || !Numeral.digit(text, cents)
                || !Numeral.digit(text, cents + 1)
                || Numeral.digit(text, cents + 2)) {
            return -1;
        }
        // "Sizes 10, 12 and 14" is a list: without a space before the mark, nothing but a currency may follow.
        int end = cents + 2;
        return before || end == text.length() || signAt(text, end) ? cents : -1;
    }

    /** Whether a sign stands there, or behind a space there. */
    private static boolean signAt(String text, int i) {
        int sign = i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
        return sign < text.length() && CurrencySign.at(text, sign) != null;
    }

    /** Whether it goes on with nothing or after such a separator; that one had to follow its like in its turn. */
    private static boolean follows(CharSequence separators, String allowed) {
        return separators.length() == 0 || allowed.indexOf(separators.charAt(separators.length() - 1)) >= 0;
    }

    private static boolean group(String text, int i) {
        return Numeral.digit(text, i)
                && Numeral.digit(text, i + 1)
                && Numeral.digit(text, i + 2)
                && !Numeral.digit(text, i + 3);
    }

    /** Skips the dash of "15.–" and "299,-", which stands for no cents. */
    private static int zeroCentsEnd(String text, int end) {
        int i = end;
        if (i + 1 < text.length() && (text.charAt(i) == '.' || text.charAt(i) == ',') && dash(text.charAt(i + 1))) {
            i++;
            while (i < text.length() && dash(text.charAt(i))) {
                i++;
            }
            return Numeral.digit(text, i) ? end : i;
        }
        // "1.299:-" is Swedish, "1,250/-" and "1,250/=" are Indian and East African.
        return text.startsWith(":-", end) || text.startsWith("/-", end) || text.startsWith("/=", end) ? end + 2 : end;
    }

    private static boolean dash(char c) {
        return c == '-' || c == '–';
    }
}
