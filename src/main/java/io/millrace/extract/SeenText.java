package io.millrace.extract;

/** The text of a page as a reader sees it: blocks begin lines, other space is one space. */
final class SeenText {
    private final StringBuilder text = new StringBuilder();

    int length() {
        return text.length();
    }

    /** Adds words; whether there were any. */
    boolean add(String words) {
        joinDecimals(words);
        int from = text.length();
        boolean any = false;
        boolean space = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                space = true;
            } else if (c != '\u200b' && c != '\u00ad' && c != '\ufeff') {
                if (space) {
                    space();
                    space = false;
                }
                text.append(c);
                any |= c != '\u00a0';
            }
        }
        if (!any) {
            text.setLength(from);
        }
        if (space) {
            space();
        }
        return any;
    }

    /** Takes back the space before a decimal separator: {@code <b>19</b>.<b>99</b>}. */
    private void joinDecimals(String words) {
        int last = text.length() - 1;
        boolean separator = !words.isEmpty() && (words.charAt(0) == '.' || words.charAt(0) == ',');
        if (separator
                && last > 0
                && text.charAt(last) == ' '
                && Character.isDigit(text.charAt(last - 1))
                && (words.length() == 1 || Character.isDigit(words.charAt(1)))) {
            text.setLength(last);
        }
    }

    private void space() {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ' ' && text.charAt(text.length() - 1) != '\n') {
            text.append(' ');
        }
    }

    /** Where an element begins or ends. Cents often stand in one of their own: a space keeps them apart from the amount. */
    void boundary(boolean block) {
        if (text.length() == 0) {
            return;
        }
        char last = text.charAt(text.length() - 1);
        if (block && last != '\n') {
            text.append('\n');
        } else if (Character.isDigit(last)) {
            text.append(' ');
        }
    }

    String of(Box box) {
        return text.substring(box.start, box.end()).strip();
    }

    /** Up to so many characters before an element. */
    String before(Box box, int characters) {
        return text.substring(Math.max(0, box.start - characters), box.start);
    }

    /** Up to so many characters behind an element, in its line. */
    String behind(Box box, int characters) {
        int end = Math.min(text.length(), box.end() + characters);
        for (int i = box.end(); i < end; i++) {
            if (text.charAt(i) == '\n') {
                return text.substring(box.end(), i);
            }
        }
        return text.substring(box.end(), end);
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    /** Whether an element has a digit. */
    boolean hasDigit(Box box) {
        for (int i = box.start; i < box.end(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it holds a word, or a number of letters and digits, as a whole. */
    boolean hasWord(String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !continues(text.charAt(at - 1)))
                    && (end == text.length() || !continues(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean continues(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    boolean isBlank() {
        return text.toString().isBlank();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
