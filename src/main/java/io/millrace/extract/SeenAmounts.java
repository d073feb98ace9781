package io.millrace.extract;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** The numbers of a text, by every convention that they could follow; to look a price up in it. */
final class SeenAmounts {
    private static final int LONGEST = 18;

    /** Digits without separators, and how many of them are decimals. */
    private final Set<String> keys = new HashSet<>();

    static SeenAmounts of(CharSequence text) {
        var seen = new SeenAmounts();
        int i = 0;
        while (i < text.length()) {
            i = isDigit(text.charAt(i)) ? seen.read(text, i) : i + 1;
        }
        return seen;
    }

    boolean contains(BigDecimal amount) {
        var plain = amount.stripTrailingZeros();
        for (int decimals = Math.max(0, plain.scale()); decimals <= 3; decimals++) {
            var digits = plain.movePointRight(decimals).toBigInteger().toString();
            if (keys.contains(key(digits, decimals))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an amount was written with two decimals, and not only its digits. */
    boolean containsInHundredths(BigDecimal amount) {
        return keys.contains(key(amount.movePointRight(2).toBigInteger().toString(), 2));
    }

    private int read(CharSequence text, int from) {
        var digits = new StringBuilder();
        int last = 0;
        boolean point = false;
        int i = from;
        while (i < text.length() && digits.length() < LONGEST) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append((char) ('0' + Character.digit(c, 10)));
            } else if (isSeparator(c) && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
                note(digits, last, point);
                last = digits.length();
                point = c == '.' || c == ',' || c == '٫';
            } else {
                break;
            }
            i++;
        }
        note(digits, last, point);
        return i + 1;
    }

    /** The number up to here, with what is behind its last separator as decimals and without; ",00" is never thousands. */
    private void note(StringBuilder digits, int last, boolean point) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        var all = digits.substring(zeros);
        int behind = digits.length() - last;
        if (last == 0 || !point || behind > 2) {
            keys.add(key(all, 0));
        }
        if (last > 0 && behind <= 3) {
            keys.add(key(all, behind));
        }
    }

    private static String key(String digits, int decimals) {
        return digits + ":" + decimals;
    }

    private static boolean isSeparator(char c) {
        return c == '.'
                || c == ','
                || c == '\''
                || c == '’'
                || c == ' '
                || c == '\u00a0'
                || c == '\u202f'
                || c == '\u2009'
                || c == '٫'
                || c == '٬';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c > 127 && Character.isDigit(c);
    }
}
