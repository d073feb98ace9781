package io.millrace.extract;

import java.util.Locale;
import java.util.Set;

/**
 * A text found on the page.
 *
 * @param text stripped, never blank
 * @param selector where it was found
 * @param machine whether it was written for machines, so that a decimal separator is a dot
 */
record Value(String text, String selector, boolean machine) {
    private static final int LONGEST = 500;
    private static final Set<String> EMPTY = Set.of("null", "undefined", "none", "n/a", "nan", "-");

    /** The value with spaces collapsed, or null where nothing is left. */
    static Value of(String text, String selector, boolean machine) {
        if (text == null) {
            return null;
        }
        var collapsed = collapse(text);
        return collapsed.isEmpty() || placeholder(collapsed) ? null : new Value(collapsed, selector, machine);
    }

    /** Whether a template was not filled in. */
    private static boolean placeholder(String text) {
        return text.startsWith("{{")
                || text.startsWith("${")
                || text.startsWith("[object")
                || text.length() > 1 && text.charAt(0) == '$' && Character.isLowerCase(text.charAt(1))
                || EMPTY.contains(text.toLowerCase(Locale.ROOT));
    }

    private static String collapse(String text) {
        var collapsed = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < text.length() && collapsed.length() < LONGEST; i++) {
            char c = text.charAt(i);
            // No-break spaces stay: between digits they say that these are one number.
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                space = collapsed.length() > 0;
            } else {
                if (space) {
                    collapsed.append(' ');
                    space = false;
                }
                collapsed.append(c);
            }
        }
        return collapsed.toString().strip();
    }
}
