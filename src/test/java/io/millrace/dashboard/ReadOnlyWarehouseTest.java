package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.dashboard.PricesWarehouse.Seen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard's connections cannot do. */
class ReadOnlyWarehouseTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.duckDb(folder);
    }

    @Test
    void aWriteFails() throws Exception {
        try (var warehouse = warehouse(folder)) {
            warehouse.load(Seen.of("a", "1", NOW, "5", "EUR", "InStock"));
            for (var write : List.of(
                    "DELETE FROM prices",
                    "INSERT INTO millrace_locks (dataset) VALUES ('x')",
                    "UPDATE prices SET price = 1")) {
                try (var connection = warehouse.readOnly().open();
                        var statement = connection.createStatement()) {
                    assertThrows(SQLException.class, () -> statement.executeUpdate(write), write);
                }
            }
            try (var connection = warehouse.readOnly().open()) {
                assertEquals(
                        List.of(5L),
                        Rows.of(connection, "SELECT price FROM prices", List.of(), row -> row.getLong("price")));
            }
        }
    }

    @Test
    void itSeesOneMoment() throws Exception {
        try (var warehouse = warehouse(folder);
                var connection = warehouse.readOnly().open()) {
            assertEquals(0, rows(connection));
            warehouse.load(Seen.of("a", "1", NOW, "5", "EUR", "InStock"));
            assertEquals(0, rows(connection));
        }
    }

    private static long rows(Connection connection) throws SQLException {
        return Rows.of(connection, "SELECT count(*) AS n FROM prices", List.of(), row -> row.getLong("n"))
                .get(0);
    }

    @Test
    void whoeverGetsTheConnectionNextMayWrite() throws Exception {
        try (var warehouse = warehouse(folder)) {
            for (var i = 0; i < 8; i++) {
                warehouse.readOnly().open().close();
                warehouse.load(Seen.of("a", "1", NOW.plusSeconds(i), "5", "EUR", "InStock"));
            }
        }
    }
}
