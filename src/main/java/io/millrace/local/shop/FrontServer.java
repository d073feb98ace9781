package io.millrace.local.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.local.Draw;
import io.millrace.local.shop.Faults.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** One storefront behind a port of its own. */
final class FrontServer implements AutoCloseable {
    private static final String ROBOTS = "User-agent: *\nDisallow: /checkout\nAllow: /\n";
    private static final int SHORTEST_WAIT_MILLIS = 300;
    private static final int WAIT_SPREAD_MILLIS = 700;

    private final Storefront storefront;
    private final Catalogue catalogue;
    private final Faults faults;
    private final Clock clock;
    private final Stats.Counters counters;
    private final Map<String, Product> byPath = new LinkedHashMap<>();
    private final HttpServer server;

    FrontServer(Storefront storefront, Clock clock, long seed, int percent, Stats.Counters counters, Executor workers)
            throws IOException {
        this.storefront = storefront;
        this.catalogue = new Catalogue(seed, storefront.currency());
        this.faults = new Faults(seed, percent);
        this.clock = clock;
        this.counters = counters;
        storefront.products().forEach(product -> byPath.put(storefront.path(product), product));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    Front front() {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new Front(
                storefront.name(),
                base,
                byPath.keySet().stream().map(base::resolve).toList());
    }

    String reading() {
        return storefront.reading();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            counters.requests.increment();
            var path = exchange.getRequestURI().getPath();
            var product = byPath.get(path);
            if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain", "this shop only answers GET and HEAD\n");
            } else if (product != null) {
                product(exchange, product);
            } else if (path.equals("/")) {
                send(exchange, 200, "text/html", index());
            } else if (path.equals("/robots.txt")) {
                send(exchange, 200, "text/plain", ROBOTS);
            } else if (path.startsWith("/checkout")) {
                counters.disallowed.increment();
                send(exchange, 200, "text/plain", "nothing can be bought here\n");
            } else {
                send(exchange, 404, "text/plain", "no page at this address: all products are linked from /\n");
            }
        }
    }

    private void product(HttpExchange exchange, Product product) throws IOException {
        counters.products.increment();
        var fault = faults.next(product.sku());
        if (fault == Fault.ERROR) {
            counters.errors.increment();
            send(exchange, 500, "text/plain", "the shop stumbled (on purpose); ask again\n");
            return;
        }
        if (fault == Fault.THROTTLED) {
            counters.throttled.increment();
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 429, "text/plain", "too many requests (on purpose); ask again in a second\n");
            return;
        }
        if (fault == Fault.SLOW) {
            counters.slow.increment();
            linger(product);
        }
        var now = clock.instant();
        send(exchange, 200, "text/html", storefront.page(product, catalogue.at(product, now), others(product)));
    }

    private void linger(Product product) {
        var share = Draw.of(0, product.sku(), counters.slow.sum());
        try {
            Thread.sleep(SHORTEST_WAIT_MILLIS + (long) (WAIT_SPREAD_MILLIS * share));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String index() {
        var now = clock.instant();
        return storefront.index(storefront.products().stream()
                .map(product -> catalogue.at(product, now))
                .toList());
    }

    private List<Product> others(Product product) {
        return storefront.products().stream()
                .filter(other -> other != product && other.category().equals(product.category()))
                .limit(3)
                .toList();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
