package io.millrace.signal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A date as precisely as a text states it.
 *
 * @param start index of its first character
 * @param end index behind its last
 * @param text {@code 2023-12-31}, {@code 2023-12} or {@code 2023}
 */
record StatedDate(int start, int end, String text) {
    /** What states no date. */
    static final String UNDATED = "undated";

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2040;
    private static final String YEAR = "(?<y>1[89]\\d\\d|20[0-4]\\d)";
    private static final List<Pattern> NUMERIC = List.of(
            Pattern.compile(
                    "(?<!\\d)" + YEAR + "\\s?[年년]\\s?(?:(?<m>\\d{1,2})\\s?[月월]\\s?(?:(?<d>\\d{1,2})\\s?[日일])?)?"),
            Pattern.compile("(?<!\\d)" + YEAR + "[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)"),
            Pattern.compile("(?<!\\d)(?<d>\\d{1,2})(?:\\. ?|[-/])(?<m>\\d{1,2})(?:\\. ?|[-/])" + YEAR + "(?!\\d)"),
            Pattern.compile("(?<![\\d/.-])(?<m>\\d{1,2})[-/.]" + YEAR + "(?!\\d)"),
            Pattern.compile("(?<!\\d)" + YEAR + "-(?<m>0[1-9]|1[0-2])(?![\\d-])"));
    private static final Pattern ALONE = Pattern.compile(
            "(?<![\\d.,'/#№]|\\d [-–—]|\\d[-–—])" + YEAR + "(?![\\d']|[.,]\\d| ?[-–—/] ?\\d| \\d{3}(?!\\d)|[%‰])");
    private static final Map<Locale, Months> MONTHS = new ConcurrentHashMap<>();

    /** The names of months in a language, and what a date with one looks like. */
    private record Months(Map<String, Integer> names, Pattern dayFirst, Pattern monthFirst) {
        static Months of(Locale language) {
            var names = new HashMap<String, Integer>();
            add(names, language);
            add(names, Locale.ENGLISH);
            if (language.getLanguage().equals("de")) {
                add(names, Locale.forLanguageTag("de-AT"));
            }
            var any = names.keySet().stream()
                    .sorted((a, b) -> b.length() - a.length())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "(?<n>", ")\\.?(?!\\p{L})"));
            var between = "(?:\\.? ?(?:de|del|d'|of) |[ ,.'-]{1,2}|)";
            return new Months(
                    names,
                    Pattern.compile(
                            "(?:(?<![\\d.,])(?<d>\\d{1,2})(?:\\.?º|\\.|er|re|st|nd|rd|th|°|ª|a|ta)?(?: de | d'| of |[ -])?)?(?<!\\p{L})"
                                    + "(?:ב)?" + any + between + YEAR + "(?!\\d)"),
                    Pattern.compile("(?<!\\p{L})" + any + " (?<d>\\d{1,2})(?:st|nd|rd|th)?,? " + YEAR + "(?!\\d)"));
        }

        private static void add(Map<String, Integer> names, Locale language) {
            for (var month : Month.values()) {
                for (var style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    var name = month.getDisplayName(style, language).toLowerCase(language);
                    var bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
                    if (!bare.isEmpty() && !Character.isDigit(bare.charAt(0))) {
                        names.putIfAbsent(bare, month.getValue());
                    }
                }
            }
        }
    }

    /** The first full or month date of a {@linkplain PlainText plain} text, else its first year that stands alone. */
    static Optional<StatedDate> first(String text, Locale language) {
        var precise = precise(text, language);
        return precise.isPresent() ? precise : year(text, 0);
    }

    /** The first date that is more precise than a year, or is marked as a year: nothing that could be a number. */
    static Optional<StatedDate> precise(String text, Locale language) {
        var lower = text.toLowerCase(language).length() == text.length() ? text.toLowerCase(language) : text;
        var months = MONTHS.computeIfAbsent(Locale.forLanguageTag(language.getLanguage()), Months::of);
        StatedDate first = null;
        for (var pattern : NUMERIC) {
            first = earlier(first, find(pattern, lower, null, language));
        }
        first = earlier(first, find(months.dayFirst(), lower, months.names(), language));
        first = earlier(first, find(months.monthFirst(), lower, months.names(), language));
        return Optional.ofNullable(first);
    }

    /** The first year from an index on that stands alone. */
    static Optional<StatedDate> year(String text, int from) {
        var matcher = ALONE.matcher(text);
        return matcher.find(from)
                ? Optional.of(new StatedDate(matcher.start(), matcher.end(), matcher.group("y")))
                : Optional.empty();
    }

    private static StatedDate earlier(StatedDate a, StatedDate b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.start() < a.start() || b.start() == a.start() && b.end() > a.end() ? b : a;
    }

    private static StatedDate find(Pattern pattern, String text, Map<String, Integer> names, Locale language) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            var groups = pattern.pattern();
            Integer year = Integer.valueOf(matcher.group("y"));
            Integer month = names != null
                    ? names.get(matcher.group("n"))
                    : groups.contains("<m>") && matcher.group("m") != null ? Integer.valueOf(matcher.group("m")) : null;
            Integer day =
                    groups.contains("<d>") && matcher.group("d") != null ? Integer.valueOf(matcher.group("d")) : null;
            // 03/04/2020 is April in most of the world and March in some of it.
            boolean unsure = names == null
                    && matcher.group().contains("/")
                    && day != null
                    && day <= 12
                    && matcher.start("y") > matcher.start("m")
                    && language.getLanguage().equals("en");
            var stated = unsure ? String.valueOf(year) : text(year, month, day);
            if (stated != null) {
                return new StatedDate(matcher.start(), matcher.end(), stated);
            }
        }
        return null;
    }

    private static String text(int year, Integer month, Integer day) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return null;
        }
        if (month == null) {
            return String.valueOf(year);
        }
        try {
            var date = LocalDate.of(year, month, day == null ? 1 : day);
            return day == null ? date.toString().substring(0, 7) : date.toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
