package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.warehouse.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that AWS keeps, as a user configures it: the program's own client, at an address of the SDK's variable. */
class SecretPasswordIT {
    private static final int PAGES = 2;

    @TempDir
    private Path folder;

    private PriceSite site;
    private SecretServer server;
    private String database;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        server = new SecretServer();
        database = MySqlServer.database();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                warehouses:
                  - {name: shop, type: mysql, url: "%s", user: rotated, password: "{{aws:prod/shop#password}}", every: 200ms}
                """.formatted(database));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        site.close();
        execute("DROP USER IF EXISTS 'rotated'@'localhost'");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database, MySqlServer.USER, MySqlServer.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void keep(String password) {
        server.keep("prod/shop", new String(Json.bytes(Map.of("password", password))));
    }

    private Program start(String... arguments) throws Exception {
        return Program.start(
                Map.of(
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        server.address().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "a",
                        "AWS_SECRET_ACCESS_KEY",
                        "b"),
                folder,
                arguments);
    }

    private String millrace(int exit, String... arguments) throws Exception {
        try (var program = start(arguments)) {
            assertEquals(exit, program.await(120), () -> Arrays.toString(arguments) + "\n" + program.output());
            return program.output();
        }
    }

    private long rows() {
        try (var connection = DriverManager.getConnection(database, MySqlServer.USER, MySqlServer.PASSWORD);
                var result = connection.createStatement().executeQuery("SELECT count(*) FROM prices")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    @Tag("long")
    @Test
    void itIsReadAndFoundAgainAfterItWasRotated() throws Exception {
        execute("CREATE USER 'rotated'@'localhost' IDENTIFIED BY 'first hidden'");
        execute("GRANT ALL ON *.* TO 'rotated'@'localhost'");
        keep("first hidden");
        var checked = millrace(0, "check");
        assertTrue(checked.contains("warehouses.shop.password: prod/shop of AWS Secrets Manager can be read"), checked);
        try (var program = start("run")) {
            await(program, PAGES);
            keep("second hidden");
            execute("ALTER USER 'rotated'@'localhost' IDENTIFIED BY 'second hidden'");
            // The pool's connections, as a server does that is restarted.
            try (var connection = DriverManager.getConnection(database, MySqlServer.USER, MySqlServer.PASSWORD);
                    var statement = connection.createStatement()) {
                statement.execute("KILL USER 'rotated'@'localhost'");
            } catch (SQLException e) {
                assertTrue(e.getMessage().contains("syntax"), "MySQL knows only single connections: " + e);
            }
            await(program, rows() + PAGES);
            program.stop();
            program.await(60);
            assertFalse(program.output().contains("hidden"), program.output());
        }
    }

    private void await(Program program, long rows) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> rows() >= rows || !program.isRunning());
        assertTrue(program.isRunning(), program.output());
    }

    @Test
    @Tag("long")
    void oneThatIsNotThereIsToldByCheckAndByARun() throws Exception {
        var checked = millrace(1, "check");
        var said = "warehouses.shop.password: the secret prod/shop of AWS Secrets Manager in us-east-1 is not there";
        assertTrue(checked.contains(said), checked);
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        var ran = millrace(1, "run", "--once");
        assertTrue(ran.contains(said), ran);
    }
}
