package io.millrace.price;

import java.text.Normalizer;

/** Brings digits, spaces, dashes and apostrophes of all scripts to one form, so that what follows knows only one. */
final class NormalText {
    /** Arabic decimal separator: the one mark that is never a thousands separator. */
    static final char ARABIC_DECIMAL = '\u066B';

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private NormalText() {}

    static String of(String original) {
        return isNormal(original) ? original : normalized(original);
    }

    /** Whether it is printable ASCII, of which a few characters and doubled spaces alone can change. */
    private static boolean isNormal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' '
                    || c > '~'
                    || c == '&'
                    || c == '<'
                    || c == '`'
                    || c == ' ' && i > 0 && text.charAt(i - 1) == ' ') {
                return false;
            }
        }
        return true;
    }

    /** The same for any text. */
    static String normalized(String original) {
        var text = isComposed(original) ? original : Normalizer.normalize(original, Normalizer.Form.NFC);
        var normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int entity = text.charAt(i) == '&' ? Entities.end(text, i) : -1;
            if (entity > 0) {
                Entities.text(text, i, entity).codePoints().forEach(c -> append(normal, c));
                i = entity;
                continue;
            }
            int tag = text.charAt(i) == '<' ? Tags.end(text, i) : -1;
            if (tag > 0) {
                i = Tags.append(text, i, tag, normal);
                continue;
            }
            if (superscript(text, i)) {
                i = appendSuperscript(text, i, normal);
                continue;
            }
            if (raisedPoint(text, i)) {
                normal.append('.');
                i++;
                continue;
            }
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            append(normal, codePoint);
        }
        return normal.toString();
    }

    /** Whether nothing in it can combine: no marks, no single parts of Korean syllables. */
    private static boolean isComposed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x300 && (combines(Character.getType(c)) || c >= 0x1100 && c < 0x1200)) {
                return false;
            }
        }
        return true;
    }

    private static boolean combines(int type) {
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.SURROGATE;
    }

    /** The dot of "12·99"; with spaces around it separates what has nothing to do with each other. */
    private static boolean raisedPoint(String text, int i) {
        return text.charAt(i) == '·' && Numeral.digit(text, i - 1) && Numeral.digit(text, i + 1);
    }

    private static boolean superscript(String text, int i) {
        return i < text.length() && SUPERSCRIPTS.indexOf(text.charAt(i)) >= 0;
    }

    /** Two raised digits are cents, set apart by a space; any other number of them is a footnote. */
    private static int appendSuperscript(String text, int from, StringBuilder normal) {
        int end = from;
        while (superscript(text, end)) {
            end++;
        }
        if (end - from == 2) {
            if (normal.length() == 0 || ".,".indexOf(normal.charAt(normal.length() - 1)) < 0) {
                appendSpace(normal);
            }
            normal.append(SUPERSCRIPTS.indexOf(text.charAt(from))).append(SUPERSCRIPTS.indexOf(text.charAt(from + 1)));
        }
        return end;
    }

    private static void append(StringBuilder normal, int codePoint) {
        int c = codePoint >= 0xFF01 && codePoint <= 0xFF5E ? codePoint - 0xFEE0 : codePoint;
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            normal.append((char) ('0' + Character.digit(c, 10)));
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            appendSpace(normal);
        } else if (Character.getType(c) != Character.FORMAT) {
            normal.appendCodePoint(mark(c));
        }
    }

    /** Several in a row are one: they come from line breaks and elements between. */
    static void appendSpace(StringBuilder normal) {
        if (normal.length() == 0 || normal.charAt(normal.length() - 1) != ' ') {
            normal.append(' ');
        }
    }

    private static int mark(int c) {
        return switch (c) {
            case 0x2019, 0x2018, 0x02BC, 0x00B4, '`', 0x2032, 0x066C -> '\'';
            case 0x060C, 0x3001, 0xFE50 -> ',';
            case 0x2010, 0x2011, 0x2212, 0xFE63 -> '-';
            case 0x2012, 0x2013, 0x2014, 0x2015 -> '–';
            case 0x066A -> '%';
            case 0x301C, 0x223C, 0x02DC -> '~';
            case 0xFFE5 -> '¥';
            case 0xFFE1 -> '£';
            case 0xFFE6 -> '₩';
            case 0xFFE0 -> '¢';
            case 0xFE69 -> '$';
            default -> c;
        };
    }
}
