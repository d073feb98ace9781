package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Declared;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.MySqlServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes with the stage dashboard alone, over one MySQL warehouse, open to other machines. */
class DashboardAloneIT {
    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://\\S+)");
    private static final String PASSWORD = "open sesame";

    @TempDir
    private Path folder;

    @Test
    void severalShowOneServerToWhoeverHasThePassword() throws Exception {
        var address = MySqlServer.database();
        fill(address);
        Files.writeString(folder.resolve("millrace.yaml"), """
                warehouses: [{name: shop, type: mysql, url: "%s", user: %s, password: "{{env:SHOP}}"}]
                dashboard: {host: 0.0.0.0, password: "{{env:OPEN}}"}
                """.formatted(address, MySqlServer.USER));
        var variables = Map.of("SHOP", MySqlServer.PASSWORD, "OPEN", PASSWORD);
        try (var one = Program.start(variables, folder, "run", "--only", "dashboard", "--data", "one");
                var two = Program.start(variables, folder, "run", "--only", "dashboard", "--data", "two")) {
            for (var program : List.of(one, two)) {
                await().atMost(90, SECONDS)
                        .until(() -> !program.isRunning()
                                || ADDRESS.matcher(program.output()).find());
                assertTrue(program.isRunning(), program::output);
                var url = url(program);
                assertTrue(url.startsWith("http://127.0.0.1:"), url);
                await().atMost(60, SECONDS)
                        .until(() -> get(url + "/api/state", PASSWORD).body().contains("\"products\":1,"));
                assertTrue(get(url + "/api/products", PASSWORD).body().contains("\"price\":19.9"));
                for (var path : List.of("/", "/api/state", "/metrics", "/health/ready", "/health/fresh")) {
                    assertEquals(401, get(url + path, null).statusCode(), path);
                }
                assertEquals(200, get(url + "/metrics", PASSWORD).statusCode());
                assertEquals(200, get(url + "/health/live", null).statusCode());
                assertEquals(403, get(url + "/control/status", PASSWORD).statusCode());
            }
            try (var status = Program.start(variables, folder, "status", "--data", "one", "--json")) {
                status.await(60);
                assertTrue(status.output().contains("\"warehouses\""), status::output);
            }
            one.stop();
            two.stop();
            one.await(60);
            two.await(60);
            assertFalse((one.output() + two.output()).contains(PASSWORD));
        }
    }

    private static void fill(String address) throws Exception {
        try (var pool = MySql.pool("shop", address, MySqlServer.USER, MySqlServer.PASSWORD, Path.of("target"));
                var connection = DriverManager.getConnection(address, MySqlServer.USER, MySqlServer.PASSWORD);
                var statement = connection.createStatement()) {
            MySql.warehouse("shop", pool).prepare(List.of(Declared.prices()));
            statement.execute("INSERT INTO prices (source, sku, url, price, currency, observed_at, event_id, batch)"
                    + " VALUES ('acme', '1', 'https://acme.example/1', 19.9, 'EUR', '2026-11-22 12:00:00', 'e', 1)");
            statement.execute(
                    "INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored,"
                            + " deleted, loaded_at) VALUES (1, 'prices', 'a', 1, 1, 0, 0, 0, '2026-11-22 12:00:00')");
        }
    }

    private static String url(Program program) {
        var said = ADDRESS.matcher(program.output());
        assertTrue(said.find(), program::output);
        return said.group(1);
    }

    private static HttpResponse<String> get(String url, String password) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (password != null) {
            request.header("Authorization", "Bearer " + password);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
