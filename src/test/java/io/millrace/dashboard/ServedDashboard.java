package io.millrace.dashboard;

import io.millrace.dataset.Declared;
import io.millrace.reconcile.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;

/** A dashboard behind its real routes, on a port of its own; what is new is read when a test says so. */
final class ServedDashboard implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Main main = new Main();
    private final Dashboard dashboard;
    private final int port = freePort();

    /** Stands for the report that the program makes. */
    public record FixedStatus(String json) {
        public String toJson() {
            return json;
        }
    }

    /** Stands for what was told. */
    public static final class NoAlerts {
        public String newest(Map<String, Object> parameters) {
            return "{\"configured\":false,\"rules\":[],\"alerts\":[]}";
        }
    }

    ServedDashboard(PricesWarehouse warehouse, List<Status.Source> sources, Path work, Login login) throws Exception {
        this(warehouse, sources, work, login, "{\"ok\":true}");
    }

    ServedDashboard(PricesWarehouse warehouse, List<Status.Source> sources, Path work, Login login, String status)
            throws Exception {
        dashboard = Dashboard.open(
                "local", warehouse.readOnly(), Declared.prices(), () -> sources, work, Clock.systemUTC());
        main.bind("dashboardApi", new DashboardApi(dashboard));
        main.bind("dashboardFiles", new DashboardFiles());
        main.bind("allowedHosts", AllowedHosts.loopback());
        main.bind("login", login);
        main.bind("statusReport", new FixedStatus(status));
        main.bind("alertHistory", new NoAlerts());
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(port));
        main.configure().withRoutesIncludePattern("classpath:routes/serve-dashboard.camel.yaml");
        main.start();
    }

    Dashboard dashboard() {
        return dashboard;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return HTTP.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return HTTP.send(request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path) throws Exception {
        var request = request(path).POST(HttpRequest.BodyPublishers.noBody()).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The answer to a request as it goes over the wire, under another name. */
    String raw(String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        main.stop();
        dashboard.close();
    }
}
