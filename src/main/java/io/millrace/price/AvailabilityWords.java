package io.millrace.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The words of shops for availability, by {@code availability.txt}. */
final class AvailabilityWords {
    /** Longer texts are prose, in which single words prove nothing. */
    private static final int LONGEST = 200;

    /** In longer texts a single word is about something else: "available in three colours". */
    private static final int LONGEST_FOR_ONE_WORD = 40;

    /** Negations come first: "nicht auf Lager" holds "auf Lager". Phrases match as whole words. */
    private static final List<Phrase> PHRASES = new ArrayList<>();

    /** By their first two characters; none is shorter. */
    private static final Map<Integer, List<Phrase>> BY_START = new HashMap<>();

    /** Whole texts: spellings of other vocabularies, and words that mean something else inside a sentence. */
    private static final Map<String, Availability> WHOLE = new HashMap<>();

    static {
        read();
        PHRASES.forEach(phrase -> BY_START.computeIfAbsent(start(phrase.text(), 0), start -> new ArrayList<>())
                .add(phrase));
    }

    private record Phrase(int rank, Availability value, String text) {}

    private static final Map<String, Availability> VALUES = values();

    /** The values as their vocabulary writes them, with and without address. */
    private static final Map<String, Availability> SCHEMA_ORG = schemaOrg();

    private AvailabilityWords() {}

    private static void read() {
        WordFile.sections(AvailabilityWords.class, "availability.txt").forEach((section, phrases) -> {
            for (var phrase : phrases) {
                if (section.equals("Whole")) {
                    var word = phrase.split("=");
                    WHOLE.put(word[0], Availability.valueOf(word[1]));
                } else {
                    PHRASES.add(new Phrase(PHRASES.size(), Availability.valueOf(section), phrase));
                }
            }
        });
    }

    /** All phrases, and the values as machines write them. */
    static Stream<String> phrases() {
        return Stream.concat(PHRASES.stream().map(Phrase::text), VALUES.keySet().stream());
    }

    static Availability read(String text) {
        var machineWritten = SCHEMA_ORG.get(text);
        return machineWritten == null ? readWithCare(text) : machineWritten;
    }

    /** What {@link #read} says of any text. */
    static Availability readWithCare(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        var plain = NormalText.of(text).strip().toLowerCase(Locale.ROOT);
        var value = VALUES.get(key(plain));
        return value == null ? phrase(plain) : value;
    }

    private static Map<String, Availability> values() {
        var values = new HashMap<>(WHOLE);
        for (var availability : Availability.values()) {
            values.put(availability.name().toLowerCase(Locale.ROOT), availability);
        }
        return Map.copyOf(values);
    }

    private static Map<String, Availability> schemaOrg() {
        var texts = new HashMap<String, Availability>();
        for (var availability : Availability.values()) {
            for (var address : new String[] {"", "https://schema.org/", "http://schema.org/"}) {
                texts.put(address + availability.name(), availability);
            }
        }
        return Map.copyOf(texts);
    }

    /** What is left of "http://schema.org/ In_Stock" without address, spaces and marks: instock. */
    private static String key(String text) {
        int from = Math.max(text.lastIndexOf('/'), text.lastIndexOf('#'));
        if (from == text.length() - 1 && from > 0) {
            return key(text.substring(0, from));
        }
        var letters = new StringBuilder();
        for (int i = from + 1; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                letters.append(text.charAt(i));
            }
        }
        var key = letters.toString();
        return key.startsWith("schema") && key.length() > 6 ? key.substring(key.startsWith("schemaorg") ? 9 : 6) : key;
    }

    /** The one availability of which phrases are found, once the words of those that deny it are taken away. */
    private static Availability phrase(String text) {
        var found = new ArrayList<Availability>();
        var rest = text;
        for (var phrase : phrasesIn(text)) {
            int at = phrase.text().length() > rest.length() ? -1 : wordAt(rest, phrase.text());
            boolean weak = phrase.value() == Availability.InStock
                    && phrase.text().indexOf(' ') < 0
                    && text.length() > LONGEST_FOR_ONE_WORD;
            if (at >= 0 && !weak) {
                rest = rest.substring(0, at) + "\n"
                        + rest.substring(at + phrase.text().length());
                if (!found.contains(phrase.value())) {
                    found.add(phrase.value());
                }
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        var first = found.get(0);
        // "Sold out online, in stock in our shop" says two things; "in stock, few left" only one.
        boolean contradicts = found.stream().anyMatch(other -> other.buyable() != first.buyable());
        return contradicts ? null : first;
    }

    /** The phrases that stand in a text, in their order: what denies before what it denies. */
    private static Collection<Phrase> phrasesIn(String text) {
        var present = new TreeMap<Integer, Phrase>();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (i > 0 && joins(text.charAt(i - 1), text.charAt(i))) {
                continue;
            }
            for (var phrase : BY_START.getOrDefault(start(text, i), List.of())) {
                if (text.startsWith(phrase.text(), i)) {
                    present.put(phrase.rank(), phrase);
                }
            }
        }
        return present.values();
    }

    private static int start(String text, int i) {
        return text.charAt(i) << Character.SIZE | text.charAt(i + 1);
    }

    private static int wordAt(String text, String phrase) {
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            int end = at + phrase.length();
            boolean starts = at == 0 || !joins(text.charAt(at - 1), phrase.charAt(0));
            boolean ends = end == text.length() || !joins(phrase.charAt(phrase.length() - 1), text.charAt(end));
            if (starts && ends) {
                return at;
            }
        }
        return -1;
    }

    private static boolean joins(char left, char right) {
        return Currencies.alphabetic(left) && Currencies.alphabetic(right)
                || Character.isDigit(left) && Character.isDigit(right);
    }
}
