package io.millrace.extract;

import java.util.Set;
import org.jsoup.parser.Tag;

/**
 * What is the same for all elements of a name.
 *
 * @param name in lower case
 * @param block whether it begins a line
 * @param empty whether it has no content and no end tag
 * @param unseen whether readers see nothing of it
 * @param struck whether its text is struck through
 * @param elsewhere whether it belongs to the site rather than to the product
 * @param acts whether it can be pressed
 */
record TagKind(
        String name, boolean block, boolean empty, boolean unseen, boolean struck, boolean elsewhere, boolean acts) {
    private static final Set<String> EMPTY = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");
    private static final Set<String> UNSEEN =
            Set.of("noscript", "template", "head", "object", "option", "datalist", "noframes");
    private static final Set<String> STRUCK = Set.of("del", "s", "strike");
    private static final Set<String> ELSEWHERE =
            Set.of("nav", "footer", "header", "aside", "select", "option", "dialog");
    private static final Set<String> ACTS = Set.of("button", "a", "input");

    /** Elements that stand in a page's head. */
    private static final Set<String> IN_HEAD = Set.of("meta", "link", "base", "noscript", "template");

    static TagKind of(String name) {
        var tag = Tag.valueOf(name);
        return new TagKind(
                name,
                tag.isKnownTag() && tag.isBlock() || name.equals("br"),
                EMPTY.contains(name),
                UNSEEN.contains(name),
                STRUCK.contains(name),
                ELSEWHERE.contains(name),
                ACTS.contains(name));
    }

    boolean inHead() {
        return IN_HEAD.contains(name);
    }

    /** Whether an open element of this name ends where one of another name begins, by HTML's optional end tags. */
    boolean endsBefore(TagKind next) {
        return switch (name) {
            case "p" -> next.block && !next.name.equals("br");
            case "li" -> next.name.equals("li");
            case "dt", "dd" -> next.name.equals("dt") || next.name.equals("dd");
            case "td", "th" ->
                Set.of("td", "th", "tr", "tbody", "tfoot", "thead").contains(next.name);
            case "tr" -> Set.of("tr", "tbody", "tfoot", "thead").contains(next.name);
            case "thead", "tbody", "tfoot" -> Set.of("tbody", "tfoot", "thead").contains(next.name);
            case "option" -> next.name.equals("option") || next.name.equals("optgroup");
            case "head" -> !next.inHead();
            default -> false;
        };
    }

    /** Whether an end tag of an element outside does not reach into it. */
    boolean closedIn() {
        return switch (name) {
            case "td", "th", "table", "caption", "body", "html", "template" -> true;
            default -> false;
        };
    }
}
