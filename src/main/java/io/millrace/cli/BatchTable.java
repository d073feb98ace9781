package io.millrace.cli;

import io.millrace.clean.BatchReport;
import io.millrace.lake.BatchKind;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Batches as a table and in words. */
final class BatchTable {
    private static final List<String> HEAD =
            List.of("batch", "kind", "committed", "read", "written", "duplicates", "rejected", "state");
    private static final List<Boolean> NUMBERS = List.of(true, false, false, true, true, true, true, false);

    private BatchTable() {}

    static void print(List<BatchReport.Line> lines, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        lines.forEach(line -> rows.add(cells(line)));
        for (var row : rows) {
            var text = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                var column = i;
                var width = rows.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                var pad = " ".repeat(width - row.get(i).length());
                text.append(NUMBERS.get(i) ? pad + row.get(i) : row.get(i) + pad)
                        .append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** What became of a batch. */
    static String words(BatchReport.Line line) {
        var about = "batch " + line.n() + " (" + kind(line.kind()) + "): ";
        if (line.held() != null) {
            return about + "held: " + plain(line.held().detail());
        }
        if (line.committed() == null) {
            return about + "planned";
        }
        return about
                + (line.kind() == BatchKind.DROP
                        ? "given up"
                        : String.format(
                                Locale.ROOT,
                                "read %,d, written %,d, duplicates %,d, rejected %,d",
                                line.read(),
                                line.written(),
                                line.duplicates(),
                                line.rejected()));
    }

    static String kind(BatchKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Without control characters: what was scraped must not steer a terminal. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static List<String> cells(BatchReport.Line line) {
        var isThere = line.committed() != null;
        return List.of(
                Long.toString(line.n()),
                kind(line.kind()),
                isThere ? line.committed().truncatedTo(ChronoUnit.SECONDS).toString() : "-",
                count(isThere, line.read()),
                count(isThere, line.written()),
                count(isThere, line.duplicates()),
                count(isThere, line.rejected()),
                line.state());
    }

    private static String count(boolean isThere, long count) {
        return isThere ? String.format(Locale.ROOT, "%,d", count) : "-";
    }
}
