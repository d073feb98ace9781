package io.millrace.warehouse;

import static io.millrace.warehouse.LoadIT.STATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that has no room left for what is staged, really: a file that may not grow holds all temporary tables. One
 * whose tables themselves find none ends by itself, as its rollback finds none either.
 */
@DisabledIfSystemProperty(named = "mysql8.home", matches = ".+", disabledReason = "the server is MariaDB")
class MySqlFullIT {
    private static final int ROWS = 40_000;

    @TempDir
    Path folder;

    @Test
    @Tag("long")
    void aLoadThatFindsNoRoomChangesNothingAndGoesOnOnceThereIsSome() throws Exception {
        var pool = MySql.pool("test", MySqlServer.ofSize("36M"), MySqlServer.USER, MySqlServer.PASSWORD, folder);
        try (var warehouse = new LoadedWarehouse(folder, new Place.MySqlPlace(pool), STATES)) {
            warehouse.commit(1, STATES, "('first', 1, 'x')");
            warehouse.load();
            warehouse.commitQuery(2, STATES, ROWS, "SELECT 'k' || range, 1, repeat('w', 100) FROM range(" + ROWS + ")");
            try (var other = pool.getConnection()) {
                fill(other);
                var failure = assertThrows(Exception.class, warehouse::load);
                assertTrue(WorldFaults.isOne(failure), Reason.of(failure));
                assertTrue(Reason.of(failure).contains("is full"), Reason.of(failure));
                assertEquals(List.of("first"), warehouse.rows("SELECT id FROM states"));
                assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
                assertEquals(List.of(), warehouse.watched);
                assertEquals(List.of(), warehouse.leftovers());
                other.createStatement().execute("DROP TEMPORARY TABLE filler");
            }
            warehouse.load();
            assertEquals(List.of(Integer.toString(ROWS + 1)), warehouse.rows("SELECT count(*) FROM states"));
        }
    }

    /** Until nothing more goes in. */
    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE filler (text LONGTEXT) ENGINE = InnoDB");
            var full = assertThrows(SQLException.class, () -> {
                for (var i = 0; i < 1_000; i++) {
                    statement.execute("INSERT INTO filler (text) VALUES (repeat('x', 1000000))");
                }
            });
            assertTrue(full.getMessage().contains("is full"), full.getMessage());
        }
    }
}
