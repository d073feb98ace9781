package io.millrace.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Many web sites behind one port of this machine, told apart by the Host header, each with a temper of its own, and one
 * log of all that they were asked.
 */
public final class ManySites implements AutoCloseable, DnsResolver {
    /** How a site behaves; a site has the temper of its number. */
    public enum Temper {
        CALM,
        /** Forbids its pages with an even number. */
        FORBIDS,
        /** Asks for a pause of 150 ms between requests. */
        CRAWL_DELAY,
        /** Answers its third request with 429 and Retry-After of a second. */
        THROTTLES,
        /** Its robots.txt cannot be read. */
        NO_RULES,
        /** Answers each fourth request with 500. */
        FAILS_NOW_AND_THEN,
        /** Takes 40 ms for a page. */
        SLOW,
        /** Closes the connection on each fifth request. */
        HANGS_UP,
        /** Answers nothing but 503. */
        DOWN,
        /** Redirects its pages, one to the next address. */
        REDIRECTS
    }

    /**
     * One request as its site saw it.
     *
     * @param began when its head was read, {@link System#nanoTime()}
     * @param ended before its answer was written
     */
    public record Seen(String host, String path, int status, long began, long ended) {}

    private static final byte[] PAGE = """
            <html lang="en"><head><title>Kettle</title><script type="application/ld+json">{"@context":"https://schema.org",
            "@type":"Product","name":"Kettle","sku":"%s","offers":{"@type":"Offer","price":"19.99","priceCurrency":"EUR",
            "availability":"https://schema.org/InStock"}}</script></head><body><h1>Kettle</h1></body></html>
            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> log = new ConcurrentLinkedQueue<>();

    public ManySites() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public static Temper temper(int site) {
        return Temper.values()[site % Temper.values().length];
    }

    /** Address of a page of a site. */
    public String url(int site, int page) {
        return "http://shop" + site + ".example:" + server.getAddress().getPort() + "/p/" + page;
    }

    /** What the sites were asked, in no order. */
    public List<Seen> log() {
        return List.copyOf(log);
    }

    private void answer(HttpExchange request) throws IOException {
        var began = System.nanoTime();
        var host = request.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
        var path = request.getRequestURI().getPath();
        var temper = temper(Integer.parseInt(host.replaceAll("\\D", "")));
        var nth = path.equals("/robots.txt")
                ? 0
                : asked.computeIfAbsent(host, none -> new AtomicInteger()).incrementAndGet();
        if (temper == Temper.SLOW) {
            pause(40);
        }
        var status = path.equals("/robots.txt") ? robots(temper) : page(temper, path, nth);
        var body = body(temper, path, status);
        if (status == 429) {
            request.getResponseHeaders().set("Retry-After", "1");
        }
        if (status == 302) {
            request.getResponseHeaders().set("Location", path + "/now");
        }
        request.getResponseHeaders().set("Content-Type", path.equals("/robots.txt") ? "text/plain" : "text/html");
        log.add(new Seen(host, path, status, began, System.nanoTime()));
        if (status > 0) {
            request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            request.getResponseBody().write(body);
        }
        request.close();
    }

    private static int robots(Temper temper) {
        return switch (temper) {
            case FORBIDS, CRAWL_DELAY -> 200;
            case NO_RULES -> 500;
            default -> 404;
        };
    }

    private static int page(Temper temper, String path, int nth) {
        return switch (temper) {
            case THROTTLES -> nth == 3 ? 429 : 200;
            case FAILS_NOW_AND_THEN -> nth % 4 == 0 ? 500 : 200;
            case HANGS_UP -> nth % 5 == 0 ? 0 : 200;
            case DOWN -> 503;
            case REDIRECTS -> path.endsWith("/now") ? 200 : 302;
            default -> 200;
        };
    }

    private static byte[] body(Temper temper, String path, int status) {
        if (!path.equals("/robots.txt")) {
            return status == 200
                    ? new String(PAGE, StandardCharsets.UTF_8).formatted(path).getBytes()
                    : new byte[0];
        }
        return switch (temper) {
            case FORBIDS ->
                "User-agent: *\nDisallow: /p/*0$\nDisallow: /p/*2$\nDisallow: /p/*4$\nDisallow: /p/*6$\nDisallow: /p/*8$\n"
                        .getBytes();
            case CRAWL_DELAY -> "User-agent: *\nCrawl-delay: 0.15\n".getBytes();
            default -> new byte[0];
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
