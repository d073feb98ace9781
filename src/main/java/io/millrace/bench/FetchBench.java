package io.millrace.bench;

import io.millrace.config.Settings;
import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.fetch.FetchRules;
import io.millrace.fetch.PageFetcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Fetching and reading pages, against a bare loop of the same HTTP client over the same server. */
final class FetchBench implements Bench {
    private static final int SHOPS = 8;
    private static final int PAGES = 100;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;
    private static final double FETCH_TARGET = 0.5;
    private static final double EXTRACT_TARGET = 0.03;
    private static final double BYTES_TARGET = 0.02;

    /** What is done with an address. */
    private interface Work {
        void on(String url) throws Exception;
    }

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public String what() {
        return "pages a second, with robots.txt, turns and guards, and with extraction, against a bare HTTP client; bytes"
                + " of a second round against the first";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        try (var server = new PageServer(SHOPS)) {
            progress.println("fetch: " + SHOPS * PAGES + " pages of 80 KB, " + ROUNDS + " rounds of each way");
            progress.flush();
            var ratios = new ArrayList<Ratio>();
            ratios.addAll(speed(server));
            ratios.add(bytes(server, folder, progress));
            return ratios;
        }
    }

    /** In turns, so that whatever else the machine does meanwhile meets all of them. */
    private static List<Ratio> speed(PageServer server) throws Exception {
        var settings = Settings.load(Optional.empty(), List.of()).fetch();
        var rules = new FetchRules(Duration.ZERO, true);
        var hints = new ExtractHints(Map.of(), null, null);
        var bare = 0.0;
        var fetched = 0.0;
        var read = 0.0;
        try (var client = client();
                var fetcher = PageFetcher.open(settings)) {
            for (var round = 0; round <= ROUNDS; round++) {
                var first = time(
                        server,
                        url -> client.execute(new HttpGet(url), answer -> EntityUtils.toByteArray(answer.getEntity())));
                var second = time(server, url -> fetcher.fetch(url, rules));
                var third = time(server, url -> {
                    var page = fetcher.fetch(url, rules);
                    OfferExtractor.extract(
                            new Page(page.body(), page.contentType(), page.finalUrl(), page.fetchedAt()), hints);
                });
                // The first round warms up.
                bare += round == 0 ? 0 : first;
                fetched += round == 0 ? 0 : second;
                read += round == 0 ? 0 : third;
            }
        }
        var pages = (double) SHOPS * PAGES * ROUNDS;
        return List.of(
                new Ratio("fetch", pages / fetched, "pages/s", "a bare client", pages / bare, FETCH_TARGET, true),
                new Ratio("extract", pages / read, "pages/s", "a bare client", pages / bare, EXTRACT_TARGET, true));
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(SHOPS)
                        .setMaxConnPerRoute(1)
                        .build())
                .build();
    }

    /** Seconds for all pages; each shop is asked by a thread of its own, one page after the other. */
    private static double time(PageServer server, Work work) throws Exception {
        var threads = Executors.newFixedThreadPool(SHOPS);
        try {
            var start = System.nanoTime();
            var shops = new ArrayList<Future<?>>();
            for (var shop = 0; shop < SHOPS; shop++) {
                var number = shop;
                shops.add(threads.submit(() -> {
                    for (var page = 0; page < PAGES; page++) {
                        work.on(server.url(number, page));
                    }
                    return null;
                }));
            }
            for (var shop : shops) {
                shop.get();
            }
            return (System.nanoTime() - start) / NANOS;
        } finally {
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** Two rounds of the whole program. */
    private static Ratio bytes(PageServer server, Path folder, PrintWriter progress) throws Exception {
        var sources = Files.createDirectories(folder.resolve("sources"));
        for (var shop = 0; shop < SHOPS; shop++) {
            source(server, shop, sources);
        }
        var sent = new double[2];
        for (var round = 0; round < sent.length; round++) {
            progress.println("fetch: round " + (round + 1) + " of the whole program");
            progress.flush();
            var before = server.bytes();
            try (var child = Child.start(folder, "run", "--once", "--data", "data")) {
                if (child.await() != 0) {
                    throw new IllegalStateException("the round failed: " + child.output());
                }
            }
            sent[round] = (server.bytes() - before) / 1e3;
        }
        return new Ratio("bytes", sent[1], "KB", "the first round", sent[0], BYTES_TARGET, false);
    }

    private static void source(PageServer server, int shop, Path sources) throws IOException {
        var pages = new StringBuilder("source: shop" + shop + "\nfetch: {delay: 0s, allow-private: true}\npages:\n");
        for (var page = 0; page < PAGES; page++) {
            pages.append("  - ").append(server.url(shop, page)).append('\n');
        }
        Files.writeString(sources.resolve("shop" + shop + ".yaml"), pages);
    }
}
