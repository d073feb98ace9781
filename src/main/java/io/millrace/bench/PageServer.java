package io.millrace.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Several shops on ports of this machine, with product pages of a usual size that do not change, and an ETag each. */
final class PageServer implements AutoCloseable {
    private static final int ROWS = 600;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final List<HttpServer> shops = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong bytes = new AtomicLong();

    PageServer(int count) throws IOException {
        for (var shop = 0; shop < count; shop++) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
            shops.add(server);
        }
    }

    String url(int shop, int page) {
        return "http://127.0.0.1:" + shops.get(shop).getAddress().getPort() + "/p/" + page;
    }

    /** Bytes of all bodies sent so far. */
    long bytes() {
        return bytes.get();
    }

    private void answer(HttpExchange request) throws IOException {
        var path = request.getRequestURI().getPath();
        var tag = '"' + path + '"';
        request.getResponseHeaders().set("ETag", tag);
        request.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        if (!path.startsWith("/p/")) {
            request.sendResponseHeaders(NOT_FOUND, -1);
        } else if (tag.equals(request.getRequestHeaders().getFirst("If-None-Match"))) {
            request.sendResponseHeaders(NOT_MODIFIED, -1);
        } else {
            var body = page(path).getBytes(StandardCharsets.UTF_8);
            bytes.addAndGet(body.length);
            request.sendResponseHeaders(OK, body.length);
            request.getResponseBody().write(body);
        }
        request.close();
    }

    /** Some 80 KB, most of it what surrounds an offer. */
    private static String page(String path) {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><title>Kettle " + path + "</title>")
                .append(
                        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Product\",")
                .append("\"name\":\"Kettle\",\"sku\":\"" + path
                        + "\",\"offers\":{\"@type\":\"Offer\",\"price\":\"19.99\",")
                .append(
                        "\"priceCurrency\":\"EUR\",\"availability\":\"https://schema.org/InStock\"}}</script></head><body>")
                .append(
                        "<main><h1>Kettle</h1><span class=\"price\">19,99 €</span><button>Add to basket</button></main>");
        for (var row = 0; row < ROWS; row++) {
            html.append("<div class=\"row\"><a class=\"link item-" + row + "\" href=\"/c/" + row
                            + "\"><span>Of use in a ")
                    .append("kitchen, part " + row + "</span></a><i data-track=\"x" + row + "\"></i></div>");
        }
        return html.append("</body></html>").toString();
    }

    @Override
    public void close() {
        shops.forEach(shop -> shop.stop(0));
        threads.shutdownNow();
    }
}
