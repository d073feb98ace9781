package io.millrace.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.parser.Tag;

/**
 * What is the same for all elements of a name.
 *
 * @param name in lower case
 * @param traits those of the constants that it has
 * @param ending traits of which one is enough for an element that ends an open one of this name, by HTML's optional end
 *     tags
 */
record TagKind(String name, int traits, int ending) {
    /** Begins a line. */
    static final int BLOCK = 1;
    /** Has no content and no end tag. */
    static final int EMPTY = 1 << 1;
    /** Readers see nothing of it. */
    static final int UNSEEN = 1 << 2;
    /** Its text is struck through. */
    static final int STRUCK = 1 << 3;
    /** Belongs to the site rather than to the product. */
    static final int ELSEWHERE = 1 << 4;
    /** Can be pressed. */
    static final int ACTS = 1 << 5;
    /** Its content is no markup. */
    static final int RAW = 1 << 6;
    /** The page itself, of which there is one. */
    static final int WHOLE = 1 << 7;
    /** A heading below the first. */
    static final int HEADING = 1 << 8;
    /** End tags of elements outside do not reach into it. */
    static final int CLOSED_IN = 1 << 9;
    /** Its end tag reaches out of a table's cell. */
    static final int CLOSES_TABLE = 1 << 10;

    private static final int BEHIND_PARAGRAPH = 1 << 11;
    private static final int BEHIND_HEAD = 1 << 12;
    private static final int ITEM = 1 << 13;
    private static final int TERM = 1 << 14;
    private static final int CELL = 1 << 15;
    private static final int ROW = 1 << 16;
    private static final int ROWS = 1 << 17;
    private static final int OPTION = 1 << 18;
    private static final int IN_HEAD = 1 << 19;

    /** Ends an element also where an inline one is open inside that. */
    static final int ENDS_AROUND = CELL | ROW | ITEM;

    private static final Map<String, Integer> TRAITS = new HashMap<>();
    private static final Map<String, Integer> ENDING = Map.ofEntries(
            Map.entry("p", BEHIND_PARAGRAPH),
            Map.entry("li", ITEM),
            Map.entry("dt", TERM),
            Map.entry("dd", TERM),
            Map.entry("td", CELL | ROW | ROWS),
            Map.entry("th", CELL | ROW | ROWS),
            Map.entry("tr", ROW | ROWS),
            Map.entry("thead", ROWS),
            Map.entry("tbody", ROWS),
            Map.entry("tfoot", ROWS),
            Map.entry("option", OPTION),
            Map.entry("head", BEHIND_HEAD));

    static {
        note(BLOCK, "br");
        note(EMPTY, "area base br col embed hr img input link meta param source track wbr");
        note(UNSEEN, "noscript template head object option datalist noframes");
        note(STRUCK, "del s strike");
        note(ELSEWHERE, "nav footer header aside select option dialog");
        note(ACTS, "button a input");
        note(RAW, "script style svg title textarea iframe xmp noembed");
        note(WHOLE, "html body");
        note(HEADING, "h2 h3 h4 h5 h6");
        note(CLOSED_IN, "td th table caption body html template");
        note(CLOSES_TABLE, "table tr tbody thead tfoot body html");
        note(ITEM, "li");
        note(TERM, "dt dd");
        note(CELL, "td th");
        note(ROW, "tr");
        note(ROWS, "tbody tfoot thead");
        note(OPTION, "option optgroup");
        note(IN_HEAD, "meta link base noscript template");
    }

    private static void note(int trait, String names) {
        Arrays.stream(names.split(" ")).forEach(name -> TRAITS.merge(name, trait, (one, other) -> one | other));
    }

    static TagKind of(String name) {
        var tag = Tag.valueOf(name);
        int block = tag.isKnownTag() && tag.isBlock() ? BLOCK | BEHIND_PARAGRAPH : 0;
        int noted = TRAITS.getOrDefault(name, 0);
        int behindHead = (noted & IN_HEAD) == 0 ? BEHIND_HEAD : 0;
        return new TagKind(name, block | noted | behindHead, ENDING.getOrDefault(name, 0));
    }

    boolean is(int trait) {
        return (traits & trait) != 0;
    }

    /** Whether an open element of this name ends where one of another name begins. */
    boolean endsBefore(TagKind next) {
        return next.is(ending);
    }
}
