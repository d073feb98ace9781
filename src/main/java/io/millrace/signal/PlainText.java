package io.millrace.signal;

import java.util.regex.Pattern;

/** Text with one way to write digits, blanks, signs and parentheses, whatever the script. */
final class PlainText {
    private static final Pattern FOOTNOTE = Pattern.compile("\\[[^\\[\\]]{1,20}]");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private PlainText() {}

    /** The same text with ASCII digits, single ordinary blanks, plain minus and parentheses, without footnote marks. */
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(plain, c));
        var single = BLANKS.matcher(FOOTNOTE.matcher(plain).replaceAll("")).replaceAll(" ");
        return single.strip();
    }

    private static void append(StringBuilder plain, int c) {
        int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
        if (digit >= 0) {
            plain.append((char) ('0' + digit));
        } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
            plain.append(' ');
        } else if (Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.CONTROL) {
            plain.appendCodePoint(
                    switch (c) {
                        case '−', '‒', '﹣', '－' -> '-';
                        case '（' -> '(';
                        case '）' -> ')';
                        case '，', '٬', '、' -> c == '、' ? ';' : ',';
                        case '．', '٫' -> '.';
                        case '’', '‘', 'ʼ', '´' -> '\'';
                        case '：' -> ':';
                        case '／' -> '/';
                        case '［' -> '[';
                        case '］' -> ']';
                        default -> c;
                    });
        }
    }
}
