package io.millrace.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads markup tag by tag. What scripts hold is set aside; styles, drawings and comments are skipped. */
final class PageTags {
    /** A page of more tags than this would fill the memory. */
    static final int MOST_TAGS = 300_000;

    /** Takes what is read. */
    interface Taker {
        /** A start tag from behind its name to behind its closing bracket. */
        void open(TagKind kind, int from, int to);

        void close(TagKind kind);

        void text(int from, int to);

        /** What stands inside an element whose content is no markup. */
        void raw(TagKind kind, int from, int to);
    }

    /**
     * A script of the page.
     *
     * @param tag its start tag, in lower case
     * @param from where its content begins
     * @param to where its content ends
     */
    record Script(String tag, int from, int to) {}

    private final String plain;
    private final Taker taker;
    private final List<Script> scripts = new ArrayList<>();
    /** By their names as they are written, and in lower case. */
    private final Remembered<TagKind> kinds;

    private final Map<String, TagKind> kindsByName = new HashMap<>();
    /** Elements that have no end tag any more: looked for once. */
    private final Set<TagKind> unclosed = new HashSet<>();

    private int read;
    private int tags;

    private PageTags(String plain, Taker taker) {
        this.plain = plain;
        this.taker = taker;
        this.kinds = new Remembered<>(plain, this::kind);
    }

    private TagKind kind(int from, int to) {
        return kindsByName.computeIfAbsent(plain.substring(from, to).toLowerCase(Locale.ROOT), TagKind::of);
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
                int name = TagAttributes.nameEnd(plain, open + 2, plain.length());
                from = read = behind(">", name);
                if (name > open + 2) {
                    taker.close(kinds.of(open + 2, name));
                }
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
        int name = TagAttributes.nameEnd(plain, open + 1, plain.length());
        var kind = kinds.of(open + 1, name);
        int end = endOfTag(open);
        if (!kind.is(TagKind.RAW)) {
            taker.open(kind, name, end);
            return end;
        }
        boolean script = kind.name().equals("script");
        int close = plain.charAt(end - 2) == '/' && kind.name().equals("svg") ? end : endTag(end, kind);
        if (close == plain.length() && !script && !kind.name().equals("style")) {
            return end;
        }
        if (script) {
            scripts.add(new Script(plain.substring(open, end).toLowerCase(Locale.ROOT), end, close));
        } else {
            taker.raw(kind, end, close);
        }
        return behind(">", close);
    }

    /** Where the end tag begins, or the end of the page. */
    private int endTag(int from, TagKind kind) {
        if (unclosed.contains(kind)) {
            return plain.length();
        }
        var name = kind.name();
        for (int at = plain.indexOf("</", from); at >= 0; at = plain.indexOf("</", at + 2)) {
            if (plain.regionMatches(true, at + 2, name, 0, name.length())) {
                return at;
            }
        }
        unclosed.add(kind);
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
