package io.millrace.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What words and phrases beside numbers say of them, by {@code words.txt}. Immutable. */
final class WordTable {
    /** A section of the file. */
    enum Sense {
        LIST,
        SPECIAL,
        COST,
        SAVING,
        FEE,
        NET,
        GROSS,
        TAX,
        FROM,
        RATE,
        PIECE,
        INSTALMENT,
        PRICE,
        UNIT,
        ARTICLE,
        RANGE,
        FRACTION,
        AND,
        NOW,
        MILLION,
        FREE
    }

    /**
     * What a text says.
     *
     * @param senses of all its words and phrases
     * @param price {@link Sense#LIST} or {@link Sense#SPECIAL}, whichever is said last; or null
     */
    record Said(Set<Sense> senses, Sense price) {
        static final Said NOTHING = new Said(Set.of(), null);

        boolean any(Sense sense) {
            return senses.contains(sense);
        }
    }

    /**
     * One word or phrase.
     *
     * @param words how many words the longest phrase has that starts with it; 0 where it is a phrase itself
     */
    private record Entry(Set<Sense> senses, int words) {}

    static final WordTable WORDS = new WordTable();

    private static final char ANY_ENDING = '*';

    private final Map<String, Entry> entries = new HashMap<>();
    /** Beginnings of words, and words of scripts without spaces, each by the first character, the longest first. */
    private final Map<Character, List<String>> beginnings = new HashMap<>();

    private final Map<Character, List<String>> within = new HashMap<>();

    private WordTable() {
        try (InputStream in = WordTable.class.getResourceAsStream("words.txt")) {
            Sense sense = null;
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    sense = Sense.valueOf(
                            line.substring(1, line.length() - 1).strip().toUpperCase(Locale.ROOT));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    for (var phrase : line.split("\\|")) {
                        add(phrase, sense);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("words.txt", e);
        }
        beginnings.values().forEach(WordTable::sortLongestFirst);
        within.values().forEach(WordTable::sortLongestFirst);
    }

    private static void sortLongestFirst(List<String> words) {
        words.sort((a, b) -> b.length() - a.length());
    }

    private void add(String phrase, Sense sense) {
        var words = Gap.of(NormalText.of(phrase)).words();
        if (words.isEmpty()) {
            put(phrase, sense, 1);
            return;
        }
        var joined = String.join(" ", words);
        if (phrase.charAt(phrase.length() - 1) == ANY_ENDING) {
            put(joined, sense, 1);
            file(beginnings, joined);
            return;
        }
        put(joined, sense, words.size() > 1 ? 0 : 1);
        if (words.size() > 1) {
            var first = entries.get(words.get(0));
            entries.put(
                    words.get(0),
                    first == null
                            ? new Entry(Set.of(), words.size())
                            : new Entry(first.senses(), Math.max(first.words(), words.size())));
        } else if (unspaced(joined)) {
            file(within, joined);
        }
    }

    private void put(String key, Sense sense, int words) {
        var known = entries.get(key);
        var senses = known == null || known.senses().isEmpty() ? EnumSet.noneOf(Sense.class) : known.senses();
        senses.add(sense);
        entries.put(key, new Entry(senses, known == null ? words : Math.max(words, known.words())));
    }

    private static void file(Map<Character, List<String>> lists, String word) {
        var list = lists.computeIfAbsent(word.charAt(0), c -> new ArrayList<>());
        if (!list.contains(word)) {
            list.add(word);
        }
    }

    /** Whether a word is of a script that puts no spaces between words. */
    private static boolean unspaced(String word) {
        return unspaced(word.charAt(0)) || unspaced(word.charAt(word.length() - 1));
    }

    private static boolean unspaced(char c) {
        return c >= '\u0E00'
                && Character.isLetter(c)
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> c == 'ー';
                };
    }

    /** Whether exactly that word or mark is of a sense. */
    boolean is(String word, Sense sense) {
        var entry = entries.get(word);
        return entry != null && entry.senses().contains(sense);
    }

    /** What a list of words says. */
    Said said(List<String> words) {
        if (words.isEmpty()) {
            return Said.NOTHING;
        }
        var senses = EnumSet.noneOf(Sense.class);
        Sense price = null;
        for (int i = 0; i < words.size(); ) {
            var word = words.get(i);
            var entry = entries.get(word);
            int length = entry == null ? 1 : longest(entry, words, i);
            var said = length > 1 ? entries.get(joined(words, i, length)).senses() : alone(word, entry);
            senses.addAll(said);
            price = later(price, said);
            i += length;
        }
        return new Said(senses, price);
    }

    /** What the first words of a list say, be it one or a phrase. */
    Set<Sense> first(List<String> words) {
        if (words.isEmpty()) {
            return Set.of();
        }
        var entry = entries.get(words.get(0));
        int length = entry == null ? 1 : longest(entry, words, 0);
        return length > 1 ? entries.get(joined(words, 0, length)).senses() : alone(words.get(0), entry);
    }

    /** What one word says. */
    Set<Sense> word(String word) {
        return alone(word, entries.get(word));
    }

    private int longest(Entry entry, List<String> words, int i) {
        for (int n = Math.min(entry.words(), words.size() - i); n > 1; n--) {
            var phrase = entries.get(joined(words, i, n));
            if (phrase != null && !phrase.senses().isEmpty()) {
                return n;
            }
        }
        return 1;
    }

    private static String joined(List<String> words, int from, int length) {
        return String.join(" ", words.subList(from, from + length));
    }

    private Set<Sense> alone(String word, Entry entry) {
        if (entry != null && !entry.senses().isEmpty()) {
            return entry.senses();
        }
        if (word.isEmpty()) {
            return Set.of();
        }
        if (unspaced(word)) {
            return inside(word);
        }
        for (var beginning : beginnings.getOrDefault(word.charAt(0), List.of())) {
            if (word.startsWith(beginning)) {
                return entries.get(beginning).senses();
            }
        }
        return Set.of();
    }

    private Set<Sense> inside(String word) {
        var senses = EnumSet.noneOf(Sense.class);
        Sense price = null;
        for (int i = 0; i < word.length(); ) {
            int length = 1;
            for (var part : within.getOrDefault(word.charAt(i), List.of())) {
                if (word.startsWith(part, i)) {
                    var said = entries.get(part).senses();
                    senses.addAll(said);
                    price = later(price, said);
                    length = part.length();
                    break;
                }
            }
            i += length;
        }
        if (price != null) {
            senses.remove(price == Sense.LIST ? Sense.SPECIAL : Sense.LIST);
        }
        return senses;
    }

    /** The last of an earlier price and of a special one; a word that can say both says the earlier. */
    private static Sense later(Sense price, Set<Sense> said) {
        if (said.contains(Sense.LIST)) {
            return Sense.LIST;
        }
        return said.contains(Sense.SPECIAL) ? Sense.SPECIAL : price;
    }
}
