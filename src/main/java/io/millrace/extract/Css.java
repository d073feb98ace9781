package io.millrace.extract;

import org.jsoup.nodes.Element;

/** Selectors that show a person where a value was read. */
final class Css {
    private static final int LONGEST = 200;
    private static final int STEPS = 4;

    private Css() {}

    /** A short selector of an element: from the nearest id down, four steps at most. */
    static String path(Element element) {
        var path = new StringBuilder();
        int steps = 0;
        for (var step = element; step != null && step.parent() != null && steps < STEPS; step = step.parent()) {
            path.insert(0, (path.length() == 0 ? "" : " > ")).insert(0, name(step));
            steps++;
            if (!step.id().isBlank()) {
                break;
            }
        }
        return path.length() > LONGEST ? path.substring(path.length() - LONGEST) : path.toString();
    }

    private static String name(Element element) {
        if (!element.id().isBlank()) {
            return element.tagName() + "#" + element.id();
        }
        if (element.hasAttr("itemprop")) {
            return element.tagName() + "[itemprop=" + element.attr("itemprop") + "]";
        }
        var name = new StringBuilder(element.tagName());
        element.classNames().stream().limit(2).forEach(kind -> name.append('.').append(kind));
        return name.toString();
    }
}
