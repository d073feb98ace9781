package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.testing.Rows;
import io.millrace.warehouse.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A MySQL server beside a DuckDB file, as a user configures and sees it. */
class MySqlWarehouseIT {
    private static final int PAGES = 3;
    private static final String ROWS = "SELECT source, sku, url, name, price, currency, availability, event_id, labels,"
            + " batch FROM prices ORDER BY source, sku, observed_at";

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;
    private String address;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        address = MySqlServer.database();
        Files.writeString(folder.resolve("password"), MySqlServer.PASSWORD + "\n");
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                warehouses:
                  - {name: local, type: duckdb}
                  - {name: shop, type: mysql, url: "%s", user: %s, password: "{{file:password}}"}
                """.formatted(address, MySqlServer.USER));
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void bothHoldTheSameRowsAndASecondLoadChangesNothing() throws Exception {
        var checked = shell.expect(0, "check");
        assertTrue(checked.contains("shop: " + address + " answers: "), checked);
        shell.expect(0, "run", "--once");
        var rows = rowsOfFile();
        assertEquals(PAGES, rows.size());
        assertEquals(rows, rowsOfServer());
        var status = shell.expect(0, "status", "--deep");
        assertTrue(status.contains("shop.prices (mysql)"), status);
        assertTrue(status.contains("nothing is wrong"), status);
        var now = Instant.now();
        var from = now.minusSeconds(3600).toString();
        var replayed = shell.expect(0, "replay", "--from", from, "--to", now.toString());
        assertTrue(replayed.contains("loaded into local, shop"), replayed);
        assertEquals(
                rows.stream().map(row -> row.replaceAll("[0-9]+$", "")).toList(),
                rowsOfServer().stream()
                        .map(row -> row.replaceAll("[0-9]+$", ""))
                        .toList());
        shell.expect(0, "status", "--deep");
    }

    @Test
    void aWrongPasswordIsToldAndNeverShown() throws Exception {
        Files.writeString(folder.resolve("password"), "another-secret");
        var checked = shell.expect(1, "check");
        assertTrue(checked.contains("shop: " + address + " does not answer: Access denied"), checked);
        assertFalse(checked.contains("another-secret"), checked);
    }

    private List<String> rowsOfFile() throws SQLException {
        return Rows.ofFile(folder.resolve("data/warehouse/local.duckdb"), ROWS);
    }

    private List<String> rowsOfServer() throws SQLException {
        try (var connection = DriverManager.getConnection(address, MySqlServer.USER, MySqlServer.PASSWORD)) {
            return Rows.of(connection, ROWS, "|");
        }
    }
}
