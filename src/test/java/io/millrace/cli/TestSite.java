package io.millrace.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site on loopback whose pages are set by a test. */
final class TestSite implements AutoCloseable {
    static final String KETTLE = "<title>Kettle</title><h1>Kettle</h1><script type='application/ld+json'>"
            + "{\"@type\":\"Product\",\"name\":\"Kettle\",\"sku\":\"K1\",\"offers\":{\"@type\":\"Offer\","
            + "\"price\":\"12.50\",\"priceCurrency\":\"EUR\",\"availability\":\"InStock\"}}</script>";
    static final String ABOUT_US = "<title>About us</title><h1>About us</h1><p>We are nice people.</p>";

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TestSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "nothing here"));
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    TestSite page(String path, String html) {
        return answer(path, 200, html);
    }

    TestSite answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Paths of the requests so far. */
    List<String> asked() {
        return asked;
    }

    /** A source of these pages, as it would be declared. */
    String source(String name, String... paths) {
        var pages = new StringBuilder();
        for (var path : paths) {
            pages.append(" - ").append(url(path)).append('\n');
        }
        return "source: " + name + "\npages:\n" + pages + "fetch: {delay: 0s, allow-private: true}\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
