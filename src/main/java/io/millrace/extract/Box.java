package io.millrace.extract;

/** An element of a page with where its text stands, and what is known of it from those around it. */
final class Box {
    private static final int NEAR = 3;

    final TagKind kind;
    final Box parent;
    /** What its own names say ({@link Names}). */
    final int names;
    /** How many of the elements around belong to other products or to the site itself, itself included. */
    final int elsewhere;

    final boolean struck;
    /** Whether it is inside a link to another page. */
    final boolean linked;

    final boolean seen;
    /** Where its text begins: in what is seen of the page, or else in what is not. */
    final int start;

    private final PageBytes page;
    private final int tagFrom;
    private final int tagTo;
    private int end;
    private boolean numbered;

    /** The document itself. */
    Box(PageBytes page) {
        this.page = page;
        this.tagFrom = 0;
        this.tagTo = 0;
        this.kind = TagKind.of("#root");
        this.parent = null;
        this.names = 0;
        this.elsewhere = 0;
        this.struck = false;
        this.linked = false;
        this.seen = true;
        this.start = 0;
    }

    /** An element inside another, of which its start tag has been read. */
    Box(PageBytes page, int tagFrom, int tagTo, StartTag tag, Box parent, int start) {
        this.page = page;
        this.tagFrom = tagFrom;
        this.tagTo = tagTo;
        this.kind = tag.kind();
        this.parent = parent;
        this.names = tag.named();
        this.elsewhere = parent.elsewhere + (tag.elsewhere() ? 1 : 0);
        this.struck = tag.struck() || parent.struck;
        this.linked = tag.linked() || parent.linked;
        this.seen = tag.seen() && parent.seen;
        this.start = start;
        this.end = start;
    }

    /** Where the text that holds its own has come to, it ends. */
    void close(SeenText text) {
        end = text.length();
        numbered = text.lastDigit() >= start;
    }

    int end() {
        return end;
    }

    /** Whether its text has a digit. */
    boolean isNumbered() {
        return numbered;
    }

    int length() {
        return end - start;
    }

    String tag() {
        return kind.name();
    }

    /** An attribute's value with its entities resolved; empty where there is none. */
    String attr(String name) {
        var attributes = new TagAttributes(page.plain()).read(tagFrom, tagTo);
        while (tagTo > 0 && attributes.next()) {
            if (attributes.is(name)) {
                return page.words(attributes.valueFrom(), attributes.valueTo());
            }
        }
        return "";
    }

    boolean has(String name) {
        var attributes = new TagAttributes(page.plain()).read(tagFrom, tagTo);
        while (tagTo > 0 && attributes.next()) {
            if (attributes.is(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it or one of the two around it has a name of that kind. */
    boolean near(int kind) {
        return near(kind, NEAR);
    }

    boolean near(int kind, int steps) {
        var box = this;
        for (int i = 0; i < steps && box != null; i++, box = box.parent) {
            if ((box.names & kind) != 0) {
                return true;
            }
        }
        return false;
    }
}
