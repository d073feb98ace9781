package io.millrace.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Reads a table of facts into rows, whatever the edition's markup: merged rows, lines within a cell, headings. */
final class InfoboxRows {
    /**
     * A fact.
     *
     * @param section what it belongs to: the heading, or the row that it is listed below; may be empty
     * @param label what it is called, plain, without its bullet
     * @param listed whether a bullet puts it below the section
     * @param lines its value
     * @param cell where the value stands
     */
    record Row(String section, String label, boolean listed, List<String> lines, Element cell) {
        String value() {
            return String.join(" ", lines).strip();
        }
    }

    private static final String BULLETS = "•·‣▪●◦*–—-∟└├";
    private static final Pattern BULLET = Pattern.compile("^[" + BULLETS + "]\\s*");
    /** In front of a value a hyphen can be its sign. */
    private static final Pattern LINE_BULLET = Pattern.compile("^(?:[•·‣▪●◦]|[–—-] )\\s*");

    private static final int LONGEST_HEADING = 120;

    private final List<Row> rows = new ArrayList<>();
    private String heading = "";
    private String parent = "";

    private InfoboxRows() {}

    static List<Row> of(Element infobox) {
        var reader = new InfoboxRows();
        for (var tr : infobox.select("tr")) {
            if (tr.selectFirst("tr tr") == null) {
                reader.read(tr);
            }
        }
        return List.copyOf(reader.rows);
    }

    private void read(Element tr) {
        var cells = tr.children().stream()
                .filter(cell ->
                        cell.normalName().equals("th") || cell.normalName().equals("td"))
                .filter(cell -> !CellText.hides(cell))
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        var first = cells.get(0);
        var label = String.join(" ", CellText.labels(first));
        if (cells.size() == 1) {
            head(first, label);
            return;
        }
        var last = cells.get(cells.size() - 1);
        var value = CellText.lines(last);
        for (int i = cells.size() - 2; i > 0 && value.isEmpty(); i--) {
            last = cells.get(i);
            value = CellText.lines(last);
        }
        if (!label.isEmpty()) {
            add(first, last, label, value);
        }
    }

    private void head(Element cell, String text) {
        boolean heads = cell.normalName().equals("th") || cell.selectFirst("b, strong") != null || text.length() < 40;
        if (heads && !text.isEmpty() && text.length() <= LONGEST_HEADING) {
            heading = text;
            parent = text;
        }
    }

    private void add(Element first, Element cell, String label, List<String> value) {
        var labels = CellText.labels(first);
        int listed = (int) labels.stream().skip(1).filter(InfoboxRows::isListed).count();
        if (labels.size() > 1 && listed == labels.size() - 1) {
            addLines(labels, value, cell);
            return;
        }
        if (value.stream().allMatch(String::isEmpty)) {
            parent = bare(label);
            if (!isListed(label)) {
                heading = parent;
            }
            return;
        }
        boolean below = isListed(label);
        rows.add(new Row(below ? parent : heading, bare(label), below, value, cell));
        if (!below) {
            parent = bare(label);
        }
    }

    /** A label of several lines, each with its line of the value; the first may be a mere heading. */
    private void addLines(List<String> labels, List<String> value, Element cell) {
        parent = bare(labels.get(0));
        var lines = value;
        if (lines.size() > labels.size()) {
            lines = value.stream().filter(line -> !line.isEmpty()).toList();
        }
        if (lines.size() == labels.size() && !lines.get(0).isEmpty()) {
            rows.add(new Row(heading, parent, false, List.of(lines.get(0)), cell));
        }
        int shift = lines.size() - labels.size();
        if (shift != 0 && shift != -1) {
            return;
        }
        for (int i = 1; i < labels.size(); i++) {
            var line = lines.get(i + shift);
            if (!line.isEmpty()) {
                rows.add(new Row(
                        parent,
                        bare(labels.get(i)),
                        true,
                        List.of(LINE_BULLET.matcher(line).replaceFirst("")),
                        cell));
            }
        }
    }

    private static boolean isListed(String label) {
        return BULLET.matcher(label).find();
    }

    private static String bare(String label) {
        var text = BULLET.matcher(label).replaceFirst("");
        return text.endsWith(":") ? text.substring(0, text.length() - 1).strip() : text;
    }
}
