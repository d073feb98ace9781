package io.millrace.extract;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** The numbers of a text, by every convention that they could follow; to look a price up in it. */
final class SeenAmounts {
    private static final int LONGEST = 18;
    private static final int MOST_DECIMALS = 3;

    /** A number's digits and how many of them are decimals, as one number. */
    private final Set<Long> keys = new HashSet<>();

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
        for (int decimals = Math.max(0, plain.scale()); decimals <= MOST_DECIMALS; decimals++) {
            var digits = plain.movePointRight(decimals);
            if (digits.precision() - digits.scale() <= LONGEST && keys.contains(key(digits.longValue(), decimals))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an amount was written with two decimals, and not only its digits. */
    boolean containsInHundredths(BigDecimal amount) {
        var digits = amount.movePointRight(2);
        return digits.precision() - digits.scale() <= LONGEST && keys.contains(key(digits.longValue(), 2));
    }

    private int read(CharSequence text, int from) {
        long number = 0;
        int digits = 0;
        int last = 0;
        boolean point = false;
        int i = from;
        while (i < text.length() && digits < LONGEST) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                number = 10 * number + Character.digit(c, 10);
                digits++;
            } else if (isSeparator(c) && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
                note(number, digits, last, point);
                last = digits;
                point = c == '.' || c == ',' || c == '٫';
            } else {
                break;
            }
            i++;
        }
        note(number, digits, last, point);
        return i + 1;
    }

    /** The number up to here, with what is behind its last separator as decimals and without; ",00" is never thousands. */
    private void note(long number, int digits, int last, boolean point) {
        int behind = digits - last;
        if (last == 0 || !point || behind > 2) {
            keys.add(key(number, 0));
        }
        if (last > 0 && behind <= MOST_DECIMALS) {
            keys.add(key(number, behind));
        }
    }

    private static long key(long number, int decimals) {
        return number * (MOST_DECIMALS + 1) + decimals;
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
