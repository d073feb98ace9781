package io.millrace.local.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Three made-up shops on loopback whose prices move: {@code demo-de} (JSON-LD, EUR), {@code demo-us} (microdata, USD)
 * and {@code demo-jp} (plain HTML, JPY). Each listens on a port of its own and has about twenty products.
 *
 * <p>What a page says depends on seed, product and the clock alone. Thread-safe.
 */
public final class DemoShop implements AutoCloseable {
    private static final int WORKERS = 12;

    private final Stats.Counters counters = new Stats.Counters();
    private final ExecutorService workers;
    private final List<FrontServer> servers = new ArrayList<>();

    private DemoShop() {
        workers = Executors.newFixedThreadPool(WORKERS, task -> {
            var thread = new Thread(task, "demo-shop");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens the shops, on free ports of 127.0.0.1.
     *
     * @param clock tells what time the pages are of
     * @param seed the same seed gives the same prices and the same faults
     * @param failurePercent share of product requests, 0 to 30, that get a slow answer (at most a second), and as many
     *     again a 500 and a 429; the request after a failed one does not fail
     * @throws IllegalArgumentException when {@code failurePercent} is out of range
     * @throws UncheckedIOException when no port can be had
     */
    public static DemoShop start(Clock clock, long seed, int failurePercent) {
        var shop = new DemoShop();
        try {
            for (var storefront : storefronts()) {
                shop.servers.add(new FrontServer(storefront, clock, seed, failurePercent, shop.counters, shop.workers));
            }
            return shop;
        } catch (IOException e) {
            shop.close();
            throw new UncheckedIOException(
                    "the demo shop cannot listen on 127.0.0.1: allow this program to open loopback ports", e);
        } catch (RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    /** The shops, {@code demo-de} first, then {@code demo-us} and {@code demo-jp}. */
    public List<Front> fronts() {
        return servers.stream().map(FrontServer::front).toList();
    }

    /**
     * The source files that read these shops, as a user would write them: file name to YAML text.
     *
     * @param every time between two looks at a page
     */
    public Map<String, String> sourceFiles(Duration every) {
        var files = new LinkedHashMap<String, String>();
        for (var server : servers) {
            files.put(server.front().name() + ".yaml", sourceFile(server, every));
        }
        return files;
    }

    /** What the shops answered so far. */
    public Stats stats() {
        return counters.now();
    }

    /** Closes the shops at once. */
    @Override
    public void close() {
        servers.forEach(FrontServer::close);
        workers.shutdownNow();
    }

    static List<Storefront> storefronts() {
        return List.of(
                new GermanFront(Products.of("de")),
                new AmericanFront(Products.of("us")),
                new JapaneseFront(Products.of("jp")));
    }

    private static String sourceFile(FrontServer server, Duration every) {
        var front = server.front();
        return "source: %s\nevery: %s\npages:\n%s%sfetch: {delay: 0s, allow-private: true}\n"
                .formatted(
                        front.name(),
                        every.toMillis() % 1000 == 0 ? every.toSeconds() + "s" : every.toMillis() + "ms",
                        front.productPages().stream()
                                .map(page -> "  - " + page + "\n")
                                .collect(Collectors.joining()),
                        server.reading());
    }
}
