package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB itself says when something fails, and whose fault that is. */
class WorldFaultsIT {
    @TempDir
    Path folder;

    private DuckDb file;

    @BeforeEach
    void open() throws Exception {
        file = DuckDb.open(folder.resolve("w.duckdb"), "64MB");
        try (var connection = file.getConnection()) {
            run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER NOT NULL)");
            run(connection, "INSERT INTO t VALUES (1, 1)");
        }
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void twoTransactionsAtOneRowAreAConflict() throws Exception {
        try (var one = file.getConnection();
                var other = file.getConnection()) {
            run(one, "BEGIN TRANSACTION");
            run(other, "BEGIN TRANSACTION");
            run(one, "UPDATE t SET v = 2");
            var failure = assertThrows(SQLException.class, () -> run(other, "UPDATE t SET v = 3"));
            assertJudged(true, false, failure);
        }
    }

    @Test
    void twoTransactionsThatInsertOneKeyAreAConflict() throws Exception {
        try (var one = file.getConnection();
                var other = file.getConnection()) {
            run(one, "BEGIN TRANSACTION");
            run(other, "BEGIN TRANSACTION");
            run(one, "INSERT INTO t VALUES (2, 1)");
            run(other, "INSERT INTO t VALUES (2, 1)");
            run(one, "COMMIT");
            var failure = assertThrows(SQLException.class, () -> run(other, "COMMIT"));
            assertJudged(true, false, failure);
        }
    }

    @Test
    void aValueThatBreaksTheTableIsTheLoadsOwn() throws Exception {
        try (var connection = file.getConnection()) {
            for (var sql : new String[] {
                "INSERT INTO t VALUES (1, 2)",
                "INSERT INTO t VALUES (3, NULL)",
                "INSERT INTO t VALUES (3, 'Could')",
                "SELECT * FROM read_parquet('gone.parquet')"
            }) {
                assertJudged(false, false, assertThrows(SQLException.class, () -> run(connection, sql)));
            }
        }
    }

    @Test
    void aDiskThatIsFullIsTheWorlds() throws Exception {
        try (var connection = file.getConnection()) {
            run(connection, "SET temp_directory = '" + folder.resolve("temp") + "'");
            run(connection, "SET max_temp_directory_size = '1MB'");
            var failure = assertThrows(
                    SQLException.class,
                    () -> run(
                            connection,
                            "CREATE TEMP TABLE large AS SELECT hash(range) AS a, hash(range + 1) AS b"
                                    + " FROM range(20000000)"));
            assertTrue(failure.getMessage().contains("max_temp_directory_size"), failure.getMessage());
            assertJudged(false, true, failure);
        }
    }

    @Test
    void aConnectionThatIsGoneIsTheWorlds() throws Exception {
        var connection = file.getConnection();
        var statement = connection.createStatement();
        connection.close();
        assertJudged(false, true, assertThrows(SQLException.class, connection::createStatement));
        assertJudged(false, true, assertThrows(SQLException.class, () -> statement.execute("SELECT 1")));
    }

    private static void assertJudged(boolean conflict, boolean world, SQLException failure) {
        assertEquals(conflict, WorldFaults.isConflict(failure), failure.getMessage());
        assertEquals(world, WorldFaults.isOne(failure), failure.getMessage());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
