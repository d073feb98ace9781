package io.millrace.local.redshift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.local.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amazon's driver at the stand-in, and Redshift's own rules where PostgreSQL would be more lenient. */
class RedshiftServerIT {
    @TempDir
    private static Path folder;

    private static S3Server s3;
    private static RedshiftServer server;

    private String address;

    @BeforeAll
    static void start() throws Exception {
        s3 = S3Server.start(folder.resolve("s3"), 0);
        server = RedshiftServer.start(Bucket.s3(s3::endpoint), folder.resolve("work"));
        Files.createDirectories(folder.resolve("s3/lake"));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 'a' AS id, 1 AS n, TIMESTAMPTZ '2026-11-21 10:00:00Z' AS at UNION ALL"
                    + " SELECT 'ü', NULL, NULL) TO '" + file() + "' (FORMAT parquet)");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        s3.close();
    }

    @BeforeEach
    void make() throws Exception {
        address = server.database();
    }

    private static Path file() {
        return folder.resolve("s3/lake/part.parquet");
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", "secret");
        // As the program's own pools have it, for their reason.
        properties.setProperty("enableFetchRingBuffer", "false");
        return DriverManager.getConnection(address, properties);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Tells COPY of the file, as long as it says that it is. */
    private static String copy(long length) throws Exception {
        Files.writeString(
                folder.resolve("s3/lake/list.manifest"),
                "{\"entries\":[{\"url\":\"s3://lake/part.parquet\",\"mandatory\":true,\"meta\":{\"content_length\":"
                        + length + "}}]}");
        return "COPY t FROM 's3://lake/list.manifest' IAM_ROLE default FORMAT AS PARQUET MANIFEST";
    }

    private void assertRefused(String table, long length, String said) throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TEMP TABLE t (" + table + ")");
            var copy = copy(length);
            var failure = assertThrows(SQLException.class, () -> run(connection, copy));
            assertTrue(failure.getMessage().contains(said), failure.getMessage());
            assertEquals("XX000", failure.getSQLState());
            assertEquals("0", ask(connection, "SELECT count(*) FROM t"));
        }
    }

    @Test
    void copyReadsTheListAndTheFilesOutOfTheBucket() throws Exception {
        try (var connection = connect()) {
            run(connection, "CREATE TEMP TABLE t (id VARCHAR(2), n INTEGER, at TIMESTAMP)", copy(Files.size(file())));
            assertEquals("2", ask(connection, "SELECT count(*) FROM t"));
            assertEquals("1", ask(connection, "SELECT count(*) FROM t WHERE n IS NULL AND at IS NULL AND id = 'ü'"));
        }
    }

    @Test
    void copyTakesNoFileOfOtherColumnsTypesOrLengths() throws Exception {
        var bytes = Files.size(file());
        assertRefused("id VARCHAR(2), n INTEGER", bytes, "Unmatched number of columns");
        assertRefused("id VARCHAR(2), n BIGINT, at TIMESTAMP", bytes, "incompatible Parquet schema for column n");
        assertRefused("id VARCHAR(1), n INTEGER, at TIMESTAMP", bytes, "length of the data column id is longer");
        assertRefused("id VARCHAR(2), n INTEGER, at TIMESTAMP", bytes + 1, "content_length");
    }

    @Test
    void mergeRefusesASourceInWhichAKeyStandsTwice() throws Exception {
        try (var connection = connect()) {
            run(
                    connection,
                    "CREATE TABLE t (id INTEGER, n INTEGER)",
                    "CREATE TABLE s (id INTEGER, n INTEGER)",
                    "INSERT INTO t VALUES (1, 1)",
                    "INSERT INTO s VALUES (1, 2), (1, 3)");
            assertThrows(
                    SQLException.class,
                    () -> run(
                            connection,
                            "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = s.n"
                                    + " WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, s.n)"));
            assertEquals("1", ask(connection, "SELECT n FROM t"));
        }
    }

    @Test
    void aStatementThatIsNotOfTheGrammarFailsWithItsTokenAndEndsTheTransaction() throws Exception {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            run(connection, "CREATE TABLE t (id INTEGER)");
            var failure = assertThrows(
                    SQLException.class, () -> run(connection, "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING"));
            assertTrue(failure.getMessage().contains("near \"ON\""), failure.getMessage());
            assertEquals("42601", failure.getSQLState());
            assertThrows(SQLException.class, () -> ask(connection, "SELECT 1"));
            connection.rollback();
            assertEquals("1", ask(connection, "SELECT 1"));
        }
    }

    @Test
    void twoTransactionsThatCouldNotHaveBeenOneAfterTheOtherMeetError1023() throws Exception {
        try (var one = connect();
                var other = connect()) {
            run(one, "CREATE TABLE a (n INTEGER)", "CREATE TABLE b (n INTEGER)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            ask(one, "SELECT count(*) FROM a");
            ask(other, "SELECT count(*) FROM b");
            run(one, "INSERT INTO b VALUES (1)");
            run(other, "INSERT INTO a VALUES (1)");
            one.commit();
            var failure = assertThrows(SQLException.class, other::commit);
            assertEquals("XX000", failure.getSQLState());
            assertTrue(failure.getMessage().contains("Serializable isolation violation"), failure.getMessage());
        }
    }
}
