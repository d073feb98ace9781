package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import io.millrace.config.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file of pages (RFC 4180, UTF-8): the first row names the columns, {@code url} is the page's address, every
 * further column a label. Empty lines do not count.
 */
final class PageCsv {
    private static final String URL = "url";

    private final String file;
    private final PageEntries pages;
    private final Faults faults;

    private PageCsv(Path file, PageEntries pages, Faults faults) {
        this.file = file.toString();
        this.pages = pages;
        this.faults = faults;
    }

    static void read(Path file, PageEntries pages, Faults faults) {
        YamlFile.text(file, faults).ifPresent(text -> new PageCsv(file, pages, faults).rows(text));
    }

    private void rows(String text) {
        var line = 1;
        try (var parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            var rows = parser.iterator();
            List<String> columns = null;
            var count = 0;
            while (rows.hasNext()) {
                var row = rows.next();
                if (!isEmpty(row)) {
                    if (columns == null) {
                        columns = columns(row, line);
                    } else {
                        row(columns, row, line);
                        count++;
                    }
                }
                if (columns != null && !columns.contains(URL)) {
                    return;
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
            if (count == 0) {
                fault(1, "", "lists no page: write a line with the column names, url first, and a line for each page");
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            fault(
                    line,
                    "",
                    "is not CSV: a quote in the row that begins here is not closed, or text follows one: put a "
                            + "cell that holds quotes into quotes, and double those inside");
        }
    }

    private static boolean isEmpty(CSVRecord row) {
        return row.size() == 1 && row.get(0).isBlank();
    }

    private List<String> columns(CSVRecord row, int line) {
        var columns = row.toList().stream().map(String::strip).toList();
        var seen = new HashSet<String>();
        for (var column : columns) {
            if (column.isEmpty()) {
                fault(line, "", "column " + (columns.indexOf("") + 1) + " has no name: name or remove it");
            } else if (!seen.add(column)) {
                fault(line, column, "two columns have this name: rename one");
            }
        }
        if (!columns.contains(URL)) {
            var separated = columns.size() == 1 && columns.get(0).matches(".*[;\t|].*")
                    ? " (columns are separated by commas)"
                    : "";
            fault(
                    line,
                    "",
                    "found the columns " + String.join(", ", columns) + ", expected one that is called url"
                            + separated);
        }
        return columns;
    }

    private void row(List<String> columns, CSVRecord row, int line) {
        if (row.size() != columns.size()) {
            fault(
                    line,
                    "",
                    "found " + row.size() + " cells, expected " + columns.size()
                            + ": put a cell that holds a comma into quotes");
            return;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (var i = 0; i < columns.size(); i++) {
            if (!columns.get(i).equals(URL) && !row.get(i).isBlank()) {
                labels.put(columns.get(i), row.get(i).strip());
            }
        }
        var url = row.get(columns.indexOf(URL));
        pages.add(new Scalar(url, new Place(file, line, URL), faults), labels);
    }

    private void fault(int line, String column, String message) {
        faults.add(new Place(file, line, column), message);
    }
}
