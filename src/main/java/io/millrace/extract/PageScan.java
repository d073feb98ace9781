package io.millrace.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that is looked at of a page, gathered in one pass over its markup. It knows of HTML's tree what shops' pages need:
 * optional end tags, tags closed in the wrong order, elements without content.
 */
final class PageScan implements PageTags.Taker {
    /** Deeper elements are taken for siblings. */
    private static final int DEEPEST = 500;

    private static final int MOST_DATA = 1_000;

    /** An attribute that holds an object or an array, by the places of its name and its value. */
    record Data(int nameFrom, int from, int to) {}

    private final PageBytes bytes;
    private final SeenText text = new SeenText();
    private final SeenText hidden = new SeenText();
    private final List<Box> metas = new ArrayList<>();
    private final List<Box> links = new ArrayList<>();
    private final List<Box> marked = new ArrayList<>();
    private final List<Box> headings = new ArrayList<>();
    private final List<Box> buttons = new ArrayList<>();
    private final List<Box> leaves = new ArrayList<>();
    private final List<Data> data = new ArrayList<>();
    private List<PageTags.Script> scripts;
    private String title = "";
    private String language = "";

    private final List<Box> path = new ArrayList<>();
    private final Map<String, TagKind> kinds = new HashMap<>();
    private final Names names = new Names();

    private PageScan(PageBytes bytes) {
        this.bytes = bytes;
    }

