package io.millrace.local.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of city signals, on loopback: an encyclopedia and Wikidata, Open-Meteo, OpenWeatherMap and AeroDataBox,
 * of five real cities with an invented weather and invented flights.
 *
 * <p>What they answer depends on seed, request and the clock alone. Thread-safe.
 */
public final class DemoProviders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoProviders.class);
    private static final int WORKERS = 6;
    private static final int STUMBLES_EVERY = 20;
    private static final String KEY_FILE = "demo-flights.key";

    private final WikiApi wiki = new WikiApi();
    private final OpenMeteoApi openMeteo;
    private final OpenWeatherMapApi openWeatherMap;
    private final AeroDataBoxApi aeroDataBox;
    private final String key;
    private final Stumble stumble;
    private final ExecutorService workers;
    private final HttpServer server;
    private final Map<String, AtomicLong> asked = new ConcurrentSkipListMap<>();

    private DemoProviders(Clock clock, long seed, Stumble stumble) throws IOException {
        var skies = new Skies(seed);
        this.key = "demo-" + Long.toHexString(seed);
        this.stumble = stumble;
        this.openMeteo = new OpenMeteoApi(skies, new Ground(seed), clock);
        this.openWeatherMap = new OpenWeatherMapApi(skies, clock, key);
        this.aeroDataBox = new AeroDataBoxApi(new Timetable(seed), clock, key);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.workers = Executors.newFixedThreadPool(WORKERS, task -> {
            var thread = new Thread(task, "demo-providers");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Opens them, all on one free port of 127.0.0.1.
     *
     * @param clock tells when they are asked
     * @param seed the same seed gives the same weather, ground and flights
     * @throws UncheckedIOException when no port can be had
     */
    public static DemoProviders start(Clock clock, long seed, Stumble stumble) {
        try {
            return new DemoProviders(clock, seed, stumble);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demo's providers cannot listen on 127.0.0.1: allow this program to open loopback ports", e);
        }
    }

    /** Where they answer, without a slash at its end. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What OpenWeatherMap and AeroDataBox ask for. */
    public String key() {
        return key;
    }

    /**
     * The source file that asks them, as a user would write it, and beside it the file that its key is in: file name to
     * text.
     */
    public Map<String, String> sourceFiles() {
        var files = new LinkedHashMap<String, String>();
        files.put(KEY_FILE, key + "\n");
        files.put("city-signals.yaml", """
                source: city-signals
                every: 1m
                cities:
                %ssignals:
                  pages: {at: "%s"}
                  weather: {provider: open-meteo, at: "%s", every: 10m}
                  relief: {at: "%s"}
                  flights:
                    provider: aerodatabox
                    at: "%s"
                    key: "{{file:%s}}"
                    quota: {calls: 10000, per: day}
                fetch: {delay: 0s, allow-private: true}
                """.formatted(
                        DemoCity.all().stream().map(this::declared).collect(Collectors.joining()),
                        base(),
                        base(),
                        base(),
                        base(),
                        KEY_FILE));
        return files;
    }

    /** How often each was asked so far: {@code wiki}, {@code wikidata}, {@code open-meteo} and so on. */
    public Map<String, Long> asked() {
        var counts = new TreeMap<String, Long>();
        asked.forEach((provider, count) -> counts.put(provider, count.get()));
        return counts;
    }

    /** Closes them at once. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private String declared(DemoCity city) {
        var title = URLEncoder.encode(city.title(), StandardCharsets.UTF_8).replace("+", "_");
        return "  - {city: %s, page: \"%s/wiki/%s\", region: \"%s\"}\n"
                .formatted(city.name(), base(), title, city.region());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = Asked.of(exchange);
            send(
                    exchange,
                    List.of("GET", "HEAD").contains(exchange.getRequestMethod())
                            ? reply(request)
                            : Reply.text(405, "only GET and HEAD are answered\n"));
        } catch (RuntimeException e) {
            LOG.error("demo provider failed at {}", exchange.getRequestURI().getPath(), e);
        }
    }

    private Reply reply(Asked request) {
        var path = request.path();
        if (path.equals("/robots.txt")) {
            return Reply.text(200, "User-agent: *\nAllow: /\n");
        }
        var provider = provider(request);
        var count = asked.computeIfAbsent(provider, name -> new AtomicLong()).incrementAndGet();
        if (stumble != Stumble.NEVER && count % STUMBLES_EVERY == 0) {
            var isThrottled = stumble == Stumble.UNAVAILABLE_OR_THROTTLED && count / STUMBLES_EVERY % 2 == 0;
            return Reply.text(isThrottled ? 429 : 503, "not now (on purpose); ask again in a second\n")
                    .after(1);
        }
        return switch (provider) {
            case "wiki" -> path.startsWith("/wiki/") ? wiki.article(request) : wiki.api(request);
            case "wikidata" -> wiki.api(request);
            case "open-meteo" ->
                path.equals("/v1/elevation") ? openMeteo.elevation(request) : openMeteo.forecast(request);
            case "openweathermap" -> openWeatherMap.forecast(request);
            case "aerodatabox" -> aeroDataBox.answer(request);
            default -> Reply.text(404, "nobody answers at this address\n");
        };
    }

    private static String provider(Asked request) {
        var path = request.path();
        if (path.equals("/w/api.php")) {
            return request.of("action").equals("wbgetentities") ? "wikidata" : "wiki";
        }
        if (path.startsWith("/wiki/")) {
            return "wiki";
        }
        if (path.equals("/v1/forecast") || path.equals("/v1/elevation")) {
            return "open-meteo";
        }
        if (path.equals("/data/2.5/forecast")) {
            return "openweathermap";
        }
        return path.startsWith("/airports/") || path.startsWith("/flights/") ? "aerodatabox" : "nobody";
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        if (!reply.type().isEmpty()) {
            headers.set("Content-Type", reply.type());
        }
        if (reply.waitSeconds() > 0) {
            headers.set("Retry-After", String.valueOf(reply.waitSeconds()));
        }
        if (reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }
}
