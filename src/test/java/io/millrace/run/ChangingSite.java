package io.millrace.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shop on loopback whose template loses the decimal separator of its prices on demand. */
final class ChangingSite implements AutoCloseable {
    private final HttpServer server;
    private final AtomicLong asked = new AtomicLong();
    private volatile boolean isBroken;

    private ChangingSite(HttpServer server) {
        this.server = server;
    }

    static ChangingSite start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var site = new ChangingSite(server);
        server.createContext("/p/", exchange -> {
            site.asked.incrementAndGet();
            var number = exchange.getRequestURI().getPath().substring("/p/".length());
            var page = site.page(number).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return site;
    }

    String sourceFile(int pages, String every) {
        return "source: site\nevery: " + every + "\npages:\n"
                + IntStream.rangeClosed(1, pages)
                        .mapToObj(n ->
                                "  - http://127.0.0.1:" + server.getAddress().getPort() + "/p/" + n + "\n")
                        .collect(Collectors.joining())
                + "fetch: {delay: 0s, allow-private: true}\n";
    }

    void breaks(boolean broken) {
        isBroken = broken;
    }

    /** Requests for pages so far. */
    long asked() {
        return asked.get();
    }

    private String page(String number) {
        var price = number + (isBroken ? "999" : "9.99");
        return """
                <!doctype html><html lang="en"><head><title>Product %1$s</title>
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Product %1$s",
                "sku":"S%1$s","offers":{"@type":"Offer","price":"%2$s","priceCurrency":"EUR",
                "availability":"https://schema.org/InStock"}}</script></head>
                <body><h1>Product %1$s</h1><p class="price">EUR %2$s</p></body></html>
                """.formatted(number, price);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
