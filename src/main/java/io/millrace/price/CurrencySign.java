package io.millrace.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A symbol, a name or a code of a currency, and what it can mean.
 *
 * @param codes ISO 4217 codes; empty for a unit that has none, as the toman
 * @param leading whether the first code stands where no hint decides
 * @param place where the spelling is a sign at all; elsewhere it is an ordinary word or a size
 */
record CurrencySign(String spelling, List<String> codes, boolean leading, Place place) {
    enum Place {
        ANYWHERE,
        /** Before a number with a separator that is all the text or has two decimals: "Q 125.00", but never "Q7". */
        ALONE,
        /** Behind a number. */
        BEHIND,
        /** Behind a number with two decimals, or alone before one with a separator: "49,90 KM", but never "12 KM". */
        DECIMALS
    }

    /** Signs that start with a character below it are found by index. */
    private static final int INDEXED = 0x700;

    private static final int SECONDS = 64;

    private static final Map<String, CurrencySign> SIGNS = signs();
    /** By the first character, then by the second modulo {@link #SECONDS}. */
    private static final CurrencySign[][][] INDEX = new CurrencySign[INDEXED][][];

    private static final Map<Character, CurrencySign[][]> OTHERS = new HashMap<>();

    static {
        byFirstCharacter().forEach((first, signs) -> {
            if (first < INDEXED) {
                INDEX[first] = signs;
            } else {
                OTHERS.put(first, signs);
            }
        });
    }

    private static Map<String, CurrencySign> signs() {
        var signs = new HashMap<String, CurrencySign>();
        for (var code : CurrencySpellings.CODES) {
            signs.put(code, new CurrencySign(code, List.of(code), true, Place.ANYWHERE));
        }
        for (var code : CurrencySpellings.LOWER_CASE_CODES.split(" ")) {
            signs.put(code, new CurrencySign(code, List.of(code.toUpperCase(Locale.ROOT)), true, Place.ANYWHERE));
        }
        for (var code : CurrencySpellings.TITLE_CASE_CODES.split(" ")) {
            signs.put(code, new CurrencySign(code, List.of(code.toUpperCase(Locale.ROOT)), true, Place.ANYWHERE));
        }
        for (var entry : CurrencySpellings.SYMBOLS) {
            int equals = entry.indexOf('=');
            var spelling = NormalText.of(entry.substring(0, equals));
            var codes = Arrays.stream(
                            entry.substring(equals + 1).replaceAll("[!<>~]", "").split(" "))
                    .filter(code -> !code.isEmpty())
                    .toList();
            signs.put(
                    spelling,
                    new CurrencySign(spelling, codes, codes.size() == 1 || entry.contains("!"), place(entry)));
        }
        return Map.copyOf(signs);
    }

    private static Place place(String entry) {
        if (entry.endsWith("<")) {
            return Place.ALONE;
        }
        if (entry.endsWith("~")) {
            return Place.DECIMALS;
        }
        return entry.endsWith(">") ? Place.BEHIND : Place.ANYWHERE;
    }

    private static Map<Character, CurrencySign[][]> byFirstCharacter() {
        var lists = new HashMap<Character, List<CurrencySign>>();
        for (var sign : SIGNS.values()) {
            lists.computeIfAbsent(sign.spelling().charAt(0), c -> new ArrayList<>())
                    .add(sign);
        }
        var longestFirst = Comparator.comparingInt(
                        (CurrencySign sign) -> sign.spelling().length())
                .reversed();
        var arrays = new HashMap<Character, CurrencySign[][]>();
        lists.forEach((first, list) -> {
            list.sort(longestFirst);
            var bySecond = new CurrencySign[SECONDS][];
            for (int second = 0; second < SECONDS; second++) {
                int remainder = second;
                bySecond[second] = list.stream()
                        .filter(sign ->
                                sign.spelling().length() == 1 || sign.spelling().charAt(1) % SECONDS == remainder)
                        .toArray(CurrencySign[]::new);
            }
            arrays.put(first, bySecond);
        });
        return arrays;
    }

