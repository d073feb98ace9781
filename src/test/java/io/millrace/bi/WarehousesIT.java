package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.Rows;
import io.millrace.warehouse.FilledWarehouse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each tool asks is asked over each warehouse's own driver, of marts that have something to tell. */
class WarehousesIT {
    @TempDir
    private Path folder;

    @Test
    void grafanasStatementsAreAnsweredByMySql() throws Exception {
        try (var warehouse = FilledWarehouse.mySql(folder, SampleRows.all());
                var connection = warehouse.connection()) {
            for (var statement : GrafanaDashboard.read().statements().entrySet()) {
                var rows = Rows.of(connection, GrafanaDashboard.filled(statement.getValue()), "|");
                assertFalse(rows.isEmpty(), statement.getKey());
            }
            assertThrows(SQLException.class, () -> Rows.of(connection, "SELECT nobody FROM price_daily", "|"));
        }
    }

    @Test
    void quickSightsStatementsAreAnsweredByRedshift() throws Exception {
        var dataSets = QuickSight.dataSets(QuickSight.redshift(QuickSight.template()));
        try (var warehouse = FilledWarehouse.redshift(folder, SampleRows.all());
                var connection = warehouse.connection()) {
            for (var dataSet : dataSets.entrySet()) {
                var rows = Rows.of(connection, dataSet.getValue().sql(), "|");
                assertFalse(rows.isEmpty(), dataSet.getKey());
                assertEquals(
                        dataSet.getValue().columns().size(), rows.get(0).split("\\|", -1).length, dataSet.getKey());
            }
        }
    }

    @Test
    void snowsightsWorksheetsAreAnsweredBySnowflake() throws Exception {
        try (var warehouse = FilledWarehouse.snowflake(folder, SampleRows.all());
                var connection = warehouse.connection()) {
            for (var file : Worksheet.files()) {
                var rows = Rows.of(connection, Worksheet.read(file).filled(), "|");
                assertFalse(rows.isEmpty(), file.toString());
            }
        }
    }

    /** As Snowflake documents CREATE ROLE, CREATE WAREHOUSE and GRANT, in the forms that are used. */
    @Test
    void whatAnAdministratorRunsForAnalystsIsOfSnowflakesGrammar() throws Exception {
        var known = List.of(
                "CREATE ROLE IF NOT EXISTS \\w+",
                "CREATE WAREHOUSE IF NOT EXISTS \\w+ WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = \\d+ AUTO_RESUME = TRUE"
                        + " INITIALLY_SUSPENDED = TRUE",
                "GRANT USAGE ON (WAREHOUSE|DATABASE) \\w+ TO ROLE \\w+",
                "GRANT USAGE ON SCHEMA \\w+\\.\\w+ TO ROLE \\w+",
                "GRANT SELECT ON (ALL|FUTURE) VIEWS IN SCHEMA \\w+\\.\\w+ TO ROLE \\w+",
                "GRANT ROLE \\w+ TO USER \\w+");
        var statements = SqlScript.read("snowflake/analyst.sql").statements();
        assertEquals(8, statements.size());
        var others = statements.stream()
                .filter(statement -> known.stream().noneMatch(statement::matches))
                .collect(Collectors.toList());
        assertTrue(others.isEmpty(), others::toString);
    }
}
