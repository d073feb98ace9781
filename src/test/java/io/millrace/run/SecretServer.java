package io.millrace.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** AWS Secrets Manager on loopback, as far as {@code GetSecretValue} goes: JSON 1.1, its own errors. */
final class SecretServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean denied;

    SecretServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void keep(String name, String text) {
        secrets.put(name, text);
    }

    void deny() {
        denied = true;
    }

    /** Names that were asked for, in order, with the region that the request was signed for. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"secretsmanager.GetSecretValue"
                    .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                respond(exchange, 400, Map.of("__type", "UnknownOperationException"));
                return;
            }
            var name = Json.MAPPER
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("SecretId")
                    .asText();
            var scope = exchange.getRequestHeaders().getFirst("Authorization").split("/");
            asked.add(name + " in " + scope[2]);
            if (denied) {
                respond(
                        exchange,
                        400,
                        Map.of(
                                "__type",
                                "AccessDeniedException",
                                "Message",
                                "User: arn:aws:iam::123456789012:user/me is not authorized to perform:"
                                        + " secretsmanager:GetSecretValue"));
            } else if (secrets.containsKey(name)) {
                respond(exchange, 200, Map.of("Name", name, "SecretString", secrets.get(name)));
            } else {
                respond(
                        exchange,
                        400,
                        Map.of(
                                "__type",
                                "ResourceNotFoundException",
                                "Message",
                                "Secrets Manager can't find the specified secret."));
            }
        }
    }

    private static void respond(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        var json = Json.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
