package io.millrace.extract;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Selectors that show a person where a value was read. */
final class Css {
    private static final int LONGEST = 200;
    private static final int STEPS = 4;

    private Css() {}

    /** A short selector of an element: from the nearest id down, four steps at most. */
    static String path(Box box) {
        var path = new StringBuilder();
        int steps = 0;
        for (var step = box; step.parent != null && steps < STEPS; step = step.parent) {
            path.insert(0, (path.length() == 0 ? "" : " > ")).insert(0, name(step));
            steps++;
            if (!step.attr("id").isBlank()) {
                break;
            }
        }
        return path.length() > LONGEST ? path.substring(path.length() - LONGEST) : path.toString();
    }

    private static String name(Box box) {
        if (!box.attr("id").isBlank()) {
            return box.tag() + "#" + box.attr("id").strip();
        }
        if (box.has("itemprop")) {
            return box.tag() + "[itemprop=" + box.attr("itemprop") + "]";
        }
        return box.tag()
                + Arrays.stream(box.attr("class").strip().split("\\s+"))
                        .filter(kind -> !kind.isEmpty())
                        .limit(2)
                        .map(kind -> "." + kind)
                        .collect(Collectors.joining());
    }
}
