package io.millrace.config;

/** Text of a file made fit for a message of one line. */
final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /** The text in double quotes, shortened, its line breaks and control characters made visible. */
    static String of(String text) {
        return '"' + plain(text) + '"';
    }

    /** The same without quotes. */
    static String plain(String text) {
        var visible = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> append(visible, c));
        return text.codePointCount(0, text.length()) > LONGEST ? visible + "…" : visible.toString();
    }

    private static void append(StringBuilder visible, int c) {
        switch (c) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> {
                if (Character.isISOControl(c)) {
                    visible.append(String.format("\\x%02X", c));
                } else {
                    visible.appendCodePoint(c);
                }
            }
        }
    }
}