    /** Reads a page; throws PageLimitException where it is larger than any page of a shop. */
    static PageScan of(PageBytes bytes) {
        var scan = new PageScan(bytes);
        scan.path.add(new Box(bytes));
        scan.scripts = PageTags.read(bytes, scan);
        while (scan.path.size() > 1) {
            scan.pop();
        }
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
        return language;
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
    List<Data> data() {
        return data;
    }

    /** The text of an element, also of one that is not seen. */
    String words(Box box) {
        return box.seen ? text.of(box) : hidden.of(box);
    }

    @Override
    public void open(int from, int to) {
        var name = bytes.plain().substring(from + 1, TagAttributes.nameEnd(bytes.plain(), from + 1, to));
        var kind = kinds.computeIfAbsent(name, written -> TagKind.of(written.toLowerCase(Locale.ROOT)));
        while (path.size() > 1 && ends(kind)) {
            pop();
        }
        var parent = path.get(path.size() - 1);
        var box = box(from, to, kind, parent);
        (parent.seen ? text : hidden).boundary(kind.block());
        sort(box);
        boolean whole = kind.name().equals("html") || kind.name().equals("body");
        if (!kind.empty() && path.size() < DEEPEST && !(whole && path.stream().anyMatch(open -> open.kind == kind))) {
            path.add(box);
        }
    }

    /** Whether the innermost element ends before one of that kind; a p also where an inline element is open inside it. */
    private boolean ends(TagKind next) {
        var top = path.get(path.size() - 1);
        if (top.kind.endsBefore(next)) {
            return true;
        }
        boolean cell = next.name().equals("td")
                || next.name().equals("th")
                || next.name().equals("tr")
                || next.name().equals("li");
        if (!cell || top.kind.block()) {
            return false;
        }
        var outer = top.parent;
        return outer != null && outer.kind.endsBefore(next);
    }

    private Box box(int from, int to, TagKind kind, Box parent) {
        int named = 0;
        boolean unseen = kind.unseen();
        boolean struck = kind.struck();
        boolean link = false;
        boolean item = false;
        boolean acts = kind.acts();
        var plain = bytes.plain();
        var attributes = new TagAttributes(plain, from, to);
        while (attributes.next()) {
            if (attributes.isData() && data.size() < MOST_DATA) {
                data.add(new Data(attributes.nameFrom(), attributes.valueFrom(), attributes.valueTo()));
            }
            switch (attributes.first()) {
                case 'c' -> named |= attributes.is("class") ? names(attributes) : 0;
                case 'i' -> {
                    if (attributes.is("id")) {
                        named |= names.kinds(plain.substring(attributes.valueFrom(), attributes.valueTo()));
                    } else if (attributes.is("itemprop")) {
                        named |= names(attributes);
                        item = true;
                    } else {
                        item |= attributes.is("itemscope");
                    }
                }
                case 'd' ->
                    named |= attributes.is("data-testid")
                                    || attributes.is("data-test")
                                    || attributes.is("data-qa")
                                    || attributes.is("data-aut-id")
                            ? names(attributes)
                            : 0;
                case 'h' -> {
                    unseen |= attributes.is("hidden");
                    link |= kind.name().equals("a") && attributes.is("href") && leads(attributes);
                }
                case 's' -> {
                    if (attributes.is("style") && attributes.valueTo() > attributes.valueFrom()) {
                        var style = plain.substring(attributes.valueFrom(), attributes.valueTo());
                        unseen |= style.contains("display")
                                && style.replace(" ", "").contains("display:none");
                        struck |= style.contains("line-through");
                    }
                }
                case 'p' -> item |= attributes.is("property") && isRdfa(kind, attributes);
                case 't' -> item |= attributes.is("typeof");
                case 'r' -> acts |= attributes.is("role") && plain.startsWith("button", attributes.valueFrom());
                case 'l' -> {
                    if (kind.name().equals("html") && attributes.is("lang") && language.isEmpty()) {
                        language = bytes.words(attributes.valueFrom(), attributes.valueTo())
                                .strip();
                    }
                }
                default -> {}
            }
        }
        boolean whole = kind.name().equals("html") || kind.name().equals("body");
        // "popup__price" is the price of what the popup shows.
        boolean own = (named & (Names.PRICE | Names.STOCK)) != 0;
        boolean elsewhere = kind.elsewhere() || !whole && !own && (named & Names.ELSEWHERE) != 0;
        var look = new Box.Look(named, !unseen, struck, link, elsewhere);
        boolean seen = look.seen() && parent.seen;
        var box = new Box(bytes, from, to, kind, parent, look, (seen ? text : hidden).length());
        if (item) {
            marked.add(box);
        }
        if (acts) {
            buttons.add(box);
        }
        return box;
    }

    /** Whether a property is one of RDFa: those of OpenGraph have a prefix. */
    private boolean isRdfa(TagKind kind, TagAttributes property) {
        int colon = bytes.plain().indexOf(':', property.valueFrom());
        boolean prefixed = colon >= 0 && colon < property.valueTo();
        return !prefixed
                || bytes.plain().startsWith("schema:", property.valueFrom())
                        && !kind.name().equals("link");
    }

    private int names(TagAttributes attributes) {
        return names.known(bytes.plain().substring(attributes.valueFrom(), attributes.valueTo()));
    }

    private boolean leads(TagAttributes href) {
        var plain = bytes.plain();
        return !plain.startsWith("#", href.valueFrom()) && !plain.startsWith("javascript", href.valueFrom());
    }

    private void sort(Box box) {
        switch (box.tag()) {
            case "meta" -> metas.add(box);
            case "link" -> links.add(box);
            case "h1" -> headings.add(box);
            default -> {}
        }
    }

    @Override
    public void close(int from, int to) {
        var name = bytes.plain().substring(from + 2, TagAttributes.nameEnd(bytes.plain(), from + 2, to));
        if (name.isEmpty()) {
            return;
        }
        var kind = kinds.computeIfAbsent(name, written -> TagKind.of(written.toLowerCase(Locale.ROOT)));
        for (int i = path.size() - 1; i > 0; i--) {
            var open = path.get(i).kind;
            if (open.name().equals(kind.name())) {
                while (path.size() > i) {
                    pop();
                }
                return;
            }
            // What was opened outside of a table's cell, or around a block, is not closed from within.
            if (open.closedIn() && !closesTable(kind) || open.block() && !kind.block()) {
                return;
            }
        }
    }

    private static boolean closesTable(TagKind kind) {
        return switch (kind.name()) {
            case "table", "tr", "tbody", "thead", "tfoot", "body", "html" -> true;
            default -> false;
        };
    }

    private void pop() {
        var box = path.remove(path.size() - 1);
        var said = box.seen ? text : hidden;
        box.close(said.length());
        (box.parent != null && box.parent.seen ? text : hidden).boundary(box.kind.block());
    }

    @Override
    public void text(int from, int to) {
        if (isBlank(from, to)) {
            var said = path.get(path.size() - 1).seen ? text : hidden;
            said.add(" ");
            return;
        }
        while (path.get(path.size() - 1).tag().equals("head")) {
            pop();
        }
        var box = path.get(path.size() - 1);
        boolean any = (box.seen ? text : hidden).add(bytes.words(from, to));
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
    public void raw(String name, int from, int to) {
        if (name.equals("title") && title.isEmpty()) {
            title = bytes.words(from, to).strip().replaceAll("\\s+", " ");
        }
    }
}
