package io.millrace.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several sites on loopback, each a host of its own, that tell visitors by their user agent and let none hurry. */
public final class SharedHosts implements AutoCloseable {
    private static final int PAGES = 3;
    private static final long VISIT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, Set<String>> inside = new HashMap<>();
    private final Map<Integer, String> latest = new HashMap<>();
    private final List<String> meetings = new ArrayList<>();

    public SharedHosts(int count) throws IOException {
        for (var n = 0; n < count; n++) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/p/", this::visit);
            server.setExecutor(threads);
            server.start();
            servers.add(server);
        }
    }

    /** One source file for each host, by name. */
    public Map<String, String> sourceFiles(String every) {
        var files = new HashMap<String, String>();
        for (var n = 0; n < servers.size(); n++) {
            var pages = new StringBuilder();
            for (var page = 0; page < PAGES; page++) {
                pages.append("  - http://127.0.0.1:")
                        .append(port(n))
                        .append("/p/")
                        .append(page)
                        .append('\n');
            }
            files.put(
                    "host-" + n + ".yaml",
                    "source: host-" + n + "\nevery: " + every + "\npages:\n" + pages
                            + "fetch: {delay: 0s, allow-private: true}\n");
        }
        return files;
    }

    /** Who was the latest visitor of each host that had one. */
    public synchronized List<String> latestVisitors() {
        return List.copyOf(latest.values());
    }

    /** Forgets who has been there. */
    public synchronized void forget() {
        latest.clear();
    }

    /** The visits of two at one host at once. */
    public synchronized List<String> meetings() {
        return List.copyOf(meetings);
    }

    private void visit(HttpExchange exchange) throws IOException {
        var visitor = exchange.getRequestHeaders().getFirst("User-Agent");
        var port = exchange.getLocalAddress().getPort();
        stay(port, visitor);
        var page = "<title>Kettle</title><h1>Kettle</h1><p>EUR 12.50</p>".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** Long enough to meet whoever comes meanwhile; with that, what there is to see has been seen. */
    private synchronized void stay(int port, String visitor) throws IOException {
        var here = inside.computeIfAbsent(port, host -> new HashSet<>());
        here.add(visitor);
        latest.put(port, visitor);
        if (here.size() > 1) {
            meetings.add(port + ": " + here);
            notifyAll();
        }
        try {
            var end = System.nanoTime() + VISIT_NANOS;
            for (var left = VISIT_NANOS; left > 0 && here.size() == 1; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new IOException("the sites are closed", e);
        } finally {
            here.remove(visitor);
        }
    }

    private int port(int n) {
        return servers.get(n).getAddress().getPort();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
