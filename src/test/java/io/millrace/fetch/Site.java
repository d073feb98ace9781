package io.millrace.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web site on 127.0.0.1 that does what a test tells it, and remembers what it was asked. */
final class Site implements AutoCloseable {
    /** Answers one request. */
    interface Page {
        void answer(HttpExchange request) throws IOException;
    }

    /** What the site was asked: method, address as sent, headers by their names in lower case. */
    record Request(String method, String uri, Map<String, List<String>> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Queue<Page>> pages = new ConcurrentHashMap<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The address of a path, under a host name that the tests' resolver leads to this machine. */
    String url(String path) {
        return "http://shop.example:" + server.getAddress().getPort() + path;
    }

    String otherUrl(String path) {
        return "http://other.example:" + server.getAddress().getPort() + path;
    }

    /** Sets the pages that a path answers one after another; the last one stays. */
    void serve(String path, Page... answers) {
        pages.put(path, new ArrayDeque<>(List.of(answers)));
    }

    /** How often a path was asked for, the query left out. */
    long asked(String path) {
        return requests.stream()
                .filter(request -> request.uri().replaceFirst("\\?.*", "").equals(path))
                .count();
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    /** Writes a byte every tenth of a second, until the client or the site closes. */
    void drip(HttpExchange request) throws IOException {
        try (var out = request.getResponseBody()) {
            while (!closed(100)) {
                out.write('x');
                out.flush();
            }
        }
    }

    /** Waits for the site's end; true when it has come. */
    boolean closed(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    static Page html(String body) {
        return status(200, body, "Content-Type", "text/html; charset=utf-8");
    }

    static Page status(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Page bytes(int status, byte[] body, String... headers) {
        return request -> {
            for (var i = 0; i < headers.length; i += 2) {
                request.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            request.getResponseBody().write(body);
        };
    }

    private void answer(HttpExchange request) throws IOException {
        var headers = new ConcurrentHashMap<String, List<String>>();
        request.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values));
        requests.add(
                new Request(request.getRequestMethod(), request.getRequestURI().toString(), headers));
        try (request) {
            var answers = pages.get(request.getRequestURI().getRawPath());
            if (answers == null) {
                request.sendResponseHeaders(404, -1);
            } else {
                next(answers).answer(request);
            }
        }
    }

    private static Page next(Queue<Page> answers) {
        synchronized (answers) {
            return answers.size() > 1 ? answers.poll() : answers.peek();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
