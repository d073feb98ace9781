package io.millrace.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of a page as a reader sees it, and where in it each element stands. Built in one pass. */
final class VisibleText implements NodeVisitor {
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "option", "textarea");
    private static final Set<String> STRUCK = Set.of("del", "s", "strike");

    private final StringBuilder text = new StringBuilder();
    private final Map<Element, int[]> spans = new IdentityHashMap<>();
    private final Set<Element> struck = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Element> elements = new ArrayList<>();
    /** Elements with text of their own, in the page's order. */
    private final List<Element> leaves = new ArrayList<>();

    private int unseen;
    private int struckDepth;

    static VisibleText of(Element root) {
        var visible = new VisibleText();
        root.traverse(visible);
        return visible;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            boundary(element.isBlock() || element.tagName().equals("br"));
            unseen += hides(element) ? 1 : 0;
            struckDepth += strikes(element) ? 1 : 0;
            if (unseen == 0) {
                spans.put(element, new int[] {text.length(), text.length()});
                elements.add(element);
                if (struckDepth > 0) {
                    struck.add(element);
                }
            }
        } else if (node instanceof TextNode words && unseen == 0 && !words.isBlank()) {
            text.append(words.text());
            var parent = words.parent();
            if (parent != null && (leaves.isEmpty() || leaves.get(leaves.size() - 1) != parent)) {
                leaves.add(parent);
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            var span = spans.get(element);
            if (span != null && unseen == 0) {
                span[1] = text.length();
            }
            unseen -= hides(element) ? 1 : 0;
            struckDepth -= strikes(element) ? 1 : 0;
            boundary(element.isBlock());
        }
    }

    /** Cents often stand in an element of their own: a space keeps them apart from the amount. Blocks begin lines. */
    private void boundary(boolean block) {
        if (text.length() == 0) {
            return;
        }
        char last = text.charAt(text.length() - 1);
        if (block && last != '\n') {
            text.append('\n');
        } else if (Character.isDigit(last)) {
            text.append(' ');
        }
    }

    private static boolean hides(Element element) {
        var style = element.attr("style");
        return UNSEEN.contains(element.tagName())
                || element.hasAttr("hidden")
                || !style.isEmpty() && style.replace(" ", "").contains("display:none");
    }

    private static boolean strikes(Element element) {
        return STRUCK.contains(element.tagName()) || element.attr("style").contains("line-through");
    }

    List<Element> leaves() {
        return leaves;
    }

    List<Element> elements() {
        return elements;
    }

    boolean seen(Element element) {
        return spans.containsKey(element);
    }

    boolean struck(Element element) {
        return struck.contains(element);
    }

    int start(Element element) {
        return spans.get(element)[0];
    }

    int length(Element element) {
        var span = spans.get(element);
        return span[1] - span[0];
    }

    String text(Element element) {
        var span = spans.get(element);
        return text.substring(span[0], span[1]).strip();
    }

    /** Up to so many characters before an element. */
    String before(Element element, int characters) {
        int start = start(element);
        return text.substring(Math.max(0, start - characters), start);
    }

    /** Up to so many characters behind an element, in its line. */
    String behind(Element element, int characters) {
        int end = spans.get(element)[1];
        int lineEnd = text.indexOf("\n", end);
        int limit = lineEnd < 0 ? text.length() : lineEnd;
        return text.substring(end, Math.min(limit, end + characters));
    }

    String all() {
        return text.toString();
    }
}
