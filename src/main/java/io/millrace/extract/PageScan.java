package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;

/** All that is looked at of a page, gathered in one pass over its markup. */
final class PageScan implements PageTags.Taker {
    private final PageBytes bytes;
    private final SeenText text = new SeenText();
    private final SeenText hidden = new SeenText();
    private final List<Box> metas = new ArrayList<>();
    private final List<Box> links = new ArrayList<>();
    private final List<Box> marked = new ArrayList<>();
    private final List<Box> headings = new ArrayList<>();
    private final List<Box> buttons = new ArrayList<>();
    private final List<Box> leaves = new ArrayList<>();
    private List<PageTags.Script> scripts;
    private String title = "";

    private final StartTag tag;
    private final OpenElements open;

    private PageScan(PageBytes bytes) {
        this.bytes = bytes;
        this.tag = new StartTag(bytes);
        this.open = new OpenElements(new Box(bytes), this::ended);
    }

    /** Reads a page; throws PageLimitException where it is larger than any page of a shop. */
    static PageScan of(PageBytes bytes) {
        var scan = new PageScan(bytes);
        scan.scripts = PageTags.read(bytes, scan);
        scan.open.endAll();
        return scan;
    }

    SeenText text() {
        return text;
    }

    String title() {
        return title;
    }

    /** Of the html element; empty where it has none. */
    String language() {
        return tag.language();
    }

    List<PageTags.Script> scripts() {
        return scripts;
    }

    List<Box> metas() {
        return metas;
    }

    /** The link elements. */
    List<Box> links() {
        return links;
    }

    /** The elements with itemscope or itemprop, in the page's order. */
    List<Box> marked() {
        return marked;
    }

    /** The h1, in the page's order, seen or not. */
    List<Box> headings() {
        return headings;
    }

    /** Buttons, links and what acts as one. */
    List<Box> buttons() {
        return buttons;
    }

    /** Elements with text of their own that is seen, in the page's order. */
    List<Box> leaves() {
        return leaves;
    }

    /** The attributes that hold data rather than words, the first thousand. */
    List<StartTag.Data> data() {
        return tag.data();
    }

    /** The text of an element, also of one that is not seen. */
    String words(Box box) {
        return textOf(box).of(box);
    }

    private SeenText textOf(Box box) {
        return box.seen ? text : hidden;
    }

    @Override
    public void open(TagKind kind, int from, int to) {
        open.endBefore(kind);
        var parent = open.innermost();
        tag.read(kind, from, to);
        int start = (tag.seen() && parent.seen ? text : hidden).length();
        var box = new Box(bytes, from, to, tag, parent, start);
        textOf(parent).boundary(kind.is(TagKind.BLOCK));
        if (tag.marked()) {
            marked.add(box);
        }
        if (tag.acts()) {
            buttons.add(box);
        }
        switch (kind.name()) {
            case "meta" -> metas.add(box);
            case "link" -> links.add(box);
            case "h1" -> headings.add(box);
            default -> {}
        }
        open.add(box);
    }

    @Override
    public void close(TagKind kind) {
        open.close(kind);
    }

    private void ended(Box box) {
        box.close(textOf(box));
        textOf(box.parent).boundary(box.kind.is(TagKind.BLOCK));
    }

    @Override
    public void text(int from, int to) {
        if (isBlank(from, to)) {
            textOf(open.innermost()).add(" ");
            return;
        }
        open.leaveHead();
        var box = open.innermost();
        boolean any = bytes.isPlain(from, to)
                ? textOf(box).add(bytes.plain(), from, to)
                : textOf(box).add(bytes.words(from, to));
        if (any && box.seen && (leaves.isEmpty() || leaves.get(leaves.size() - 1) != box)) {
            leaves.add(box);
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes.plain().charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void raw(TagKind kind, int from, int to) {
        if (kind.name().equals("title") && title.isEmpty()) {
            title = bytes.words(from, to).strip().replaceAll("\\s+", " ");
        }
    }
}
