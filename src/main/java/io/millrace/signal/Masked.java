package io.millrace.signal;

import java.util.regex.Pattern;

/** Words of a provider that go into logs: on one line, short, without what could be an address or a key. */
final class Masked {
    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]*://|www\\.)\\S+");
    private static final Pattern NAMED_KEY =
            Pattern.compile("(?i)\\b(appid|[a-z_-]*key|[a-z_-]*token|secret|password)(\\s*[=:]\\s*)\\S+");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{20,}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private Masked() {}

    static String text(String said) {
        var text = SPACE.matcher(said).replaceAll(" ").strip();
        text = ADDRESS.matcher(text).replaceAll("…");
        text = NAMED_KEY.matcher(text).replaceAll("$1$2…");
        text = LONG_WORD.matcher(text).replaceAll("…");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
