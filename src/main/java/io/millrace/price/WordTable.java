package io.millrace.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
        FREE;

        private final int bit = 1 << ordinal();

        /** Whether it is one of those that {@link WordTable} found. */
        boolean in(int senses) {
            return (senses & bit) != 0;
        }
    }

    /**
     * One word or phrase.
     *
     * @param words how many words the longest phrase has that starts with it; 0 where it is a phrase itself
     * @param seconds the second words of those phrases: most words that follow are none of them
     */
    private record Entry(int senses, int words, Set<String> seconds) {}

    static final WordTable WORDS = new WordTable();

    private static final char ANY_ENDING = '*';

    private final Map<String, Entry> entries = new HashMap<>();
    /** Of a few words, whatever their endings. */
    private final List<String> beginnings = new ArrayList<>();
    /** Words of scripts without spaces by the first character, the longest first. */
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
            beginnings.add(joined);
            return;
        }
        put(joined, sense, words.size() > 1 ? 0 : 1);
        if (words.size() > 1) {
            var first = entries.getOrDefault(words.get(0), new Entry(0, 1, Set.of()));
            var seconds = new HashSet<>(first.seconds());
            seconds.add(words.get(1));
            entries.put(words.get(0), new Entry(first.senses(), Math.max(first.words(), words.size()), seconds));
        } else if (unspaced(joined)) {
            file(within, joined);
        }
    }

    private void put(String key, Sense sense, int words) {
        var known = entries.get(key);
        entries.put(
                key,
                known == null
                        ? new Entry(sense.bit, words, Set.of())
                        : new Entry(known.senses() | sense.bit, Math.max(words, known.words()), known.seconds()));
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
        return entry != null && sense.in(entry.senses());
    }

    /** What a list of words says; of an earlier and a special price only the one that it says last. */
    int said(List<String> words) {
        int senses = 0;
        for (int i = 0; i < words.size(); ) {
            var word = words.get(i);
            var entry = entries.get(word);
            int length = entry == null ? 1 : longest(entry, words, i);
            senses = and(
                    senses, length > 1 ? entries.get(joined(words, i, length)).senses() : alone(word, entry));
            i += length;
        }
        return senses;
    }

    /** What the first words of a list say, be it one or a phrase. */
    int first(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        var entry = entries.get(words.get(0));
        int length = entry == null ? 1 : longest(entry, words, 0);
        return length > 1 ? entries.get(joined(words, 0, length)).senses() : alone(words.get(0), entry);
    }

    /** What one word says. */
    int word(String word) {
        return alone(word, entries.get(word));
    }

    private int longest(Entry entry, List<String> words, int i) {
        if (i + 1 == words.size() || !entry.seconds().contains(words.get(i + 1))) {
            return 1;
        }
        for (int n = Math.min(entry.words(), words.size() - i); n > 1; n--) {
            var phrase = entries.get(joined(words, i, n));
            if (phrase != null && phrase.senses() != 0) {
                return n;
            }
        }
        return 1;
    }

    private static String joined(List<String> words, int from, int length) {
        return String.join(" ", words.subList(from, from + length));
    }

    private int alone(String word, Entry entry) {
        if (entry != null && entry.senses() != 0 || word.isEmpty()) {
            return entry == null ? 0 : entry.senses();
        }
        if (unspaced(word)) {
            return inside(word);
        }
        for (int i = 0; i < beginnings.size(); i++) {
            if (word.startsWith(beginnings.get(i))) {
                return entries.get(beginnings.get(i)).senses();
            }
        }
        return 0;
    }

    private int inside(String word) {
        int senses = 0;
        for (int i = 0; i < word.length(); ) {
            int length = 1;
            for (var part : within.getOrDefault(word.charAt(i), List.of())) {
                if (word.startsWith(part, i)) {
                    senses = and(senses, entries.get(part).senses());
                    length = part.length();
                    break;
                }
            }
            i += length;
        }
        return senses;
    }

    /** Adds senses; a word that can say an earlier price and a special one says the earlier. */
    static int and(int senses, int later) {
        if (Sense.LIST.in(later)) {
            return (senses | later) & ~Sense.SPECIAL.bit;
        }
        return Sense.SPECIAL.in(later) ? (senses | later) & ~Sense.LIST.bit : senses | later;
    }
}
