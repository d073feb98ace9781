package io.millrace.price;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells quickly which lines may speak of the availability, by how their words begin. */
final class StockStems {
    private static final int LENGTH = 6;
    /** From here on letters are of scripts that are not looked up by stems. */
    private static final char OTHER_SCRIPTS = 0x370;

    /** The first letters of the longest word of each phrase, for languages with spaces between words. */
    private static final Set<String> STEMS = AvailabilityWords.phrases()
            .flatMap(phrase ->
                    Arrays.stream(phrase.split("[^\\p{L}]+")).max(Comparator.comparingInt(String::length)).stream())
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, Math.min(LENGTH, word.length())))
            .collect(Collectors.toUnmodifiableSet());

    private StockStems() {}

    /** Whether one of its words begins as one of a statement does; always in other scripts. */
    static boolean mayState(String line) {
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c >= OTHER_SCRIPTS && Character.isLetter(c)) {
                return true;
            }
            if (Character.isLetter(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (STEMS.contains(
                        line.substring(start, Math.min(i, start + LENGTH)).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                start = -1;
            }
        }
        return false;
    }
}
