package io.millrace.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words and phrases that are looked for at the beginnings of a text's words. Immutable; texts are in lower case. */
final class Phrases {
    private static final char ANY_ENDING = '*';

    private record Phrase(String text, boolean open) {}

    private final Map<Character, List<Phrase>> byFirst = new HashMap<>();

    /** @param whole whether they end where a word does, but for those with a {@code *} behind */
    Phrases(List<String> phrases, boolean whole) {
        for (var phrase : phrases) {
            boolean open = phrase.charAt(phrase.length() - 1) == ANY_ENDING;
            var text = open ? phrase.substring(0, phrase.length() - 1) : phrase;
            byFirst.computeIfAbsent(text.charAt(0), first -> new ArrayList<>()).add(new Phrase(text, open || !whole));
        }
    }

    boolean in(String text) {
        return last(text) >= 0;
    }

    /** Where the last of them begins; -1 without any. */
    int last(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (begins(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean begins(String text, int i) {
        if (i > 0 && !apart(text.charAt(i - 1), text.charAt(i))) {
            return false;
        }
        for (var phrase : byFirst.getOrDefault(text.charAt(i), List.of())) {
            int end = i + phrase.text().length();
            if (text.startsWith(phrase.text(), i) && (phrase.open() || end == text.length() || ends(text, end))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word ends there: "off-road" is one. */
    private static boolean ends(String text, int end) {
        return text.charAt(end) != '-' && apart(text.charAt(end), text.charAt(end - 1));
    }

    /** Whether two characters are not of one word; East Asian words stand side by side. */
    private static boolean apart(char one, char other) {
        return !Character.isLetter(one) || !Character.isLetter(other) || other > 0x2000;
    }
}
