package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.catalog.AthenaDdl;
import io.millrace.catalog.CatalogTable;
import io.millrace.dataset.Declared;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view and the query for Athena, run in DuckDB: both read them the same, and time zones are taken off as Athena does. */
class PriceChangesTest {
    @TempDir
    private Path folder;

    private static final AthenaDdl DDL =
            new AthenaDdl("millrace", CatalogTable.all("my-lake", List.of(Declared.prices()), true));

    private Lake lake;

    @BeforeEach
    void open() throws Exception {
        lake = new Lake(folder);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private List<String> changes() throws Exception {
        lake.commit();
        var columns = columns().stream()
                .map(column -> column.split(" ")[0])
                .map(name -> name.equals("observed_at") ? "observed_at AT TIME ZONE 'UTC' AS observed_at" : name)
                .collect(Collectors.joining(", "));
        lake.table(columns + ", CAST(regexp_extract(filename, 'dt=([0-9-]+)', 1) AS DATE) AS dt");
        lake.run("CREATE SCHEMA millrace");
        lake.run("CREATE VIEW millrace.prices AS SELECT * FROM main.prices");
        lake.run(DDL.views().get(1));
        return lake.rows("SELECT sku, currency, previous_price, price, change_percent FROM ("
                + DDL.queries().get(2) + ")");
    }

    /** Name and type of the table's columns, a space between. */
    private static List<String> columns() {
        var table = DDL.tables().get(2);
        return table.substring(table.indexOf("(\n") + 2, table.indexOf(")\nCOMMENT"))
                .lines()
                .map(line -> line.strip()
                        .replaceAll(" COMMENT .*", "")
                        .replace("`", "")
                        .replaceAll(",$", ""))
                .toList();
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
        assertEquals(expected, columns());
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
}
