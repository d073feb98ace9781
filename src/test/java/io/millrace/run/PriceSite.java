package io.millrace.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shop on loopback that never shows one price twice, and remembers every price that it has shown. */
public final class PriceSite implements AutoCloseable {
    /** A product of which nothing says what it costs. */
    private static final String UNPRICED = """
            <!doctype html><html lang="en"><head><title>Product</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"Product","sku":"X"}</script></head>
            <body><h1>Product</h1><p>Ask us.</p></body></html>
            """;

    private final HttpServer server;
    private final AtomicLong cents = new AtomicLong(100);
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    private PriceSite(HttpServer server) {
        this.server = server;
    }

    public static PriceSite start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var site = new PriceSite(server);
        server.createContext("/p/", exchange -> {
            var sku = exchange.getRequestURI().getPath().substring("/p/".length());
            answer(exchange, site.page(sku));
        });
        server.createContext("/unpriced", exchange -> answer(exchange, UNPRICED));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return site;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var page = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** The source file that watches {@code pages} products. */
    public String sourceFile(int pages, String every) {
        return "source: site\nevery: " + every + "\npages:\n"
                + IntStream.rangeClosed(1, pages)
                        .mapToObj(n ->
                                "  - http://127.0.0.1:" + server.getAddress().getPort() + "/p/A" + n + "\n")
                        .collect(Collectors.joining())
                + "fetch: {delay: 0s, allow-private: true}\n";
    }

    /** Every answer so far, as {@code sku=price}. */
    Set<String> shown() {
        return Set.copyOf(shown);
    }

    private String page(String sku) {
        var price = String.format("%d.%02d", cents.get() / 100, cents.getAndIncrement() % 100);
        shown.add(sku + "=" + price);
        return """
                <!doctype html><html lang="en"><head><title>Product %1$s</title>
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Product %1$s",
                "sku":"%1$s","offers":{"@type":"Offer","price":"%2$s","priceCurrency":"EUR",
                "availability":"https://schema.org/InStock"}}</script></head>
                <body><h1>Product %1$s</h1><p class="price">EUR %2$s</p></body></html>
                """.formatted(sku, price);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
