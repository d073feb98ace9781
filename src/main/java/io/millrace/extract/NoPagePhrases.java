package io.millrace.extract;

import io.millrace.price.WordFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What answers that are no page say of themselves, by {@code extract/no-page.txt}. */
final class NoPagePhrases {
    private static final Map<String, NoPage> TITLES = new LinkedHashMap<>();
    private static final Map<String, NoPage> TEXTS = new LinkedHashMap<>();
    private static final Pattern PARTS = Pattern.compile("\\s*[|·•»]\\s*|\\s+[-–—:]\\s+|:\\s+");
    private static final Pattern MARKS = Pattern.compile("^[\\s.!?…]+|[\\s.,!?…。！？]+$");

    static {
        WordFile.lines(NoPagePhrases.class, "/extract/no-page.txt").stream()
                .map(line -> line.split(" ", 3))
                .forEach(line -> (line[1].equals("title") ? TITLES : TEXTS).put(line[2], NoPage.valueOf(line[0])));
    }

    private NoPagePhrases() {}

    /** What a title or a heading says that is one of the phrases, as a whole or in one of its parts. */
    static Optional<Map.Entry<String, NoPage>> inTitle(String title) {
        var whole = plain(title);
        return Stream.concat(Stream.of(whole), Arrays.stream(PARTS.split(whole)).map(NoPagePhrases::bare))
                .map(NoPagePhrases::bare)
                .filter(TITLES::containsKey)
                .findFirst()
                .map(phrase -> Map.entry(phrase, TITLES.get(phrase)));
    }

    /** What a short text holds of the phrases. */
    static Optional<Map.Entry<String, NoPage>> inText(String text) {
        var plain = plain(text);
        return TEXTS.entrySet().stream()
                .filter(phrase -> plain.contains(phrase.getKey()))
                .findFirst();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
    }

    private static String bare(String text) {
        return MARKS.matcher(text).replaceAll("");
    }
}
