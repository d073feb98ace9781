package io.millrace.bi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A statement with Snowsight's filters. */
record Worksheet(String sql) {
    static final Path FOLDER = Path.of("bi/snowflake/worksheets");

    private static final Pattern FILTER = Pattern.compile("(?<!:):([a-z]+)");
    private static final Pattern BUCKET = Pattern.compile(":datebucket\\((\\w+)\\)");
    private static final Pattern EQUAL = Pattern.compile("= :([a-z]+)");

    /** What Snowsight writes behind a column for a choice of a reader's. */
    private static final Map<String, String> CHOSEN = Map.of(
            "daterange", ">= DATEADD('DAY', -365, CURRENT_TIMESTAMP())",
            "source", "IN ('acme', 'bolt', 'shop', 'isle')",
            "sku", "IN ('a')",
            "city", "IN ('berlin')");

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    static Worksheet read(Path file) throws IOException {
        var statements =
                SqlScript.read(Path.of("bi").relativize(file).toString()).statements();
        if (statements.size() != 1) {
            throw new IllegalStateException(file + " has " + statements.size() + " statements: one makes a tile");
        }
        return new Worksheet(statements.get(0));
    }

    /** The filters that it has, without colons. */
    Set<String> filters() {
        return FILTER.matcher(sql).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** With filters written out, days in one bucket each: in Snowflake's SQL. */
    String filled() {
        return filled("DAY");
    }

    /**
     * With filters written out: in Snowflake's SQL.
     *
     * @param bucket what a reader puts days together to
     * @throws IllegalArgumentException if a filter stands where Snowsight knows none
     */
    private String filled(String bucket) {
        var written = BUCKET.matcher(sql).replaceAll("DATE_TRUNC('" + bucket + "', $1)");
        written = EQUAL.matcher(written).replaceAll(match -> {
            var chosen = CHOSEN.get(match.group(1));
            if (chosen == null) {
                throw new IllegalArgumentException("no filter is called " + match.group(1));
            }
            return Matcher.quoteReplacement(chosen);
        });
        if (FILTER.matcher(written).find()) {
            throw new IllegalArgumentException("a filter stands behind = alone: " + written);
        }
        return written;
    }

    /** The same for DuckDB, as far as its words differ. */
    String forDuckDb() {
        return forDuckDb("DAY");
    }

    String forDuckDb(String bucket) {
        return filled(bucket)
                .replaceAll("DATEADD\\('DAY', (-?\\d+), CURRENT_TIMESTAMP\\(\\)\\)", "(now() + INTERVAL ($1) DAY)")
                .replace("CURRENT_TIMESTAMP()", "now()")
                .replace("'EPOCH_SECOND'", "'epoch'");
    }
}
