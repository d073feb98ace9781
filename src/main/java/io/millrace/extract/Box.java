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

    /** The document itself. */
    Box(PageBytes page) {
        this(page, 0, 0, TagKind.of("#root"), null, new Look(0, true, false, false, false), 0);
    }

    Box(PageBytes page, int tagFrom, int tagTo, TagKind kind, Box parent, Look look, int start) {
        this.page = page;
        this.tagFrom = tagFrom;
        this.tagTo = tagTo;
        this.kind = kind;
        this.parent = parent;
        this.names = look.names();
        this.elsewhere = (parent == null ? 0 : parent.elsewhere) + (look.elsewhere() ? 1 : 0);
        this.struck = look.struck() || parent != null && parent.struck;
        this.linked = look.linked() || parent != null && parent.linked;
        this.seen = look.seen() && (parent == null || parent.seen);
        this.start = start;
        this.end = start;
    }

    /** What an element itself adds to what it takes from those around. */
    record Look(int names, boolean seen, boolean struck, boolean linked, boolean elsewhere) {}

    void close(int at) {
        end = at;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    String tag() {
        return kind.name();
    }

    /** An attribute's value with its entities resolved; empty where there is none. */
    String attr(String name) {
        var attributes = new TagAttributes(page.plain(), tagFrom, tagTo);
        while (tagTo > 0 && attributes.next()) {
            if (attributes.is(name)) {
                return page.words(attributes.valueFrom(), attributes.valueTo());
            }
        }
        return "";
    }

    boolean has(String name) {
        var attributes = new TagAttributes(page.plain(), tagFrom, tagTo);
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
