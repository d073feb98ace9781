package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeDashboardIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static volatile PricesWarehouse warehouse;
    private static Main main;
    private static int port;

    /** Stands for what was told. */
    public static final class NoAlerts {
        public String newest(Map<String, Object> parameters) {
            return "{\"configured\":false,\"rules\":[],\"alerts\":[]}";
        }
    }

    /** Stands for the report that the program makes. */
    public static final class FixedStatus {
        public String toJson() {
            return "{\"ok\":true}";
        }
    }

    @BeforeAll
    static void start() throws Exception {
        warehouse = new PricesWarehouse();
        warehouse.add("demo-de", "A/1 ü", "<img src=x onerror=alert(1)>", "279", "EUR", Instant.now());
        port = freePort();
        main = new Main();
        main.bind("dashboardApi", new DashboardApi(new DashboardQueries(() -> warehouse.connect())));
        main.bind("dashboardFiles", new DashboardFiles());
        main.bind("allowedHosts", AllowedHosts.loopback());
        main.bind("statusReport", new FixedStatus());
        main.bind("alertHistory", new NoAlerts());
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(port));
        main.configure().withRoutesIncludePattern("classpath:routes/serve-dashboard.camel.yaml");
        main.start();
    }

    @AfterAll
    static void stop() throws Exception {
        main.stop();
        warehouse.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html, <title>Millrace</title>",
        "/app.js, text/javascript, textContent",
        "/style.css, text/css, prefers-color-scheme",
        "/icon.svg, image/svg+xml, <svg",
        "/chart.js, text/javascript, Chart.js v4",
        "/api/prices, application/json, alert(1)",
        "/cities.js, text/javascript, textContent",
        "/api/changes, application/json, changes",
        "/api/cities, application/json, cities",
        "/api/cities/s%C3%A3o-paulo, application/json, são-paulo",
        "/api/status, application/json, ok"
    })
    void everyAddressOfThePageIsServedWithItsType(String path, String type, String contains) throws Exception {
        var answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(header(answer, "Content-Type").startsWith(type), header(answer, "Content-Type"));
        assertTrue(answer.body().contains(contains), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chart.js", "/api/prices", "/api/history", "/api/prices?limit=x", "/api/cities"})
    void everyAnswerGuardsTheBrowser(String path) throws Exception {
        var answer = get(path);
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                header(answer, "Content-Security-Policy"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
    }

    @Test
    void nobodyKeepsAnAnswerOfTheApi() throws Exception {
        assertEquals("no-store", header(get("/api/prices"), "Cache-Control"));
    }

    @Test
    void parametersReachTheQueries() throws Exception {
        var history = new ObjectMapper()
                .readTree(get("/api/history?source=demo-de&sku=A%2F1%20%C3%BC").body());
        assertEquals("<img src=x onerror=alert(1)>", history.path("name").asText());
        assertEquals(1, history.path("total").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0D%0AX-Evil:%20yes", "\"quoted\"", "a,b)", "${body}", "%E9%A3%AF"})
    void whatIsSearchedForDoesNotComeBackAsHeader(String search) throws Exception {
        var coded = search.replace("\"", "%22")
                .replace("$", "%24")
                .replace("{", "%7B")
                .replace("}", "%7D");
        var answer = get("/api/prices?search=" + coded);
        assertEquals(200, answer.statusCode(), answer.body());
        assertFalse(answer.headers().map().containsKey("search"));
        assertFalse(answer.headers().map().containsKey("x-evil"));
    }

    @ParameterizedTest
    @CsvSource({"/api/prices?limit=many, many", "/api/history?source=demo-de, sku", "/api/prices?limit=1&limit=2, limit"
    })
    void aWrongParameterIsExplained(String path, String said) throws Exception {
        var answer = get(path);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(
                new ObjectMapper()
                        .readTree(answer.body())
                        .path("error")
                        .asText()
                        .contains(said),
                answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/api/prices", "/api/status"})
    void aNameThatIsNotThisMachineIsRefused(String path) throws Exception {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example:" + port + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertFalse(answer.contains("279"), answer);
    }

    @Test
    void aWarehouseThatCannotBeReadIsSaidWithoutItsSql() throws Exception {
        var whole = warehouse;
        try (var broken = new PricesWarehouse()) {
            broken.drop("VIEW price_changes");
            warehouse = broken;
            var answer = get("/api/changes");
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("warehouse"), answer.body());
            assertFalse(answer.body().contains("price_changes"), answer.body());
        } finally {
            warehouse = whole;
        }
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        var request = HttpRequest.newBuilder(address("/api/prices"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(405, HTTP.send(request, BodyHandlers.ofString()).statusCode());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
