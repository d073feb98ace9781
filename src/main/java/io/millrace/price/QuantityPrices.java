package io.millrace.price;

import static io.millrace.price.WordTable.WORDS;

/** Prices for those who buy many: "3 or more", "ab 5 Stück", "10+". */
public final class QuantityPrices {
    /** A count and what is counted are no longer. */
    private static final int NEAR = 24;

    private static final int MOST_DIGITS = 6;
    /** The longest phrase before a count has so many words. */
    private static final int LONGEST = 3;

    /** What may stand between a count and its price. */
    private static final int COUNTED = Sense.all(Sense.PIECE, Sense.MORE, Sense.PRICE, Sense.RATE, Sense.RANGE);

    private QuantityPrices() {}

    /** Whether the text before a price, or the words that it stands among, say that it is one for many. */
    public static boolean isMeant(String before, String words, Price price) {
        var all = before + " " + withoutNumber(words, price.symbol());
        return isMeant(all) || all.indexOf('+') >= 0 && isBelowCount(all);
    }

    /** Whether a row of counts stands above a row of prices, and one of more than 1 above this price: "5+ 10+ Price 9 € 8 €". */
    static boolean isBelowCount(String before) {
        var lines = before.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        int i = lines.size();
        int column = 0;
        while (i > 0 && hasDigit(lines.get(i - 1)) && !isCount(lines.get(i - 1))) {
            i--;
            column++;
        }
        i -= i > 0 && !hasDigit(lines.get(i - 1)) ? 1 : 0;
        int end = i;
        while (i > 0 && isCount(lines.get(i - 1))) {
            i--;
        }
        return end - i > 1 && column < end - i && !lines.get(i + column).equals("1+");
    }

    /** Whether a line is nothing but "10+". */
    private static boolean isCount(String line) {
        int digits = line.length() - 1;
        return digits > 0
                && digits <= MOST_DIGITS
                && line.charAt(digits) == '+'
                && line.chars().limit(digits).allMatch(c -> isDigit((char) c));
    }

    private static boolean hasDigit(String line) {
        return line.chars().anyMatch(c -> isDigit((char) c));
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
        int end = countEnd(line);
        int start = end;
        while (start > 0 && isDigit(line.charAt(start - 1))) {
            start--;
        }
        if (end == 0 || end - start > MOST_DIGITS || end - start == 1 && line.charAt(start) == '1') {
            return false;
        }
        var behind = line.substring(end);
        var counted = Gap.of(NormalText.of(behind));
        return mayFollowCount(behind)
                && (counted.words().isEmpty() || WORDS.areAll(counted.words(), COUNTED))
                && (isMore(counted) && standsAlone(line, start) || isManyBefore(line, start));
    }

    /** Behind the last number that stands so near to the end, in its line, that it can be a count; or 0. */
    private static int countEnd(String line) {
        for (int i = line.length(); i > Math.max(0, line.length() - NEAR) && line.charAt(i - 1) != '\n'; i--) {
            if (isDigit(line.charAt(i - 1))) {
                return i;
            }
        }
        return 0;
    }

    /** Whether nothing but words and marks of lists follows: a currency makes it a price. */
    private static boolean mayFollowCount(String behind) {
        return behind.chars()
                .allMatch(c -> Character.isLetter(c) || Character.isWhitespace(c) || ".+:–—-|=()".indexOf(c) >= 0);
    }

    private static boolean isMore(Gap counted) {
        return counted.startsWith('+') || Sense.MORE.in(PriceWords.said(counted));
    }

    /** Whether it is no part of a number with letters or a point. */
    private static boolean standsAlone(String line, int start) {
        return start == 0 || !Character.isLetter(line.charAt(start - 1)) && ".,".indexOf(line.charAt(start - 1)) < 0;
    }

    /** Whether a word for "from" stands right before the count. */
    private static boolean isManyBefore(String line, int start) {
        var before = line.substring(Math.max(0, start - NEAR), start).stripTrailing();
        char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
        if (!Character.isLetter(last) && last != '.') {
            return false;
        }
        var words = Gap.of(NormalText.of(before.replace('\n', ' '))).words();
        for (int n = Math.min(LONGEST, words.size()); n > 0; n--) {
            var phrase = String.join(" ", words.subList(words.size() - n, words.size()));
            if (WORDS.is(phrase, Sense.MANY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
