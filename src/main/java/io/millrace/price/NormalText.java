package io.millrace.price;

import java.text.Normalizer;
import java.util.Map;

/** Brings digits, spaces, dashes and apostrophes of all scripts to one form, so that what follows knows only one. */
final class NormalText {
    /** Arabic decimal separator: the one mark that is never a thousands separator. */
    static final char ARABIC_DECIMAL = '\u066B';

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int LONGEST_ENTITY = 8;
    private static final Map<String, String> ENTITIES =
            Map.of("&nbsp;", " ", "&thinsp;", " ", "&euro;", "€", "&pound;", "£", "&yen;", "¥", "&cent;", "¢");

    private NormalText() {}

    static String of(String original) {
        return isNormal(original) ? original : normalized(original);
    }

    /** Whether it is printable ASCII, of which two characters alone can change. */
    private static boolean isNormal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '&' || c == '`') {
                return false;
            }
        }
        return true;
    }

    /** The same for any text. */
    static String normalized(String original) {
        var text = Normalizer.normalize(original, Normalizer.Form.NFC);
        var normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            var entity = text.charAt(i) == '&' ? entity(text, i) : null;
            if (entity != null) {
                normal.append(ENTITIES.get(entity));
                i += entity.length();
                continue;
            }
            if (superscript(text, i)) {
                i = appendSuperscript(text, i, normal);
                continue;
            }
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            append(normal, codePoint);
        }
        return normal.toString();
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
            normal.append(' ')
                    .append(SUPERSCRIPTS.indexOf(text.charAt(from)))
                    .append(SUPERSCRIPTS.indexOf(text.charAt(from + 1)));
        }
        return end;
    }

    private static String entity(String text, int from) {
        int end = semicolon(text, from);
        var entity = end < 0 ? "" : text.substring(from, end + 1);
        return ENTITIES.containsKey(entity) ? entity : null;
    }

    private static int semicolon(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST_ENTITY);
        for (int i = from; i < limit; i++) {
            if (text.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }

    private static void append(StringBuilder normal, int codePoint) {
        int c = codePoint >= 0xFF01 && codePoint <= 0xFF5E ? codePoint - 0xFEE0 : codePoint;
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            normal.append((char) ('0' + Character.digit(c, 10)));
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            normal.append(' ');
        } else if (Character.getType(c) != Character.FORMAT) {
            normal.appendCodePoint(mark(c));
        }
    }

    private static int mark(int c) {
        return switch (c) {
            case 0x2019, 0x2018, 0x02BC, 0x00B4, '`', 0x2032, 0x066C -> '\'';
            case 0x060C, 0x3001, 0xFE50 -> ',';
            case 0x2010, 0x2011, 0x2212, 0xFE63 -> '-';
            case 0x2012, 0x2013, 0x2014, 0x2015 -> '–';
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
