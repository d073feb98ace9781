package io.millrace.local.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in is worth: it refuses what Snowflake would, and keeps its rules of transactions. */
class SnowflakeServerIT {
    @TempDir
    Path folder;

    private SnowflakeServer server;

    @BeforeEach
    void start() throws Exception {
        server = SnowflakeServer.start(folder, Bucket.NONE);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", SnowflakeServer.USER);
        login.setProperty("password", SnowflakeServer.PASSWORD);
        login.setProperty("disablePlatformDetection", "true");
        return DriverManager.getConnection(server.url(), login);
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELEC 1",
                "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING",
                "SELECT count(*) FILTER (WHERE true) FROM t",
                "CREATE TABLE u AS SELECT 1 AS a",
                "DELETE FROM t AS a USING t AS b WHERE a.id = b.id",
                "COPY t TO 'x'",
                "COPY INTO t FROM '@s/' FILE_FORMAT = (TYPE = PARQUET)",
                "TRUNCATE TABLE t",
                "CREATE TABLE u (a BLOB)",
                "UPDATE t SET id = 2 RETURNING id",
                "SELECT 1; SELECT 2",
                "SET threads = 1"
            })
    void whatIsNoStatementOfMillracesToSnowflakeIsASyntaxError(String sql) throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TABLE IF NOT EXISTS t (id NUMBER(10,0))");
            var fault = assertThrows(SQLException.class, () -> run(connection, sql));
            assertEquals(1003, fault.getErrorCode(), fault.getMessage());
            assertEquals("42000", fault.getSQLState());
            assertTrue(fault.getMessage().contains("syntax error line 1 at position"), fault.getMessage());
        }
    }

    @Test
    void aFunctionOfAnotherDatabaseIsUnknown() throws Exception {
        try (var connection = connect()) {
            var fault = assertThrows(SQLException.class, () -> value(connection, "SELECT strftime('x', 'y')"));
            assertEquals(2140, fault.getErrorCode(), fault.getMessage());
        }
    }

    @Test
    void aNameInQuotationMarksKeepsItsCase() throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TABLE t (id NUMBER(10,0))");
            assertEquals("0", value(connection, "SELECT count(*) FROM \"T\""));
            var fault = assertThrows(SQLException.class, () -> value(connection, "SELECT count(*) FROM \"t\""));
            assertEquals(2003, fault.getErrorCode(), fault.getMessage());
        }
    }

    @Test
    void whatIsRolledBackIsGone() throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TABLE t (id NUMBER(10,0))");
            connection.setAutoCommit(false);
            assertEquals(2, run(connection, "INSERT INTO t VALUES (1), (2)"));
            connection.rollback();
            assertEquals("0", value(connection, "SELECT count(*) FROM t"));
        }
    }

    @Test
    void whateverDefinesSomethingCommitsAlsoForATemporaryTable() throws Exception {
        for (var definition : new String[] {
            "CREATE OR REPLACE TEMPORARY TABLE u (id NUMBER(10,0))", "CREATE OR REPLACE TEMPORARY STAGE s"
        }) {
            try (var connection = connect()) {
                run(connection, "CREATE OR REPLACE TABLE t (id NUMBER(10,0))");
                connection.setAutoCommit(false);
                run(connection, "BEGIN TRANSACTION");
                run(connection, "INSERT INTO t VALUES (1)");
                run(connection, definition);
                connection.rollback();
                assertEquals("1", value(connection, "SELECT count(*) FROM t"), definition);
            }
        }
    }

    @Test
    void aMergeWithTwoRowsForOneIsRefused() throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TABLE t (id NUMBER(10,0), v NUMBER(10,0))");
            run(connection, "INSERT INTO t VALUES (1, 0)");
            var fault = assertThrows(
                    SQLException.class,
                    () -> run(
                            connection,
                            "MERGE INTO t AS t USING (SELECT * FROM (VALUES (1, 1), (1, 2)) AS v (id, v)) AS s"
                                    + " ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v"));
            assertEquals(100090, fault.getErrorCode(), fault.getMessage());
        }
    }

    @Test
    void aLockThatIsKeptForTooLongIsToldByItsNumber() throws Exception {
        try (var one = connect();
                var other = connect()) {
            run(one, "CREATE TABLE t (id NUMBER(10,0))");
            run(one, "INSERT INTO t VALUES (1)");
            one.setAutoCommit(false);
            run(one, "UPDATE t SET id = 2");
            run(other, "ALTER SESSION SET LOCK_TIMEOUT = 0");
            var fault = assertThrows(SQLException.class, () -> run(other, "UPDATE t SET id = 3"));
            assertEquals(625, fault.getErrorCode(), fault.getMessage());
            one.commit();
            assertEquals(1, run(other, "UPDATE t SET id = 3"));
        }
    }

    @Test
    void aTransactionReadsWhatOthersCommittedBeforeItChangesSomething() throws Exception {
        try (var one = connect();
                var other = connect()) {
            run(one, "CREATE TABLE t (id NUMBER(10,0))");
            one.setAutoCommit(false);
            run(one, "BEGIN TRANSACTION");
            assertEquals("0", value(one, "SELECT count(*) FROM t"));
            run(other, "INSERT INTO t VALUES (1)");
            assertEquals("1", value(one, "SELECT count(*) FROM t"));
        }
    }

    @Test
    void aWrongPasswordIsRefusedByItsNumber() {
        var login = new Properties();
        login.setProperty("user", SnowflakeServer.USER);
        login.setProperty("password", "wrong");
        login.setProperty("disablePlatformDetection", "true");
        var fault = assertThrows(SQLException.class, () -> DriverManager.getConnection(server.url(), login));
        assertEquals(390100, fault.getErrorCode(), fault.getMessage());
    }
}
