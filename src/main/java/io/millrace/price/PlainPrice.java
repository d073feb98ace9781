package io.millrace.price;

import java.math.BigDecimal;

/**
 * Prices as most shops write them, {@code € 12,99}, {@code $12.99}, {@code 12.99 EUR} or {@code 12.99}: one number without
 * thousands, and at most one sign of a currency beside it. Nothing around them has to be judged.
 */
final class PlainPrice {
    /** With more digits it is no price but an article's number. */
    static final int MOST_DIGITS = 12;

    private static final int DECIMALS = 2;
    private static final int CODE = 3;

    private PlainPrice() {}

    /** The price, or null where the text is anything else and has to be read with care. */
    static Price read(String text, PriceHints hints) {
        var end = text.length();
        var from = 0;
        while (from < end && !isDigit(text.charAt(from))) {
            from++;
        }
        var to = from;
        while (to < end && isDigit(text.charAt(to))) {
            to++;
        }
        var whole = to - from;
        if (whole == 0 || whole > MOST_DIGITS) {
            return null;
        }
        var decimals = 0;
        if (to < end && (text.charAt(to) == '.' || text.charAt(to) == ',')) {
            var start = ++to;
            while (to < end && isDigit(text.charAt(to))) {
                to++;
            }
            decimals = to - start;
            if (decimals != DECIMALS) {
                return null;
            }
        }
        if (from > 0 && to < end) {
            return null;
        }
        var amount = amount(text, from, to, decimals);
        if (from == 0 && to == end) {
            var hinted = Currencies.hinted(hints);
            return new Price(amount, hinted == null ? Currencies.ofCountry(hints.country()) : hinted, null);
        }
        var sign = from > 0
                ? sign(text, 0, isSpace(text, from - 1) ? from - 1 : from)
                : sign(text, isSpace(text, to) ? to + 1 : to, end);
        return sign == null ? null : new Price(amount, Currencies.settle(sign, hints), sign.spelling());
    }

    /** The sign that stands there alone: a symbol of one character that is no letter, or a code. */
    private static CurrencySign sign(String text, int from, int to) {
        if (to - from == 1 && !isPlainSymbol(text.charAt(from)) || to - from != 1 && !isCode(text, from, to)) {
            return null;
        }
        return CurrencySign.spelled(text.substring(from, to));
    }

    /** Cents are no unit of prices, and the others have a usual form of their own. */
    private static boolean isPlainSymbol(char c) {
        return c == '$' || c == '£' || c == '¥' || c >= '\u20A0' && c <= '\u20BF';
    }

    private static boolean isCode(String text, int from, int to) {
        if (to - from != CODE) {
            return false;
        }
        for (var i = from; i < to; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal amount(String text, int from, int to, int decimals) {
        long unscaled = 0;
        for (var i = from; i < to; i++) {
            if (isDigit(text.charAt(i))) {
                unscaled = 10 * unscaled + text.charAt(i) - '0';
            }
        }
        return BigDecimal.valueOf(unscaled, decimals);
    }

    private static boolean isSpace(String text, int at) {
        return text.charAt(at) == ' ' || text.charAt(at) == '\u00A0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
