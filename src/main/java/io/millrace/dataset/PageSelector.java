package io.millrace.dataset;

import java.util.regex.Pattern;

/**
 * Where a user says that a value stands on a page, as it is written: {@code span.price} is an element's text,
 * {@code span.price@content} its attribute.
 *
 * @param css the CSS selector, not yet parsed
 * @param attribute null where the text is meant
 */
public record PageSelector(String css, String attribute) {
    private static final Pattern WITH_ATTRIBUTE = Pattern.compile("(.*\\S)\\s*@([A-Za-z_:][A-Za-z0-9_:.-]*)");

    public static PageSelector of(String written) {
        var text = written.strip();
        var match = WITH_ATTRIBUTE.matcher(text);
        return match.matches() ? new PageSelector(match.group(1), match.group(2)) : new PageSelector(text, null);
    }
}
