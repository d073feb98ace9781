package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worksheets of Snowsight beside what their README says of them; WarehousesIT runs them. */
class SnowsightTest {
    private static final Pattern TILE = Pattern.compile("\\| [^|]+ \\| `(\\w+\\.sql)` \\| ([^|]*) \\| ([^|]*) ?\\|");
    private static final Pattern FROM = Pattern.compile("\\b(?:FROM|JOIN) (\\w+)");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)`");

    static List<Path> worksheets() throws IOException {
        return Worksheet.files();
    }

    @ParameterizedTest
    @MethodSource("worksheets")
    void aWorksheetSaysWhatItAnswersAndWhichFiltersItHas(Path file) throws IOException {
        var first = Files.readAllLines(file).get(0);
        assertTrue(first.matches("-- .+\\? .*[Ff]ilters?.*"), first);
        var worksheet = Worksheet.read(file);
        assertEquals(worksheet.filters().contains("daterange"), first.contains("date range"), first);
        for (var filter : List.of("source", "sku", "city")) {
            assertEquals(
                    worksheet.filters().contains(filter),
                    first.replaceAll(".*\\?", "").matches(".*\\b" + filter + "\\b.*"),
                    first);
        }
    }

    @Test
    void everyWorksheetIsATileAndEveryFilterIsExplained() throws IOException {
        var readme = Files.readString(Path.of("bi/snowflake/README.md"));
        var tiles = TILE.matcher(readme).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var files = new TreeSet<String>();
        var filters = new TreeSet<String>();
        for (var file : worksheets()) {
            files.add(file.getFileName().toString());
            filters.addAll(Worksheet.read(file).filters());
        }
        assertEquals(files, new TreeSet<>(tiles));
        for (var filter : filters) {
            assertTrue(readme.contains("`:" + filter + "`"), filter);
        }
    }

    @Test
    void aTileShowsColumnsOfItsWorksheet() throws Exception {
        var readme = Files.readString(Path.of("bi/snowflake/README.md"));
        var settings = new TreeMap<String, String>();
        TILE.matcher(readme).results().forEach(match -> settings.put(match.group(1), match.group(3)));
        try (var marts = new Marts()) {
            for (var tile : settings.entrySet()) {
                var worksheet = Worksheet.read(Worksheet.FOLDER.resolve(tile.getKey()));
                var columns = marts.columns(worksheet.forDuckDb()).keySet();
                NAMED.matcher(tile.getValue())
                        .results()
                        .forEach(match -> assertTrue(columns.contains(match.group(1)), tile + " " + columns));
            }
        }
    }

    /** What analysts are granted in {@code analyst.sql} is views alone. */
    @ParameterizedTest
    @MethodSource("worksheets")
    void aWorksheetReadsNothingButViews(Path file) throws Exception {
        var read = FROM.matcher(Worksheet.read(file).sql())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertFalse(read.isEmpty());
        try (var marts = new Marts()) {
            var views = marts.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal");
            assertTrue(views.containsAll(read), read::toString);
        }
    }

    /** The role of {@code ddl} sees the same, but has no warehouse to run anything in. */
    @Test
    void theRoleOfReadersIsGivenTheWarehouseToo() throws IOException {
        var script = Files.readString(Path.of("bi/snowflake/analyst.sql"));
        assertTrue(script.contains("-- GRANT USAGE ON WAREHOUSE MILLRACE_BI TO ROLE MILLRACE_READER;"), script);
    }

    /** Views of cities are there with city signals alone. */
    @Test
    void whatIsLeftOutWithoutCitiesIsSaid() throws IOException {
        var readme = Files.readString(Path.of("bi/snowflake/README.md")).replaceAll("\\s+", " ");
        var said = readme.replaceAll(".*(Without city signals [^.]*\\.sql[^:]*?tiles).*", "$1");
        for (var file : worksheets()) {
            var isOfCities = Worksheet.read(file).sql().matches("(?s).*\\b(city_hour|rebalancing_hints)\\b.*");
            assertEquals(isOfCities, said.contains("`" + file.getFileName() + "`"), said);
        }
    }

    /** Looks in different currencies, or of shops that use the same SKU, are never one line, and each look weighs the same. */
    @ParameterizedTest
    @ValueSource(strings = {"DAY", "MONTH", "YEAR"})
    void aHistoryIsThatOfTheLooksOfEachSourceAndCurrency(String bucket) throws Exception {
        try (var marts = new Marts()) {
            var history = Worksheet.read(Worksheet.FOLDER.resolve("product_history.sql"))
                    .forDuckDb(bucket);
            // One product of a reader's choice; the other is the one that changes its currency.
            for (var sku : List.of("a", "c")) {
                var expected = marts.rows(
                        "SELECT CAST(date_trunc('" + bucket + "', CAST(observed_at AS DATE)) AS DATE) AS bucket,"
                                + " source || ', ' || currency AS series, min(price), round(avg(price), 3), max(price) FROM prices"
                                + " WHERE sku = '" + sku
                                + "' AND source IN ('acme', 'bolt', 'shop', 'isle') GROUP BY ALL ORDER BY ALL");
                var told = marts.rows(
                        "SELECT CAST(bucket AS DATE), series, low_price, round(average_price, 3), high_price FROM ("
                                + history.replace("IN ('a')", "IN ('" + sku + "')") + ") ORDER BY ALL");
                assertEquals(expected, told);
                assertTrue(
                        expected.stream().anyMatch(row -> row.contains(sku.equals("a") ? "isle, GBP" : "acme, USD")),
                        expected::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a > :daterange", "a IN (:source)", "a = :nothing", ":datebucket = a"})
    void aFilterThatSnowsightDoesNotKnowSoIsRefused(String condition) {
        var worksheet = new Worksheet("SELECT 1 FROM last_price WHERE " + condition);
        var fault = assertThrows(IllegalArgumentException.class, worksheet::filled);
        assertFalse(fault.getMessage().isEmpty());
    }
}
