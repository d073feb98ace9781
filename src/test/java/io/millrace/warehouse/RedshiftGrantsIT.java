package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that {@code ddl} prints for Redshift are enough, and no more than that, as far as its stand-in is it. */
class RedshiftGrantsIT {
    private static final String LOADER = "granted_loader";
    private static final String READER = "granted_reader";
    private static final String PASSWORD = "right";

    @TempDir
    Path folder;

    @Test
    void whoLoadsMayLoadAndWhoReadsSeesWhatIsMadeLaterAndChangesNothing() throws Exception {
        var server = RedshiftPlace.server();
        var url = server.database();
        server.administer(url, "REVOKE CREATE, USAGE ON SCHEMA public FROM PUBLIC");
        server.admit(LOADER, PASSWORD);
        server.admit(READER, PASSWORD);
        var access = new Access(url.replaceAll(".*/|\\?.*", ""), "public", LOADER);
        var unopened = Redshift.unopened("test", new CopySource("lake", "default", "millrace"), access);
        try (var connection = DriverManager.getConnection(url, "postgres", "secret")) {
            execute(connection, unopened.setup());
            execute(connection, List.of("GRANT ROLE " + access.reader() + " TO " + READER));
        }
        try (var warehouse = new LoadedWarehouse(folder, RedshiftPlace.login(url, LOADER, PASSWORD), LoadIT.STATES)) {
            warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')");
            assertEquals(1, warehouse.load().get(0).changes().inserted());
            warehouse.execute("CREATE OR REPLACE VIEW words AS SELECT word FROM states");
        }
        try (var connection = DriverManager.getConnection(url, READER, PASSWORD);
                var statement = connection.createStatement()) {
            for (var name : List.of("states", "words", "millrace_loads")) {
                try (var rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
                    rows.next();
                    assertEquals(1, rows.getInt(1), name);
                }
            }
            for (var sql : List.of("DELETE FROM states WHERE v = 1", "CREATE TABLE mine (a INTEGER)")) {
                var refused = assertThrows(SQLException.class, () -> execute(connection, List.of(sql)));
                assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
            }
        }
    }

    private static void execute(Connection connection, Collection<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
