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

/** The worksheets of Snowsight beside what their README says of them; SnowsightIT runs them. */
class SnowsightTest {
    private static final Pattern TILE = Pattern.compile("\\| [^|]+ \\| `(\\w+\\.sql)` \\| ([^|]*) \\| ([^|]*) ?\\|");
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

    @ParameterizedTest
    @ValueSource(strings = {"a > :daterange", "a IN (:source)", "a = :nothing", ":datebucket = a"})
    void aFilterThatSnowsightDoesNotKnowSoIsRefused(String condition) {
        var worksheet = new Worksheet("SELECT 1 FROM last_price WHERE " + condition);
        var fault = assertThrows(IllegalArgumentException.class, worksheet::filled);
        assertFalse(fault.getMessage().isEmpty());
    }
}
