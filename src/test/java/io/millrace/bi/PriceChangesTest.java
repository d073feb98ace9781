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

/** The query for Athena, run in DuckDB: both read it the same, and time zones are taken off as Athena does. */
class PriceChangesTest {
    @TempDir
    private Path folder;

    private SqlScript script;
    private Lake lake;

    @BeforeEach
    void open() throws Exception {
        script = SqlScript.read("athena/price_changes.sql");
        lake = new Lake(folder);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private List<String> changes() throws Exception {
        lake.commit();
        var columns = script.columns().stream()
                .map(column -> column.split(" ")[0])
                .map(name -> name.equals("observed_at") ? "observed_at AT TIME ZONE 'UTC' AS observed_at" : name)
                .collect(Collectors.joining(", "));
        lake.table(columns + ", CAST(regexp_extract(filename, 'dt=([0-9-]+)', 1) AS DATE) AS dt");
        return lake.rows("SELECT sku, currency, previous_price, price, change_percent FROM (" + script.query() + ")");
    }

    @Test
    void theTableHasTheColumnsOfTheFiles() throws Exception {
        lake.seen("1", 1, "1", "EUR").commit();
        var expected = lake.columns().stream()
                .map(column -> column.replace("VARCHAR", "string")
                        .replace("TIMESTAMP WITH TIME ZONE", "timestamp")
                        .replace("DECIMAL", "decimal")
                        .replace("DOUBLE", "double")
                        .replace("BIGINT", "bigint"))
                .toList();
        assertEquals(expected, script.columns());
    }

    @Test
    void aChangeIsHeldAgainstThePriceBeforeTheWeek() throws Exception {
        lake.seen("1", 20 * 24, "10", "EUR").seen("1", 48, "12", "EUR").seen("1", 24, "12", "EUR");
        assertEquals(List.of("1 EUR 10.0000 12.0000 20.0"), changes());
    }

    @Test
    void aChangeBeforeTheWeekIsLeftOut() throws Exception {
        lake.seen("1", 12 * 24, "10", "EUR").seen("1", 8 * 24, "8", "EUR").seen("1", 24, "8", "EUR");
        assertEquals(List.of(), changes());
    }

    @Test
    void pagesWithoutAPriceArePassedOver() throws Exception {
        lake.seen("1", 3, "10", "EUR").seen("1", 2, null, "EUR").seen("1", 1, "9", "EUR");
        assertEquals(List.of("1 EUR 10.0000 9.0000 -10.0"), changes());
    }

    @Test
    void anotherCurrencyIsNoChange() throws Exception {
        lake.seen("1", 2, "10", "EUR").seen("1", 1, "11", "USD");
        assertEquals(List.of(), changes());
    }

    @Test
    void nothingIsDividedByZero() throws Exception {
        lake.seen("1", 2, "0", "EUR").seen("1", 1, "11", "EUR");
        assertEquals(List.of(), changes());
    }

    @Test
    void anObservationThatWasCleanedAgainCountsOnceAsTheNewestBatchSays() throws Exception {
        lake.seen("1", 4, "5", "EUR")
                .seen("1", 3, "6", "EUR")
                .seen("1", 2, "7", "EUR")
                .commit();
        lake.seen("1", 3, "7", "EUR");
        assertEquals(List.of("1 EUR 5.0000 7.0000 40.0"), changes());
    }

    @Test
    void theNewestChangeComesFirst() throws Exception {
        lake.seen("1", 5, "1", "EUR")
                .seen("1", 4, "2", "EUR")
                .seen("2", 3, "1", "EUR")
                .seen("2", 2, "4", "EUR");
        assertEquals(List.of("2 EUR 1.0000 4.0000 300.0", "1 EUR 1.0000 2.0000 100.0"), changes());
    }

    @Test
    void aColumnThatTheFilesDoNotHaveIsFound() {
        lake.seen("1", 1, "1", "EUR");
        script = new SqlScript(script.statements().stream()
                .map(statement -> statement.replace("list_price", "listprice"))
                .toList());
        assertThrows(SQLException.class, this::changes);
    }
}
