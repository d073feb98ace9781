package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that {@code ddl} prints for MySQL are enough, and no more than that. */
class MySqlGrantsIT {
    private static final String LOADER = "loader";
    private static final String READER = "reader";
    private static final Dataset PRICES = Declared.prices();
    private static final Dataset TRIPS_BEFORE = Declared.dataset("""
            dataset: trips
            version: 1
            key: [id]
            version-column: v
            columns:
              - {name: id, type: string, required: true}
              - {name: v,  type: int, required: true}
            """);

    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void grant() throws Exception {
        url = MySqlServer.database();
        // MariaDB comes with one, who is taken for everybody that logs in from there.
        administer("DROP USER IF EXISTS ''@'localhost'");
        administer(
                "CREATE USER '" + LOADER + "'@'%' IDENTIFIED BY 'x'",
                "CREATE USER '" + READER + "'@'%' IDENTIFIED BY 'x'");
        administer(statements().setup().toArray(String[]::new));
    }

    /** A warehouse that is asked for what {@code ddl} prints. */
    private Warehouse statements() {
        return MySql.unopened("test", new Access(url.substring(url.lastIndexOf('/') + 1), "", LOADER));
    }

    /** What is printed for each who reads, as this server takes it. */
    private List<String> readers() throws SQLException {
        try (var connection = DriverManager.getConnection(url, MySqlServer.USER, MySqlServer.PASSWORD)) {
            var other = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB") ? " TO " : " FOR ";
            return statements().readers().stream()
                    .filter(statement -> !statement.startsWith("SET DEFAULT ROLE") || !statement.contains(other))
                    .map(statement -> statement.replace("'ann'", "'" + READER + "'"))
                    .toList();
        }
    }

    @AfterEach
    void revoke() throws SQLException {
        administer(
                "DROP USER '" + LOADER + "'@'%'", "DROP USER '" + READER + "'@'%'", "DROP ROLE " + LOADER + "_reader");
    }

    private void administer(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, MySqlServer.USER, MySqlServer.PASSWORD);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private LoadedWarehouse loader(Dataset... datasets) throws Exception {
        return new LoadedWarehouse(
                folder, new Place.MySqlPlace(MySql.pool("test", url, LOADER, "x", folder)), datasets);
    }

    private static String look(int price) {
        return "('acme', 's1', 'u', 'n', NULL, NULL, NULL, " + price
                + ", 'EUR', NULL, 'InStock', TIMESTAMPTZ '2026-11-20 12:00:00Z', 'jsonld', 0.9, 'h', NULL, NULL, 'e', '{\"own\": \"true\"}')";
    }

    @Test
    void whoLoadsMayDoAllThatLoadsDo() throws Exception {
        try (var warehouse = loader(ReferencesIT.CITIES, TRIPS_BEFORE, PRICES)) {
            warehouse.commit(1, PRICES, look(1));
            warehouse.load();
            warehouse.commit(2, BatchKind.REPLAY, List.of(1L), PRICES, look(2));
            warehouse.declare(10, ReferencesIT.CITIES, ReferencesIT.TRIPS, PRICES);
            warehouse.commit(3, ReferencesIT.TRIPS, "('a', 1, 'DE', 'Ulm')");
            warehouse.commit(4, BatchKind.REPLAY, List.of(2L), PRICES);
            assertEquals(List.of(), failures(warehouse.load()));
            assertEquals(List.of("DE Ulm 0"), warehouse.rows("SELECT country, name, batch FROM cities"));
            assertEquals(List.of("0"), warehouse.rows("SELECT count(*) FROM prices"));
        }
    }

    private static List<String> failures(List<Round.Done> done) {
        return done.stream()
                .map(Round.Done::failure)
                .filter(failure -> failure != null)
                .toList();
    }

    @Test
    void whoReadsSeesTheMartsAndChangesNothing() throws Exception {
        try (var warehouse = loader(PRICES)) {
            warehouse.commit(1, PRICES, look(1));
            warehouse.load();
        }
        administer(readers().toArray(String[]::new));
        try (var connection = DriverManager.getConnection(url, READER, "x");
                var statement = connection.createStatement()) {
            for (var mart : List.of("last_price", "price_daily", "price_index", "prices", "millrace_loads")) {
                try (var rows = statement.executeQuery("SELECT count(*) FROM " + mart)) {
                    rows.next();
                    assertEquals(1, rows.getInt(1), mart);
                }
            }
            assertRefused(connection, "INSERT INTO prices (source, sku) VALUES ('a', 'b')");
            assertRefused(connection, "DELETE FROM millrace_loads");
            assertRefused(connection, "CREATE TABLE mine (a INT)");
        }
    }

    /** Without the role in force not even the database is there: why a default role is printed. */
    @Test
    void aRoleThatIsOnlyGrantedOpensNothingAtLogin() throws Exception {
        administer(readers().get(0));
        var refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(url, READER, "x"));
        assertTrue(refused.getMessage().contains("Access denied"), refused.getMessage());
    }

    private static void assertRefused(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertTrue(refused.getMessage().contains("denied to user"), refused.getMessage());
        }
    }
}
