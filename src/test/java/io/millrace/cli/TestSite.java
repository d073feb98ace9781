package io.millrace.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A site on loopback whose pages are set by a test. */
final class TestSite implements AutoCloseable {
    static final String KETTLE = "<title>Kettle</title><h1>Kettle</h1><script type='application/ld+json'>"
            + "{\"@type\":\"Product\",\"name\":\"Kettle\",\"sku\":\"K1\",\"offers\":{\"@type\":\"Offer\","
            + "\"price\":\"12.50\",\"priceCurrency\":\"EUR\",\"availability\":\"InStock\"}}</script>";
    static final String ABOUT_US = "<title>About us</title><h1>About us</h1><p>We are nice people.</p>";

    private record Answer(int status, String type, byte[] body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TestSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), answer(404, "nothing here"));
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.start();
    }

    TestSite page(String path, String html) {
        return answer(path, 200, html);
    }

    TestSite answer(String path, int status, String body) {
        answers.put(path, answer(status, body));
        return this;
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** At the path there is what is at the other, as an archive. */
    TestSite packed(String path, String other) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(answers.get(other).body());
        }
        answers.put(path, new Answer(200, "application/x-gzip", bytes.toByteArray()));
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
