package io.millrace.price;

import java.util.Map;

/** HTML's character references, where they were left over in a text: those that stand in prices, and all numeric ones. */
final class Entities {
    /** With the ampersand and the semicolon. */
    private static final int LONGEST = 10;

    private static final int HEXADECIMAL = 16;
    private static final int DECIMAL = 10;

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("nbsp", " "),
            Map.entry("ensp", " "),
            Map.entry("emsp", " "),
            Map.entry("thinsp", " "),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("rsquo", "'"),
            Map.entry("comma", ","),
            Map.entry("period", "."),
            Map.entry("minus", "-"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "–"),
            Map.entry("shy", ""),
            Map.entry("zwnj", ""),
            Map.entry("lrm", ""),
            Map.entry("rlm", ""),
            Map.entry("dollar", "$"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("yen", "¥"),
            Map.entry("cent", "¢"));

    private Entities() {}

    /** Where the reference that starts at an index ends, behind its semicolon; or -1 if it is none. */
    static int end(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST);
        for (int i = from + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == ';') {
                return text(text, from, i + 1) == null ? -1 : i + 1;
            }
            if (c != '#' && !Character.isLetterOrDigit(c)) {
                return -1;
            }
        }
        return -1;
    }

    /** What the reference between two indices stands for, or null. */
    static String text(String text, int from, int end) {
        var name = text.substring(from + 1, end - 1);
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        try {
            int codePoint = hexadecimal
                    ? Integer.parseInt(name.substring(2), HEXADECIMAL)
                    : Integer.parseInt(name.substring(1), DECIMAL);
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
