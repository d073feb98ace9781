package io.millrace.extract;

import java.util.Arrays;

/** The text of a page as a reader sees it: blocks begin lines, other space is one space. */
final class SeenText {
    private char[] text = new char[4096];
    private int length;
    private int lastDigit = -1;
    /** Whether an element begins or ends right behind a letter: a number or a capital that follows is none of the word's. */
    private boolean isBehindWord;

    int length() {
        return length;
    }

    /** Where the last digit up to here stands; -1 without any. */
    int lastDigit() {
        return lastDigit;
    }

    /** Adds words; whether there were any. */
    boolean add(String words) {
        return add(words, 0, words.length());
    }

    /** Adds the words between two places. */
    boolean add(String words, int from, int to) {
        grow(to - from + 2);
        joinDecimals(words, from, to);
        if (isBehindWord && to > from && begins(words.charAt(from))) {
            text[length++] = ' ';
        }
        isBehindWord = false;
        int before = length;
        boolean any = false;
        boolean space = false;
        for (int i = from; i < to; i++) {
            char c = words.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                space = true;
            } else if (c != '\u200b' && c != '\u00ad' && c != '\ufeff') {
                if (space) {
                    space();
                    space = false;
                }
                lastDigit = isDigit(c) ? length : lastDigit;
                text[length++] = c;
                any |= c != '\u00a0';
            }
        }
        if (!any) {
            length = before;
        }
        if (space) {
            space();
        }
        return any;
    }

    /** Whether what stands right behind the letter of another element is a word, or a number, of its own. */
    private static boolean begins(char c) {
        return isDigit(c) || Character.isUpperCase(c);
    }

    private void grow(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }

    /** Takes back the space before a decimal separator: {@code <b>19</b>.<b>99</b>}. */
    private void joinDecimals(String words, int from, int to) {
        boolean separator = to > from && (words.charAt(from) == '.' || words.charAt(from) == ',');
        if (separator
                && length > 1
                && text[length - 1] == ' '
                && isDigit(text[length - 2])
                && (to == from + 1 || isDigit(words.charAt(from + 1)))) {
            length--;
        }
    }

    private void space() {
        if (length > 0 && text[length - 1] != ' ' && text[length - 1] != '\n') {
            text[length++] = ' ';
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c > 127 && Character.isDigit(c);
    }

    /** Where an element begins or ends. Cents often stand in one of their own: a space keeps them apart from the amount. */
    void boundary(boolean block) {
        if (length == 0) {
            return;
        }
        grow(1);
        char last = text[length - 1];
        if (block && last != '\n') {
            text[length++] = '\n';
        } else if (isDigit(last)) {
            text[length++] = ' ';
        }
        isBehindWord = !block && Character.isLetter(last);
    }

    String of(Box box) {
        return between(box.start, box.end()).strip();
    }

    /** Up to so many characters before an element. */
    String before(Box box, int characters) {
        return between(Math.max(0, box.start - characters), box.start);
    }

    /** Up to so many characters behind an element, in its line. */
    String behind(Box box, int characters) {
        if (box.end() > 0 && text[box.end() - 1] == '\n') {
            return "";
        }
        int end = Math.min(length, box.end() + characters);
        for (int i = box.end(); i < end; i++) {
            if (text[i] == '\n') {
                return between(box.end(), i);
            }
        }
        return between(box.end(), end);
    }

    String between(int from, int to) {
        return new String(text, from, to - from);
    }

    /** Whether it holds a word, or a number of letters and digits, as a whole. */
    boolean hasWord(String word) {
        var all = toString();
        for (int at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !continues(text[at - 1])) && (end == length || !continues(text[end]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean continues(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(text[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return between(0, length);
    }
}
