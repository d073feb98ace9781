package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.local.providers.DemoProviders;
import io.millrace.local.providers.Stumble;
import io.millrace.warehouse.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cities from their pages and providers through the whole pipeline, into a file and a server with foreign keys. */
class CitySourcesIT {
    private static final List<String> TABLES = List.of(
            "cities",
            "populations",
            "airports",
            "city_airports",
            "weather",
            "flights",
            "flight_windows",
            "elevations",
            "calendar");

    @TempDir
    private Path folder;

    private Shell shell;
    private DemoProviders providers;
    private String database;

    @BeforeEach
    void open() throws Exception {
        // What they say depends on the time alone: a day's answers are the same however often they are asked.
        var now = Clock.fixed(Instant.now().truncatedTo(ChronoUnit.HOURS), ZoneOffset.UTC);
        providers = DemoProviders.start(now, 7, Stumble.NEVER);
        database = MySqlServer.database();
        Files.writeString(folder.resolve("password"), MySqlServer.PASSWORD);
        Files.writeString(folder.resolve("provider.key"), providers.key());
        Files.writeString(folder.resolve("millrace.yaml"), """
                warehouses:
                  - {name: local, type: duckdb}
                  - {name: server, type: mysql, url: "%s", user: %s, password: "{{file:password}}"}
                """.formatted(database, MySqlServer.USER));
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        providers.close();
    }

    private void declare(String cities, String every) throws IOException {
        Files.writeString(folder.resolve("sources/cities.yaml"), """
                source: cities
                cities: [%s]
                signals:
                  pages: {at: "%s"}
                  weather: {provider: open-meteo, at: "%s", every: %s}
                  relief: {at: "%s"}
                  flights: {at: "%s", key: "{{file:../provider.key}}", every: %s, quota: {calls: 3000, per: month}}
                fetch: {delay: 0s, allow-private: true}
                """.formatted(
                        cities, providers.base(), providers.base(), every, providers.base(), providers.base(), every));
    }

    private String city(String name, String page) {
        return "{city: " + name + ", page: \"" + providers.base() + "/wiki/" + page + "\"}";
    }

    private static Map<String, Long> rows(String url, String user, String password) throws SQLException {
        var rows = new LinkedHashMap<String, Long>();
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                try (var found = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE batch > 0")) {
                    found.next();
                    rows.put(table, found.getLong(1));
                }
            }
        }
        return rows;
    }

    private Map<String, Long> local() throws SQLException {
        return rows("jdbc:duckdb:" + folder.resolve("data/warehouse/local.duckdb"), "", "");
    }

    @Test
    void aDayThatIsCollectedThreeTimesIsThereOnceInBothWarehouses() throws Exception {
        declare(city("berlin", "Berlin") + ", " + city("lisbon", "Lisboa"), "1s");
        var first = shell.expect(0, "run", "--once");
        var rows = local();
        rows.forEach((table, count) -> assertTrue(count > 0, table + " is empty\n" + first));
        var asked = providers.asked();
        for (var time = 2; time <= 3; time++) {
            var again = shell.expect(0, "run", "--once");
            assertTrue(again.contains("0 events published"), again);
            assertEquals(rows, local());
        }
        assertFalse(asked.equals(providers.asked()), "the providers were not asked again");
        assertEquals(rows, rows(database, MySqlServer.USER, MySqlServer.PASSWORD));
    }

    @Test
    @Tag("long")
    void aProvidersKeyStaysWhereItIsKept() throws Exception {
        declare(city("berlin", "Berlin"), "1h");
        var said = shell.expect(0, "check") + shell.expect(0, "run", "--once") + shell.expect(0, "status", "--json");
        assertFalse(said.contains(providers.key()), said);
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(providers.key()), file.toString());
            }
        }
    }

    @Tag("long")
    @Test
    void aCityWithoutAPageStopsNoOther() throws Exception {
        declare(city("atlantis", "Atlantis_(lost)") + ", " + city("berlin", "Berlin"), "1h");
        var said = shell.expect(1, "run", "--once");
        assertTrue(said.contains("1 failed"), said);
        assertTrue(local().get("weather") > 100, said);
    }
}
