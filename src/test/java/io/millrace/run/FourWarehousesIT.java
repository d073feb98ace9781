package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.local.redshift.Bucket;
import io.millrace.local.redshift.RedshiftServer;
import io.millrace.local.snowflake.SnowflakeServer;
import io.millrace.warehouse.MySqlServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run that loads a DuckDB file, MySQL, and the stand-ins for Redshift and Snowflake, all with their own drivers. */
class FourWarehousesIT {
    private static final int PAGES = 5;
    private static final List<String> TEXTS = List.of(
            "source",
            "sku",
            "seen",
            "url",
            "name",
            "brand",
            "gtin",
            "seller",
            "currency",
            "availability",
            "method",
            "page_hash",
            "event_id");

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;
    private RedshiftServer redshift;
    private SnowflakeServer snowflake;
    private Map<String, Database> databases;

    /** @param time expression of a time as text, in UTC */
    private record Database(String url, String user, String password, String time) {}

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        redshift = RedshiftServer.start(Bucket.s3(this::lake), folder.resolve("redshift"));
        snowflake = SnowflakeServer.start(folder.resolve("snowflake"), io.millrace.local.snowflake.Bucket.NONE);
        databases = new LinkedHashMap<>();
        databases.put(
                "local",
                new Database(
                        "jdbc:duckdb:" + folder.resolve("data/warehouse/local.duckdb"),
                        "",
                        "",
                        "strftime(observed_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f')"));
        databases.put(
                "shop",
                new Database(
                        MySqlServer.database(),
                        MySqlServer.USER,
                        MySqlServer.PASSWORD,
                        "DATE_FORMAT(observed_at, '%Y-%m-%d %H:%i:%s.%f')"));
        databases.put(
                "spectrum",
                new Database(
                        redshift.database(), "postgres", "secret", "to_char(observed_at, 'YYYY-MM-DD HH24:MI:SS.US')"));
        databases.put(
                "flake",
                new Database(
                        snowflake.url(),
                        SnowflakeServer.USER,
                        SnowflakeServer.PASSWORD,
                        "to_char(convert_timezone('UTC', observed_at), 'YYYY-MM-DD HH24:MI:SS.FF6')"));
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                warehouses:
                  - {name: local, type: duckdb}
                  - {name: shop, type: mysql, url: "%s", user: %s, password: "{{file:shop}}"}
                  - {name: spectrum, type: redshift, url: "%s", user: %s, password: "{{file:spectrum}}", every: 1s}
                  - {name: flake, type: snowflake, url: "%s", user: %s, password: "{{file:flake}}", every: 1s}
                """.formatted(
                        of("shop").url(),
                        of("shop").user(),
                        of("spectrum").url(),
                        of("spectrum").user(),
                        of("flake").url(),
                        of("flake").user()));
        shell = new Shell(folder);
        for (var name : List.of("shop", "spectrum", "flake")) {
            Files.writeString(folder.resolve(name), of(name).password());
        }
    }

    private Database of(String name) {
        return databases.get(name);
    }

    /** The S3 that the program has started. */
    private URI lake() {
        return URI.create(
                RunningProcess.find(folder.resolve("data")).orElseThrow().s3());
    }

    @AfterEach
    void close() throws Exception {
        snowflake.close();
        redshift.close();
        site.close();
    }

    @Test
    void allFourHoldTheSameRows() throws Exception {
        var checked = shell.expect(0, "check");
        for (var name : List.of("shop", "spectrum", "flake")) {
            assertTrue(checked.contains(name + ": " + of(name).url() + " answers: "), checked);
        }
        // By the built program, which has to bring all four drivers.
        try (var program = Program.start(folder, "run", "--once")) {
            assertEquals(0, program.await(180), program::output);
        }
        assertAlike(PAGES);
        var status = shell.expect(0, "status", "--deep");
        for (var table : List.of("local.prices (duckdb)", "shop.prices (mysql)", "spectrum.prices (redshift)")) {
            assertTrue(status.contains(table), status);
        }
        assertTrue(status.contains("flake.prices (snowflake)"), status);
        assertTrue(status.contains("nothing is wrong"), status);
        shell.expect(0, "run", "--once");
        assertAlike(2 * PAGES);
        var again = shell.expect(0, "load");
        assertTrue(again.contains("nothing is due"), again);
    }

    private void assertAlike(int rows) throws Exception {
        var expected = checksums(of("local"), rows);
        for (var name : databases.keySet()) {
            assertEquals(expected, checksums(of(name), rows), name);
        }
    }

    /** Column to a checksum over all rows, in order of their keys. */
    private static Map<String, String> checksums(Database database, int rows) throws Exception {
        var columns = new TreeMap<String, StringBuilder>();
        var properties = new Properties();
        if (!database.user().isEmpty()) {
            properties.put("user", database.user());
            properties.put("password", database.password());
        }
        properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.put("disablePlatformDetection", "true");
        if (!database.url().startsWith("jdbc:snowflake")) {
            properties.remove("JDBC_QUERY_RESULT_FORMAT");
            properties.remove("disablePlatformDetection");
        }
        try (var connection = DriverManager.getConnection(database.url(), properties);
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT " + String.join(", ", TEXTS).replace("seen", database.time())
                                + ", price, list_price, confidence, batch, labels FROM prices"
                                + " ORDER BY source, sku, observed_at")) {
            var found = 0;
            while (result.next()) {
                found++;
                for (var value : values(result).entrySet()) {
                    columns.computeIfAbsent(value.getKey(), name -> new StringBuilder())
                            .append(value.getValue())
                            .append('\n');
                }
            }
            assertEquals(rows, found, database.url());
        }
        var checksums = new TreeMap<String, String>();
        columns.forEach((name, values) ->
                checksums.put(name, EventIds.sha256(values.toString().getBytes(StandardCharsets.UTF_8))));
        return checksums;
    }

    /** By place: a driver may know the columns under names in upper case alone. */
    private static Map<String, Object> values(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, Object>();
        var place = 0;
        for (var name : TEXTS) {
            values.put(name, row.getString(++place));
        }
        values.put("price", row.getBigDecimal(++place));
        values.put("list_price", row.getBigDecimal(++place));
        values.put("confidence", row.getDouble(++place));
        values.put("batch", row.getLong(++place));
        var labels = row.getString(++place);
        values.put(
                "labels",
                labels == null ? null : Json.read(labels.getBytes(StandardCharsets.UTF_8), Map.class, "labels"));
        return values;
    }
}
