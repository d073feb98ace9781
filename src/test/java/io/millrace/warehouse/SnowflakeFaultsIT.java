package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.local.snowflake.Bucket;
import io.millrace.local.snowflake.SnowflakeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, sessions, and whose fault a failure is. */
class SnowflakeFaultsIT {
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

    private void run(SnowflakeLogin login, String sql) throws SQLException {
        try (var pool = Snowflake.pool("test", server.url(), login);
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SnowflakeLogin login(String password, String keyFile, String token, boolean oauth) {
        return new SnowflakeLogin(SnowflakeServer.USER, password, keyFile, token, oauth, "LOADING", "SMALL");
    }

    @Test
    void aSessionIsInUtcAndNamesItselfItsRoleAndItsCompute() throws Exception {
        run(login(SnowflakeServer.PASSWORD, "", "", false), "SELECT 1");
        var said = server.lastLogin();
        assertEquals("UTC", said.get("TIMEZONE"));
        assertEquals("millrace", said.get("QUERY_TAG"));
        assertEquals("600", said.get("LOCK_TIMEOUT"));
        assertTrue(said.get("query").contains("roleName=LOADING"), said.toString());
        assertTrue(said.get("query").contains("warehouse=SMALL"), said.toString());
    }

    @Test
    void aKeyPairAndTokensLogIn() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = folder.resolve("key.p8");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        run(login("", key.toString(), "", false), "SELECT 1");
        assertEquals("SNOWFLAKE_JWT", server.lastLogin().get("authenticator"));
        run(login("", "", SnowflakeServer.TOKEN, false), "SELECT 1");
        assertEquals("PROGRAMMATIC_ACCESS_TOKEN", server.lastLogin().get("authenticator"));
        run(login("", "", SnowflakeServer.TOKEN, true), "SELECT 1");
        assertEquals("OAUTH", server.lastLogin().get("authenticator"));
    }

    @Test
    void whoMayNotLogInOrMayNotDoItMeetsTheWorld() {
        assertTrue(WorldFaults.isOne(
                assertThrows(SQLException.class, () -> run(login("wrong", "", "", false), "SELECT 1"))));
        server.revoke("CREATE TABLE");
        var denied = assertThrows(
                SQLException.class,
                () -> run(login(SnowflakeServer.PASSWORD, "", "", false), "CREATE TABLE t (a DATE)"));
        assertEquals(3001, denied.getErrorCode());
        assertTrue(WorldFaults.isOne(denied));
        assertTrue(WorldFaults.isOne(assertThrows(
                SQLException.class, () -> run(login(SnowflakeServer.PASSWORD, "", "", false), "SELECT 1 FROM gone"))));
    }

    @Test
    void aRowThatDoesNotFitIsTheLoadsOwn() throws Exception {
        run(login(SnowflakeServer.PASSWORD, "", "", false), "CREATE TABLE t (a NUMBER(2,0) NOT NULL)");
        for (var row : new String[] {"100", "NULL", "'x'"}) {
            var failure = assertThrows(
                    SQLException.class,
                    () -> run(login(SnowflakeServer.PASSWORD, "", "", false), "INSERT INTO t VALUES (" + row + ")"));
            assertFalse(WorldFaults.isOne(failure), failure.getMessage());
            assertFalse(WorldFaults.isConflict(failure), failure.getMessage());
        }
    }

    @Test
    void aTableThatAnotherLoaderKeepsLockedIsAConflict() throws Exception {
        try (var pool = Snowflake.pool("test", server.url(), login(SnowflakeServer.PASSWORD, "", "", false));
                var one = pool.getConnection();
                var other = pool.getConnection();
                var first = one.createStatement();
                var second = other.createStatement()) {
            first.execute("CREATE TABLE t (id NUMBER(10,0))");
            one.setAutoCommit(false);
            first.execute("UPDATE t SET id = 2");
            second.execute("ALTER SESSION SET LOCK_TIMEOUT = 0");
            var failure = assertThrows(SQLException.class, () -> second.execute("UPDATE t SET id = 3"));
            assertTrue(WorldFaults.isConflict(failure), failure.getMessage());
        }
    }
}
