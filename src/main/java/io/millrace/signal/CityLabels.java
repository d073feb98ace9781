package io.millrace.signal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a label of an infobox means in a language; the words stand in {@code signal/city-labels.txt}. Immutable. */
final class CityLabels {
    /** What a row can be about. */
    enum Meaning {
        country,
        region,
        population,
        city,
        urban,
        metro,
        skip,
        area,
        part,
        elevation,
        mean,
        extreme,
        zone,
        larger,
        other
    }

    /** One word of the list, and how much of a label it has to be. */
    private record Phrase(String text, Pattern pattern) {
        static Phrase of(String written) {
            var text = norm(written.substring("=~".indexOf(written.charAt(0)) >= 0 ? 1 : 0));
            var quoted = Pattern.quote(text);
            var regex =
                    switch (written.charAt(0)) {
                        case '=' -> "^" + quoted + "$";
                        case '~' -> quoted;
                        default -> "(?<![\\p{L}\\p{M}])" + quoted;
                    };
            return new Phrase(text, Pattern.compile(regex));
        }

        boolean in(String label) {
            return pattern.matcher(label).find();
        }
    }

    private static final Pattern MARKS = Pattern.compile("^[\\s•·:.;*-]+|[\\s•·:.;*-]+$");
    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)");
    private static final Map<String, Map<Meaning, List<Phrase>>> ALL = read();

    private final Map<Meaning, List<Phrase>> words;

    private CityLabels(Map<Meaning, List<Phrase>> words) {
        this.words = words;
    }

    /** The labels of a language; empty where its words are not known. */
    static Optional<CityLabels> of(Locale language) {
        var code =
                switch (language.getLanguage()) {
                    case "nb", "nn" -> "no";
                    case "iw" -> "he";
                    case "in" -> "id";
                    case "simple" -> "en";
                    default -> language.getLanguage();
                };
        return Optional.ofNullable(ALL.get(code)).map(CityLabels::new);
    }

    /** Whether a label, without what stands in parentheses, has this meaning. */
    boolean is(String label, Meaning meaning) {
        return has(norm(ASIDE.matcher(label).replaceAll(" ")), meaning);
    }

    /** Whether a label, or what stands in its parentheses, has this meaning. */
    boolean mentions(String label, Meaning meaning) {
        return has(norm(label), meaning);
    }

    /** Which population a text names: metro and urban win, unless they are but a part of a city's name of its kind. */
    Optional<Meaning> kind(String label) {
        var text = norm(label);
        for (var phrase : words.getOrDefault(Meaning.city, List.of())) {
            if (text.contains(phrase.text()) && isOfArea(phrase.text())) {
                return Optional.of(Meaning.city);
            }
        }
        for (var kind : List.of(Meaning.metro, Meaning.urban, Meaning.city)) {
            if (has(text, kind)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean isOfArea(String phrase) {
        return has(phrase, Meaning.metro) || has(phrase, Meaning.urban);
    }

    private boolean has(String text, Meaning meaning) {
        return !text.isEmpty()
                && words.getOrDefault(meaning, List.of()).stream().anyMatch(phrase -> phrase.in(text));
    }

    static String norm(String label) {
        var text = PlainText.of(label).toLowerCase(Locale.ROOT).replace('’', '\'');
        return MARKS.matcher(text).replaceAll("").replaceAll(" +", " ");
    }

    private static Map<String, Map<Meaning, List<Phrase>>> read() {
        var all = new HashMap<String, Map<Meaning, List<Phrase>>>();
        for (var line : ResourceLines.of("city-labels.txt")) {
            var parts = line.split(" ", 3);
            var phrases = all.computeIfAbsent(parts[0], any -> new EnumMap<>(Meaning.class))
                    .computeIfAbsent(Meaning.valueOf(parts[1]), any -> new ArrayList<>());
            for (var word : parts[2].split("\\|")) {
                phrases.add(Phrase.of(word.strip()));
            }
        }
        return Map.copyOf(all);
    }
}
