package io.millrace.signal;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as encyclopedias write them: 1,234,567, 1.234.567, 1 234 567, 1'234'567, 12,34,567, 2.1 million, 2188.6万.
 *
 * @param start index of the first character in the text
 * @param end index behind the last, multiplier included
 * @param value null where the separators follow no convention
 */
record Numerals(int start, int end, BigDecimal value) {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{IsLatin}\\p{IsCyrillic}\\d.,])(?:\\d{1,3}(?: \\d{3}(?!\\d))+(?:[.,]\\d+(?!\\d))?|\\d+(?:[.,']\\d+)*)");
    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}(?:(?<m>[.,' ])\\d{3})(?:\\k<m>\\d{3})*");
    private static final Pattern LAKHS = Pattern.compile("\\d{1,2}(?:,\\d{2})+,\\d{3}");
    private static final Pattern WORD = Pattern.compile("\\s?(\\p{L}+)\\.?");
    private static final Pattern CJK = Pattern.compile("\\s?([万萬만億亿억])");

    private static final Map<String, Long> WORDS = Map.ofEntries(
            Map.entry("lakh", 100_000L),
            Map.entry("crore", 10_000_000L),
            Map.entry("thousand", 1_000L),
            Map.entry("tausend", 1_000L),
            Map.entry("tsd", 1_000L),
            Map.entry("тыс", 1_000L),
            Map.entry("тис", 1_000L),
            Map.entry("tys", 1_000L),
            Map.entry("bin", 1_000L),
            Map.entry("mln", 1_000_000L),
            Map.entry("mio", 1_000_000L),
            Map.entry("млн", 1_000_000L),
            Map.entry("مليون", 1_000_000L),
            Map.entry("میلیون", 1_000_000L),
            Map.entry("מיליון", 1_000_000L),
            Map.entry("mn", 1_000_000L));
    private static final Pattern MILLION =
            Pattern.compile("mill?i?(?:on|ón|ão|oen|oon)(?:s|en|es|er|i|a|ów|y)?|milhões|milhão|milioni|milione|milj"
                    + "|miljon(?:er)?|miljoen|miljoonaa?|milyon|milionů|milionu|milion[aóy]w?|mill");

    /** All numbers of a {@linkplain PlainText plain} text, in its order. */
    static List<Numerals> in(String text, Locale language, boolean whole) {
        var found = new ArrayList<Numerals>();
        var matcher = NUMBER.matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            var numeral = scaled(text, matcher, language, whole);
            found.add(numeral);
            from = numeral.end();
        }
        return found;
    }

    private static Numerals scaled(String text, Matcher matcher, Locale language, boolean whole) {
        var digits = matcher.group();
        int end = matcher.end();
        var sign = CJK.matcher(text).region(end, text.length());
        if (sign.lookingAt()) {
            var value = times(value(digits, language, false), "万萬만".contains(sign.group(1)) ? 10_000 : 100_000_000);
            var rest = NUMBER.matcher(text).region(sign.end(), text.length());
            if (!rest.lookingAt()) {
                return new Numerals(matcher.start(), sign.end(), value);
            }
            var smaller = scaled(text, rest, language, true);
            boolean fits =
                    value != null && smaller.value() != null && digits.chars().allMatch(Character::isDigit);
            return new Numerals(matcher.start(), smaller.end(), fits ? value.add(smaller.value()) : null);
        }
        var word = WORD.matcher(text).region(end, text.length());
        if (word.lookingAt()) {
            long factor = factor(word.group(1).toLowerCase(Locale.ROOT), language);
            if (factor > 1) {
                return new Numerals(matcher.start(), word.end(), times(value(digits, language, false), factor));
            }
        }
        return new Numerals(matcher.start(), end, value(digits, language, whole));
    }

    private static long factor(String word, Locale language) {
        if (word.equals("mil")) {
            return List.of("es", "pt", "ca").contains(language.getLanguage()) ? 1_000 : 1;
        }
        if (word.equals("bin") && !language.getLanguage().equals("tr")) {
            return 1;
        }
        return MILLION.matcher(word).matches() ? 1_000_000 : WORDS.getOrDefault(word, 1L);
    }

    private static BigDecimal times(BigDecimal value, long factor) {
        return value == null ? null : value.multiply(BigDecimal.valueOf(factor));
    }

    /** The number, or null where it could be two or none; one of people has no decimals, so its mark groups. */
    private static BigDecimal value(String digits, Locale language, boolean whole) {
        int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (digits.length() > 18) {
            return null;
        }
        if (LAKHS.matcher(digits).matches()) {
            return new BigDecimal(digits.replace(",", ""));
        }
        boolean grouped = GROUPS.matcher(digits).matches() && digits.charAt(0) != '0';
        boolean single =
                last >= 0 && last == Math.min(first(digits, '.'), first(digits, ',')) && digits.indexOf(' ') < 0;
        if (grouped && (!single || whole)) {
            return new BigDecimal(digits.replaceAll("[^\\d]", ""));
        }
        if (grouped) {
            return byLanguage(digits, last, language);
        }
        if (last < 0) {
            return digits.indexOf('\'') < 0 ? new BigDecimal(digits) : null;
        }
        var front = digits.substring(0, last);
        if (!front.chars().allMatch(Character::isDigit)
                && (!GROUPS.matcher(front).matches() && !LAKHS.matcher(front).matches()
                        || front.indexOf(digits.charAt(last)) >= 0)) {
            return null;
        }
        return new BigDecimal(front.replaceAll("[^\\d]", "") + "." + digits.substring(last + 1));
    }

    /** Three digits behind a single mark: 1.234 is one number in German and another in English. */
    private static BigDecimal byLanguage(String digits, int mark, Locale language) {
        var symbols = DecimalFormatSymbols.getInstance(language);
        char point = symbols.getDecimalSeparator() == ',' ? ',' : '.';
        char group = point == ',' ? symbols.getGroupingSeparator() : ',';
        char found = digits.charAt(mark);
        if (found == point) {
            return new BigDecimal(digits.replace(',', '.'));
        }
        return found == group ? new BigDecimal(digits.replaceAll("[.,]", "")) : null;
    }

    private static int first(String digits, char mark) {
        int at = digits.indexOf(mark);
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}