    /** The longest sign at an index of a normalised text, standing as a word of its own; or null. */
    static CurrencySign at(String text, int i) {
        char first = text.charAt(i);
        var signs = first < INDEXED ? INDEX[first] : OTHERS.get(first);
        if (signs == null || i > 0 && Currencies.alphabetic(first) && Currencies.continues(text.charAt(i - 1))) {
            return null;
        }
        int second = i + 1 < text.length() ? text.charAt(i + 1) % SECONDS : 0;
        for (var sign : signs[second]) {
            if (text.startsWith(sign.spelling, i)
                    && sign.endsAt(text, i + sign.spelling.length())
                    && sign.fits(text, i)) {
                return sign;
            }
        }
        return null;
    }

    /** Whether a text has its spelling there, as a word of its own, and a number beside it. */
    boolean standsAt(String text, int i) {
        return text.startsWith(spelling, i)
                && endsAt(text, i + spelling.length())
                && (i == 0 || !Currencies.alphabetic(spelling.charAt(0)) || !Currencies.continues(text.charAt(i - 1)))
                && besideNumber(text, i, i + spelling.length());
    }

    private static boolean besideNumber(String text, int start, int end) {
        return Numeral.digit(text, end)
                || Numeral.digit(text, start - 1)
                || Numeral.digit(text, end + 1) && text.charAt(end) == ' '
                || Numeral.digit(text, start - 2) && text.charAt(start - 1) == ' ';
    }

    private boolean endsAt(String text, int end) {
        return end == text.length()
                || !Currencies.continues(text.charAt(end))
                || !Currencies.continues(spelling.charAt(spelling.length() - 1));
    }

    private boolean fits(String text, int i) {
        return switch (place) {
            case ANYWHERE -> !(isCompound(text, i) && isName());
            case ALONE ->
                i == 0 && onlyNumber(text, spelling.length()) || beforeDecimals(text, i, i + spelling.length());
            case BEHIND ->
                Numeral.digit(text, i - 1) || i > 1 && text.charAt(i - 1) == ' ' && Numeral.digit(text, i - 2);
            case DECIMALS -> behindDecimals(text, i) || i == 0 && onlyNumber(text, spelling.length());
        };
    }

    private static boolean beforeDecimals(String text, int start, int end) {
        int from = start == 0 && end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        int i = from;
        while (Numeral.digit(text, i) || i > from && i < text.length() && text.charAt(i) == ',') {
            i++;
        }
        return i > from
                && i < text.length()
                && text.charAt(i) == '.'
                && Numeral.digit(text, i + 1)
                && Numeral.digit(text, i + 2)
                && (i + 3 == text.length() || text.charAt(i + 3) == ' ');
    }

    private static boolean behindDecimals(String text, int i) {
        int last = i > 0 && text.charAt(i - 1) == ' ' ? i - 2 : i - 1;
        return Numeral.digit(text, last)
                && Numeral.digit(text, last - 1)
                && last > 2
                && ".,".indexOf(text.charAt(last - 2)) >= 0
                && Numeral.digit(text, last - 3);
    }

    /** Whether it ends a word of several: "Mo-Fr". */
    private static boolean isCompound(String text, int i) {
        return i > 1
                && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '–')
                && Currencies.alphabetic(text.charAt(i - 2));
    }

    private static boolean onlyNumber(String text, int from) {
        boolean separated = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            separated |= c == '.' || c == ',';
            if (c != ' ' && c != '.' && c != ',' && !Numeral.digit(text, i)) {
                return false;
            }
        }
        return separated && Numeral.digit(text, text.length() - 1);
    }

    /** Whether it is a name made of letters; symbols and codes outweigh it. */
    boolean isName() {
        return Currencies.alphabetic(spelling.charAt(0)) && !CurrencySpellings.CODES.contains(spelling);
    }

    /** The sign of exactly that spelling, or null. */
    static CurrencySign spelled(String spelling) {
        return SIGNS.get(spelling);
    }

    /** The sign that a whole text is, whatever its case; or null. */
    static CurrencySign exactly(String text) {
        var sign = SIGNS.get(text);
        return sign == null ? SIGNS.get(text.toUpperCase(Locale.ROOT)) : sign;
    }
}
