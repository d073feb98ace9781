package io.millrace.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands between two numbers of a text, before the first or behind the last.
 *
 * @param words in lower case, and without the dots of "M.R.P."
 * @param mark where the first character is that is no space
 * @param word where the first word starts
 */
record Gap(String text, List<String> words, int mark, int word) {
    /** Where the first marks are that combine with letters. */
    private static final char MARKS = 0x300;

    private static final Gap NOTHING = new Gap("", List.of(), 0, 0);

    static Gap of(String text) {
        if (text.isEmpty()) {
            return NOTHING;
        }
        int mark = 0;
        while (mark < text.length() && text.charAt(mark) == ' ') {
            mark++;
        }
        List<String> words = List.of();
        int word = text.length();
        int start = -1;
        for (int i = mark; i <= text.length(); i++) {
            boolean in = i < text.length() && (inWord(text.charAt(i)) || start >= 0 && abbreviates(text, i));
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                if (words.isEmpty()) {
                    words = new ArrayList<>();
                    word = start;
                }
                words.add(lowerCase(text.substring(start, i)));
                start = -1;
            }
        }
        return new Gap(text, words, mark, word);
    }

    private static String lowerCase(String word) {
        return word.replace(".", "").toLowerCase(Locale.ROOT);
    }

    /** Whether it is a dot within "M.R.P.", between single letters. */
    private static boolean abbreviates(String text, int i) {
        return text.charAt(i) == '.'
                && i + 1 < text.length()
                && Character.isLetter(text.charAt(i - 1))
                && Character.isLetter(text.charAt(i + 1))
                && (i == 1 || !Character.isLetter(text.charAt(i - 2)));
    }

    static boolean inWord(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '&'
                : Character.isLetterOrDigit(c) || c == '²' || c >= MARKS && isMark(c);
    }

    /** Vowel signs and the like, without which words of many scripts fall apart. */
    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    boolean isBlank() {
        return mark == text.length();
    }

    /** Whether its first mark is that one. */
    boolean startsWith(char c) {
        return mark < text.length() && text.charAt(mark) == c;
    }

    boolean endsWith(char c) {
        int i = text.length() - 1;
        while (i >= 0 && text.charAt(i) == ' ') {
            i--;
        }
        return i >= 0 && text.charAt(i) == c;
    }

    /** The word that it starts with, or nothing. */
    String first() {
        return word == mark && !words.isEmpty() ? words.get(0) : "";
    }

    /** The word that stands so many characters behind the first mark, or nothing. */
    String first(int behindMark) {
        int at = mark + behindMark;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return word == at && !words.isEmpty() ? words.get(0) : "";
    }

    /** Whether an apostrophe ties the first word to the next: "l'unité". */
    boolean firstIsArticle() {
        int end = word + first().length();
        return end < text.length() && text.charAt(end) == '\'';
    }

    /** The word that it starts with, also where a bracket opens before it. */
    String firstInBrackets() {
        return !words.isEmpty() && word == mark + 1 && startsWith('(') ? words.get(0) : first();
    }

    /** The last word, whatever stands behind it; or nothing. */
    String last() {
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /** The one word or mark that it is, or nothing. */
    String only() {
        return words.size() > 1 ? "" : text.strip().toLowerCase(Locale.ROOT);
    }

    /** What is left behind the first word. */
    Gap behindFirst() {
        return words.isEmpty() ? this : of(text.substring(word + words.get(0).length()));
    }
}
