package io.millrace.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What words and phrases beside numbers say of them, by {@code words.txt}. Immutable. */
final class WordTable {
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
    /** Of a few words, whatever their endings, by the first character. */
    private final Map<Character, List<String>> beginnings = new HashMap<>();
    /** Words of scripts without spaces by the first character, the longest first. */
    private final Map<Character, List<String>> within = new HashMap<>();

    private WordTable() {
        WordFile.sections(WordTable.class, "words.txt").forEach((heading, phrases) -> {
            int senses = Sense.named(heading);
            phrases.forEach(phrase -> add(phrase, senses));
        });
        within.values().forEach(WordTable::sortLongestFirst);
    }

    private static void sortLongestFirst(List<String> words) {
        words.sort((a, b) -> b.length() - a.length());
    }

    private void add(String phrase, int senses) {
        var words = Gap.of(NormalText.of(phrase)).words();
        if (words.isEmpty()) {
            put(phrase, senses, 1);
            return;
        }
        var joined = String.join(" ", words);
        if (phrase.charAt(phrase.length() - 1) == ANY_ENDING) {
            put(joined, senses, 1);
            file(beginnings, joined);
            return;
        }
        put(joined, senses, words.size() > 1 ? 0 : 1);
        if (words.size() > 1) {
            var first = entries.getOrDefault(words.get(0), new Entry(0, 1, Set.of()));
            var seconds = new HashSet<>(first.seconds());
            seconds.add(words.get(1));
            entries.put(words.get(0), new Entry(first.senses(), Math.max(first.words(), words.size()), seconds));
        } else if (unspaced(joined)) {
            file(within, joined);
        }
    }

    private void put(String key, int senses, int words) {
        var known = entries.get(key);
        entries.put(
                key,
                known == null
                        ? new Entry(senses, words, Set.of())
                        : new Entry(known.senses() | senses, Math.max(words, known.words()), known.seconds()));
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
            int here = length > 1 ? entries.get(joined(words, i, length)).senses() : alone(word, entry);
            if (!Sense.ALONE.in(here) || i == 0 || word(words.get(i - 1)) != 0) {
                senses = Sense.and(senses, here);
            }
            i += length;
        }
        return senses;
    }

    /** Whether there is a word, and each word and phrase has one of those senses. */
    boolean areAll(List<String> words, int senses) {
        int i = 0;
        while (i < words.size()) {
            var entry = entries.get(words.get(i));
            int length = entry == null ? 1 : longest(entry, words, i);
            int here = length > 1 ? entries.get(joined(words, i, length)).senses() : alone(words.get(i), entry);
            if ((here & senses) == 0) {
                return false;
            }
            i += length;
        }
        return i > 0;
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
        for (var beginning : beginnings.getOrDefault(word.charAt(0), List.of())) {
            if (word.startsWith(beginning)) {
                return entries.get(beginning).senses();
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
                    senses = Sense.and(senses, entries.get(part).senses());
                    length = part.length();
                    break;
                }
            }
            i += length;
        }
        return senses;
    }
}
