package io.millrace.extract;

/**
 * What stretches of a page's markup mean, without making a text of those that come again. Of two that fall on one place of
 * its table it knows the later one, so that no page can fill it. Confined to one page.
 */
final class Remembered<T> {
    private static final int PLACES = 1024;

    /** Finds out what the text between two places means. */
    interface Meaning<T> {
        T of(int from, int to);
    }

    private final String text;
    private final Meaning<T> meaning;
    private final int[] froms = new int[PLACES];
    private final int[] lengths = new int[PLACES];
    private final Object[] meanings = new Object[PLACES];

    Remembered(String text, Meaning<T> meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** The meaning of the text between two places. */
    @SuppressWarnings("unchecked")
    T of(int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
        int length = to - from;
        if (meanings[place] == null
                || lengths[place] != length
                || !text.regionMatches(froms[place], text, from, length)) {
            meanings[place] = meaning.of(from, to);
            froms[place] = from;
            lengths[place] = length;
        }
        return (T) meanings[place];
    }
}
