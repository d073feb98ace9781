package io.millrace.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads markup tag by tag. What scripts hold is set aside; styles, drawings and comments are skipped. */
final class PageTags {
    /** A page of more tags than this would fill the memory. */
    static final int MOST_TAGS = 300_000;

    /** Takes what is read. */
    interface Taker {
        /** A start tag from its bracket to behind its closing bracket. */
        void open(int from, int to);

        void close(int from, int to);

        void text(int from, int to);

        /** What stands inside an element whose content is no markup. */
        void raw(String name, int from, int to);
    }

    /**
     * A script of the page.
     *
     * @param tag its start tag, in lower case
     * @param from where its content begins
     * @param to where its content ends
     */
    record Script(String tag, int from, int to) {}

    private static final String[] RAW = {"script", "style", "svg", "title", "textarea", "iframe", "xmp", "noembed"};

    private final String plain;
    private final Taker taker;
    private final List<Script> scripts = new ArrayList<>();
    /** Elements that have no end tag any more: looked for once. */
    private final Set<String> unclosed = new HashSet<>();

    private int read;
    private int tags;

    private PageTags(String plain, Taker taker) {
        this.plain = plain;
        this.taker = taker;
    }

    /**
     * Reads a page to its end; gives its scripts.
     *
     * @throws PageLimitException where it has too many tags
     */
    static List<Script> read(PageBytes bytes, Taker taker) {
        var tags = new PageTags(bytes.plain(), taker);
        tags.read();
        return tags.scripts;
    }

    private void read() {
        int from = 0;
        for (int open = plain.indexOf('<'); open >= 0; open = plain.indexOf('<', from)) {
            from = open + 1;
            char c = from < plain.length() ? plain.charAt(from) : ' ';
            if (c == '!' || c == '?') {
                text(open);
                from = read = plain.startsWith("--", from + 1) ? behind("-->", open + 2) : behind(">", open);
            } else if (c == '/') {
                text(open);
                from = read = behind(">", open);
                taker.close(open, read);
            } else if (isLetter(c)) {
                text(open);
                from = read = tag(open);
            }
        }
        text(plain.length());
    }

    private void text(int until) {
        if (until > read) {
            taker.text(read, until);
        }
    }

    private int behind(String mark, int from) {
        int at = plain.indexOf(mark, from);
        return at < 0 ? plain.length() : at + mark.length();
    }

    private int tag(int open) {
        if (++tags > MOST_TAGS) {
            throw new PageLimitException("the page has more than " + MOST_TAGS + " tags");
        }
        int end = endOfTag(open);
        var raw = raw(open);
        if (raw == null) {
            taker.open(open, end);
            return end;
        }
        int close = plain.charAt(end - 2) == '/' && raw.equals("svg") ? end : endTag(end, raw);
        if (close == plain.length() && !raw.equals("script") && !raw.equals("style")) {
            return end;
        }
        if (raw.equals("script")) {
            scripts.add(new Script(plain.substring(open, end).toLowerCase(Locale.ROOT), end, close));
        } else {
            taker.raw(raw, end, close);
        }
        return behind(">", close);
    }

    private String raw(int open) {
        char first = (char) (plain.charAt(open + 1) | 0x20);
        if (first == 's' || first == 't' || first == 'i' || first == 'x' || first == 'n') {
            for (var name : RAW) {
                int end = open + 1 + name.length();
                if (name.charAt(0) == first
                        && plain.regionMatches(true, open + 1, name, 0, name.length())
                        && (end >= plain.length() || !isLetter(plain.charAt(end)) && plain.charAt(end) != '-')) {
                    return name;
                }
            }
        }
        return null;
    }

    /** Where the end tag begins, or the end of the page. */
    private int endTag(int from, String name) {
        if (unclosed.contains(name)) {
            return plain.length();
        }
        for (int at = plain.indexOf("</", from); at >= 0; at = plain.indexOf("</", at + 2)) {
            if (plain.regionMatches(true, at + 2, name, 0, name.length())) {
                return at;
            }
        }
        unclosed.add(name);
        return plain.length();
    }

    /** Behind the bracket that closes a tag; one inside a quoted value closes nothing. */
    private int endOfTag(int open) {
        char before = ' ';
        for (int i = open + 1; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            if ((c == '"' || c == '\'') && before == '=') {
                int end = plain.indexOf(c, i + 1);
                if (end < 0) {
                    return behind(">", open);
                }
                i = end;
            }
            before = c <= ' ' ? before : c;
        }
        return plain.length();
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
