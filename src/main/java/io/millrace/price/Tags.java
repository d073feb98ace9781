package io.millrace.price;

import java.util.Locale;

/** The tags of HTML that were left in a text. */
final class Tags {
    private static final int LONGEST = 200;
    private static final int CENTS = 2;

    private Tags() {}

    /** The index behind the tag that starts there, or -1. */
    static int end(String text, int start) {
        int name = start + 1 < text.length() && text.charAt(start + 1) == '/' ? start + 2 : start + 1;
        if (name >= text.length() || !letter(text.charAt(name))) {
            return -1;
        }
        int end = text.indexOf('>', name);
        return end < 0 || end - start > LONGEST || text.lastIndexOf('<', end) != start ? -1 : end + 1;
    }

    /**
     * Appends what a tag stands for: a space, "was" before what is struck out, nothing but a mark before raised cents.
     *
     * @return the index from which the text goes on
     */
    static int append(String text, int start, int end, StringBuilder normal) {
        var name = name(text, start);
        if (name.equals("sup")) {
            return appendRaised(text, end, normal);
        }
        NormalText.appendSpace(normal);
        if (name.equals("del") || name.equals("s") || name.equals("strike")) {
            normal.append("was ");
        }
        return end;
    }

    /** Two raised digits are cents; one, or anything else that is short, is a footnote. */
    private static int appendRaised(String text, int from, StringBuilder normal) {
        int close = text.indexOf("</", from);
        int digit = from;
        while (digit < text.length() && (Numeral.digit(text, digit) || ".,".indexOf(text.charAt(digit)) >= 0)) {
            digit++;
        }
        if (close < 0 || end(text, close) < 0) {
            NormalText.appendSpace(normal);
            return from;
        }
        if (digit == close && Numeral.digit(text, close - 1) && Numeral.digit(text, close - CENTS)) {
            boolean bare = close - from == CENTS;
            if (bare && normal.length() > 0 && Numeral.digit(normal.toString(), normal.length() - 1)) {
                normal.append('.');
            }
            normal.append(text, from, close);
            return end(text, close);
        }
        if (close - from <= CENTS) {
            return end(text, close);
        }
        NormalText.appendSpace(normal);
        return from;
    }

    private static String name(String text, int start) {
        int i = start + 1;
        while (i < text.length() && letter(text.charAt(i))) {
            i++;
        }
        return text.substring(start + 1, i).toLowerCase(Locale.ROOT);
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
