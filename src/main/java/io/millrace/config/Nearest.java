package io.millrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate that the word was probably meant to be: at most a third of its letters are wrong, left out, added
     * or swapped with their neighbour; case, hyphens and underscores do not count.
     */
    static Optional<String> to(String word, Collection<String> candidates) {
        var plain = plain(word);
        return candidates.stream()
                .filter(candidate -> distance(plain, plain(candidate)) <= Math.max(1, plain.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
    }

    /** What to say of a word that is none of the candidates: {@code did you mean every?}, or those that there are. */
    public static String hint(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "expected " + oneOf(candidates));
    }

    private static String oneOf(Collection<String> candidates) {
        return candidates.size() == 1 ? candidates.iterator().next() : "one of " + String.join(", ", candidates);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /** The Damerau–Levenshtein distance, of adjacent swaps. */
    private static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + wrong);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
