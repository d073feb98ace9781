package io.millrace.extract;

import io.millrace.price.Price;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prices for those who buy many: "3 or more", "ab 5 Stück", "10+". */
final class QuantityPrices {
    /** A count and what is counted are no longer. */
    private static final int NEAR = 24;

    private static final String PIECES =
            "(?:stk|stück|stueck|st|pcs?|pieces?|units?|items?|pièces?|pzs?|pezzi|unidades|uds?|unid|stuks|ks|kusů|kusov|szt|sztuk"
                    + "|db|buc|adet|шт|бр|st\\.?k|kpl|stycken|τεμ|件|個|개)?\\.?";

    private static final Pattern FROM = Pattern.compile(
            "(?:^|[^\\p{L}])(?:ab|from|buy|dès|à partir de|a partir de|da|desde|vanaf|od|fra|från|alkaen|de la|від|от|από|min\\.?)\\s*"
                    + "\\d{1,6}\\s*" + PIECES + "\\s*\\)?\\s*[:–—\\-|=]*\\s*(?:je|à|a|for|each|por|per)?\\s*$",
            Pattern.UNICODE_CASE);

    private static final Pattern OR_MORE = Pattern.compile("(?:^|[^\\p{L}\\d.,])\\d{1,6}\\s*" + PIECES
            + "\\s*(?:\\+|or more|and more|and up|oder mehr|und mehr|ou plus|et plus|o más|y más|o più|e oltre|ou mais|of meer|en meer"
            + "|eller fler|eller flere|tai enemmän|i więcej|lub więcej|a více|a viac|vagy több|sau mai mult|ve üzeri|и более|и больше|і більше"
            + "|以上|이상)\\s*" + PIECES + "\\s*[:–—\\-|=]*\\s*$");

    private QuantityPrices() {}

    /** Whether the text before a price, or the words that it stands among, say that it is one for many. */
    static boolean isMeant(String before, String words, Price price) {
        return isMeant(before + " " + withoutNumber(words, price.symbol()));
    }

    /** The words up to the last number and the sign before it. */
    private static String withoutNumber(String words, String symbol) {
        int i = words.length();
        while (i > 0 && !isDigit(words.charAt(i - 1))) {
            i--;
        }
        while (i > 0 && (isDigit(words.charAt(i - 1)) || ".,'’\u00a0\u202f".indexOf(words.charAt(i - 1)) >= 0)) {
            i--;
        }
        var left = words.substring(0, i).strip();
        return symbol != null && left.endsWith(symbol) ? left.substring(0, left.length() - symbol.length()) : left;
    }

    static boolean isMeant(String before) {
        var line = before.strip();
        if (!mayCount(line)) {
            return false;
        }
        var end = line.substring(Math.max(0, line.length() - 40))
                .toLowerCase(Locale.ROOT)
                .replace('\n', ' ');
        return FROM.matcher(end).find() || OR_MORE.matcher(end).find();
    }

    /** Whether a number stands so near to the end, in its line, that it can be a count. */
    private static boolean mayCount(String line) {
        for (int i = line.length() - 1; i >= Math.max(0, line.length() - NEAR) && line.charAt(i) != '\n'; i--) {
            if (isDigit(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
