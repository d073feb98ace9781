package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.warehouse.MySqlServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several warehouses of one type, told apart by their names: two databases of MySQL and two DuckDB files. */
class NamesakesIT {
    private static final int PAGES = 3;
    private static final List<String> NAMES = List.of("near", "far", "desk", "archive");
    private static final String ROWS = "SELECT source, sku, url, name, price, currency, availability, event_id, batch"
            + " FROM prices ORDER BY source, sku, observed_at";

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;
    private String near;
    private String far;
    private Gate gate;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        near = MySqlServer.database();
        far = MySqlServer.database();
        var port = URI.create(far.substring("jdbc:".length())).getPort();
        gate = new Gate(port);
        Files.writeString(folder.resolve("password"), MySqlServer.PASSWORD);
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                warehouses:
                  - {name: near, type: mysql, url: "%s", user: %s, password: "{{file:password}}", every: 500ms}
                  - {name: far, type: mysql, url: "%s", user: %s, password: "{{file:password}}", every: 500ms}
                  - {name: desk, type: duckdb}
                  - {name: archive, type: duckdb, path: archive.duckdb}
                """.formatted(
                near, MySqlServer.USER, far.replace(":" + port + "/", ":" + gate.port() + "/"), MySqlServer.USER));
        shell = new Shell(folder);
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
        site.close();
    }

    @Test
    void allOfThemHoldTheSameRows() throws Exception {
        shell.expect(0, "run", "--once");
        assertAlike(PAGES);
        var status = shell.expect(0, "status", "--deep");
        for (var name : NAMES) {
            assertTrue(status.contains(name + ".prices ("), status);
        }
        assertTrue(status.contains("nothing is wrong"), status);
        var listed = shell.expect(2, "load", "nowhere");
        assertTrue(listed.contains("no warehouse is called nowhere; there are archive, desk, far, near"), listed);
        shell.expect(0, "load", "far");
    }

    @Test
    @Tag("long")
    void oneThatIsAwayHoldsItsNamesakeNotUpAndCatchesUp() throws Exception {
        gate.shut();
        try (var program = Program.start(folder, "run")) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count(near) == PAGES || !program.isRunning());
            assertTrue(program.isRunning(), program.output());
            assertEquals(0, count(far));
            var status = shell.expect(1, "status");
            assertTrue(status.contains("far.prices (mysql)") && status.contains("load-far"), status);
            assertTrue(!status.contains("load-near"), status);
            gate.open();
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count(far) == PAGES || !program.isRunning());
            assertTrue(program.isRunning(), program.output());
            program.stop();
            program.await(60);
        }
        assertAlike(PAGES);
        shell.expect(0, "status", "--deep");
    }

    private void assertAlike(int expected) throws Exception {
        var rows = rows(near);
        assertEquals(expected, rows.size());
        assertEquals(rows, rows(far));
        assertEquals(rows, rows("jdbc:duckdb:" + folder.resolve("data/warehouse/desk.duckdb")));
        assertEquals(rows, rows("jdbc:duckdb:" + folder.resolve("archive.duckdb")));
    }

    /** Rows of prices there, 0 while there is no such table. */
    private static int count(String database) {
        try {
            return rows(database).size();
        } catch (SQLException e) {
            return 0;
        }
    }

    private static List<String> rows(String database) throws SQLException {
        var isServer = database.startsWith("jdbc:mysql");
        try (var connection = isServer
                        ? DriverManager.getConnection(database, MySqlServer.USER, MySqlServer.PASSWORD)
                        : DriverManager.getConnection(database);
                var result = connection.createStatement().executeQuery(ROWS)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
