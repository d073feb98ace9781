package io.millrace.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of a table's cell as a reader sees it, line by line, without footnotes. */
final class CellText implements NodeVisitor {
    private static final Set<String> UNSEEN = Set.of("style", "script", "template", "noscript", "img", "svg", "figure");
    private static final Set<String> UNSEEN_CLASSES = Set.of(
            "reference",
            "mw-ref",
            "mw-editsection",
            "sortkey",
            "datasortkey-hidden",
            "noprint",
            "navbar",
            "Inline-Template");
    private static final Set<String> LINES =
            Set.of("br", "div", "p", "li", "ul", "ol", "tr", "dl", "dd", "dt", "table", "hr", "caption");

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final boolean bullets;
    private int unseen;

    private CellText(boolean bullets) {
        this.bullets = bullets;
    }

    /** Its lines, plain; empty ones in between are kept: they hold the place of a label's line. */
    static List<String> lines(Element cell) {
        return lines(cell, false);
    }

    /** Those of a label, where items of a list keep a bullet in front. */
    static List<String> labels(Element cell) {
        return lines(cell, true).stream().filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> lines(Element cell, boolean bullets) {
        var text = new CellText(bullets);
        cell.traverse(text);
        text.end(false);
        while (!text.lines.isEmpty() && text.lines.get(text.lines.size() - 1).isEmpty()) {
            text.lines.remove(text.lines.size() - 1);
        }
        return List.copyOf(text.lines);
    }

    /** All of it in one line. */
    static String of(Element cell) {
        return String.join(" ", lines(cell)).strip().replaceAll(" +", " ");
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            unseen += hides(element) ? 1 : 0;
            if (unseen == 0 && depth > 0 && LINES.contains(element.normalName())) {
                end(element.normalName().equals("br"));
                line.append(bullets && element.normalName().equals("li") ? "• " : "");
            }
        } else if (node instanceof TextNode words && unseen == 0) {
            line.append(words.getWholeText());
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (unseen == 0
                    && depth > 0
                    && LINES.contains(element.normalName())
                    && !element.normalName().equals("br")) {
                end(false);
            }
            unseen -= hides(element) ? 1 : 0;
        }
    }

    private void end(boolean keepEmpty) {
        var text = PlainText.of(line.toString());
        if (!text.isEmpty() || keepEmpty) {
            lines.add(text);
        }
        line.setLength(0);
    }

    static boolean hides(Element element) {
        if (UNSEEN.contains(element.normalName()) || element.hasAttr("hidden")) {
            return true;
        }
        if (!element.attr("class").isEmpty() && element.classNames().stream().anyMatch(UNSEEN_CLASSES::contains)) {
            return true;
        }
        return element.attr("style").replace(" ", "").contains("display:none");
    }
}
