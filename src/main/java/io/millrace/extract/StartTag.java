package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;

/** What a start tag says of its element by its name and its attributes; one tag after the other. Confined to one page. */
final class StartTag {
    private static final int MOST_DATA = 1_000;

    /** An attribute that holds an object or an array, by the places of its name and its value. */
    record Data(int nameFrom, int from, int to) {}

    private final PageBytes page;
    private final Names names;
    private final TagAttributes attributes;
    private final List<Data> data = new ArrayList<>();
    private String language = "";

    private TagKind kind;
    private int named;
    private boolean unseen;
    private boolean struck;
    private boolean linked;
    private boolean acts;
    private boolean marked;

    StartTag(PageBytes page) {
        this.page = page;
        this.names = new Names(page.plain());
        this.attributes = new TagAttributes(page.plain());
    }

    /** Goes to the tag of which the attributes stand between two places. */
    void read(TagKind kind, int from, int to) {
        this.kind = kind;
        named = 0;
        unseen = kind.is(TagKind.UNSEEN);
        struck = kind.is(TagKind.STRUCK);
        linked = false;
        acts = kind.is(TagKind.ACTS);
        marked = false;
        attributes.read(from, to);
        while (attributes.next()) {
            if (attributes.isData() && data.size() < MOST_DATA) {
                data.add(new Data(attributes.nameFrom(), attributes.valueFrom(), attributes.valueTo()));
            }
            attribute();
        }
    }

    private void attribute() {
        switch (attributes.first()) {
            case 'c' -> named |= attributes.is("class") ? known() : 0;
            case 'i' -> {
                if (attributes.is("id")) {
                    named |= names.kinds(attributes.valueFrom(), attributes.valueTo());
                } else if (attributes.is("itemprop")) {
                    named |= known();
                    marked = true;
                } else {
                    marked |= attributes.is("itemscope");
                }
            }
            case 'd' -> named |= isTestName() ? known() : 0;
            case 'h' -> {
                unseen |= attributes.is("hidden");
                linked |= kind.name().equals("a") && attributes.is("href") && leads();
            }
            case 's' -> {
                if (attributes.is("style")) {
                    style();
                }
            }
            case 'p' -> marked |= attributes.is("property") && isRdfa();
            case 't' -> marked |= attributes.is("typeof");
            case 'r' -> acts |= attributes.is("role") && page.plain().startsWith("button", attributes.valueFrom());
            case 'l' -> {
                if (kind.name().equals("html") && attributes.is("lang") && language.isEmpty()) {
                    language = page.words(attributes.valueFrom(), attributes.valueTo())
                            .strip();
                }
            }
            default -> {}
        }
    }

    private int known() {
        return names.known(attributes.valueFrom(), attributes.valueTo());
    }

    private boolean isTestName() {
        return attributes.is("data-testid")
                || attributes.is("data-test")
                || attributes.is("data-qa")
                || attributes.is("data-aut-id");
    }

    private void style() {
        var style = page.plain().substring(attributes.valueFrom(), attributes.valueTo());
        unseen |= style.contains("display") && style.replace(" ", "").contains("display:none");
        struck |= style.contains("line-through");
    }

    private boolean leads() {
        var plain = page.plain();
        return !plain.startsWith("#", attributes.valueFrom())
                && !plain.startsWith("javascript", attributes.valueFrom());
    }

    /** Whether a property is one of RDFa: those of OpenGraph have a prefix. */
    private boolean isRdfa() {
        int from = attributes.valueFrom();
        int colon = page.plain().indexOf(':', from);
        boolean prefixed = colon >= 0 && colon < attributes.valueTo();
        return !prefixed
                || page.plain().startsWith("schema:", from) && !kind.name().equals("link");
    }

    TagKind kind() {
        return kind;
    }

    /** What its names say ({@link Names}). */
    int named() {
        return named;
    }

    boolean seen() {
        return !unseen;
    }

    boolean struck() {
        return struck;
    }

    /** Whether it leads to another page. */
    boolean linked() {
        return linked;
    }

    /** Whether it can be pressed. */
    boolean acts() {
        return acts;
    }

    /** Whether it has microdata or RDFa. */
    boolean marked() {
        return marked;
    }

    /** Whether it belongs to other products or to the site itself. */
    boolean elsewhere() {
        // "popup__price" is the price of what the popup shows.
        boolean own = (named & (Names.PRICE | Names.STOCK)) != 0;
        return kind.is(TagKind.ELSEWHERE) || !kind.is(TagKind.WHOLE) && !own && (named & Names.ELSEWHERE) != 0;
    }

    /** The attributes that hold data rather than words, of all tags up to here, the first thousand. */
    List<Data> data() {
        return data;
    }

    /** Of the html element up to here; empty where it has none. */
    String language() {
        return language;
    }
}
