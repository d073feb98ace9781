package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query for Snowflake, run in DuckDB, which knows QUALIFY as well. */
class LastPriceTest {
    @TempDir
    private Path folder;

    private SqlScript script;
    private Lake lake;

    @BeforeEach
    void open() throws Exception {
        script = SqlScript.read("snowflake/last_price.sql");
        lake = new Lake(folder);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private List<String> last() throws Exception {
        lake.commit();
        lake.table(script.columns().stream().map(column -> column.split(" ")[0]).collect(Collectors.joining(", ")));
        return lake.rows("SELECT sku, price, currency FROM (" + script.query() + ")");
    }

    @Test
    void theTableHasTheColumnsOfTheFiles() throws Exception {
        lake.seen("1", 1, "1", "EUR").commit();
        var expected = lake.columns().stream()
                .map(column -> column.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMP_LTZ")
                        .replace("DECIMAL", "NUMBER"))
                .toList();
        assertEquals(expected, script.columns());
    }

    @Test
    void eachProductHasItsLatestPrice() throws Exception {
        lake.seen("2", 1, "7", "EUR").seen("1", 2, "5", "USD").seen("1", 3, "4", "USD");
        assertEquals(List.of("1 5.0000 USD", "2 7.0000 EUR"), last());
    }

    @Test
    void aPageThatShowsNoPriceAnyMoreHasNone() throws Exception {
        lake.seen("1", 2, "5", "USD").seen("1", 1, null, "USD");
        assertEquals(List.of("1 null USD"), last());
    }

    @Test
    void anObservationThatWasCleanedAgainIsAsTheNewestBatchSays() throws Exception {
        lake.seen("1", 1, "5", "USD").commit();
        lake.seen("1", 1, "6", "USD").commit();
        lake.seen("2", 1, "1", "USD");
        assertEquals(List.of("1 6.0000 USD", "2 1.0000 USD"), last());
    }

    @Test
    void aColumnThatTheFilesDoNotHaveIsFound() {
        lake.seen("1", 1, "1", "EUR");
        script = new SqlScript(script.statements().stream()
                .map(statement -> statement.replace("availability", "availible"))
                .toList());
        assertThrows(SQLException.class, this::last);
    }
}
