package io.millrace.extract;

import java.util.Arrays;

/** Where a page mentions one of some words. Asked for places in ascending order it looks at each character once a word. */
final class Mentions {
    private final String plain;
    private final String[] words;
    private final int[] next;

    Mentions(String plain, String... words) {
        this.plain = plain;
        this.words = words;
        this.next = new int[words.length];
        Arrays.fill(next, -1);
    }

    /** Whether there is one from a place on and before another. */
    boolean within(int from, int to) {
        boolean any = false;
        for (int i = 0; i < words.length; i++) {
            if (next[i] < from) {
                int found = plain.indexOf(words[i], from);
                next[i] = found < 0 ? Integer.MAX_VALUE : found;
            }
            any |= next[i] < to;
        }
        return any;
    }
}
