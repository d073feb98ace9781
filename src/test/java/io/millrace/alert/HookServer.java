package io.millrace.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that webhooks post to, and which answers as it is told. */
public final class HookServer implements AutoCloseable {
    /** What it was posted. */
    public record Post(String path, String body, String id, String key, String signature, String type) {}

    /** How it answers. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    private HookServer(HttpServer server) {
        this.server = server;
    }

    public static HookServer start() throws IOException {
        var hooks = new HookServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        hooks.server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "hook");
            thread.setDaemon(true);
            return thread;
        }));
        hooks.server.createContext("/", hooks::take);
        hooks.server.start();
        return hooks;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            posts.add(new Post(
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers.getFirst("Millrace-Alert-Id"),
                    headers.getFirst("Idempotency-Key"),
                    headers.getFirst("Millrace-Signature"),
                    headers.getFirst("Content-Type")));
            answer.to(exchange);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    public void answer(Answer next) {
        answer = next;
    }

    /** Answers with a status and nothing else. */
    public void answer(int code) {
        answer = exchange -> exchange.sendResponseHeaders(code, -1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
