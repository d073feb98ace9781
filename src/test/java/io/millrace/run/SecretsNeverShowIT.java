package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.local.providers.DemoProviders;
import io.millrace.local.providers.Stumble;
import io.millrace.warehouse.MySqlServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program with a secret in every place that takes one (but for Snowflake, whose driver tries for minutes), most of
 * them wrong so that things fail, logging as much as it can: none shows in what it wrote, printed or answered.
 */
@Tag("long")
class SecretsNeverShowIT {
    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://\\S+)");
    /** Whose details may hold how somebody logs in. */
    private static final List<String> TALKATIVE = List.of("com.zaxxer", "com.mysql", "com.amazon.redshift");

    private static final List<String> PATHS = List.of(
            "/",
            "/metrics",
            "/health/live",
            "/health/ready",
            "/health/fresh",
            "/api/status",
            "/api/alerts",
            "/api/state",
            "/api/products",
            "/api/sources",
            "/control/status");

    private static final String SUPPORT = "support.zip";

    @TempDir
    private Path folder;

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Map<String, String> leaks = new LinkedHashMap<>();
    private HttpServer site;
    private DemoProviders providers;

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::answer);
        site.start();
        providers = DemoProviders.start(Clock.systemUTC(), 0x5eedc0ffee12L, Stumble.NEVER);
    }

    @AfterEach
    void close() {
        site.stop(0);
        providers.close();
    }

    /** A shop that says what it was sent to whoever may see it, and that is at odds with itself. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestHeaders().values().forEach(heard::addAll);
        var path = exchange.getRequestURI().getPath();
        var page = """
                <!doctype html><html lang="en"><head><title>Kettle</title>
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Kettle",
                "offers":{"@type":"Offer","price":"19.90","priceCurrency":"EUR"}}</script></head>
                <body><h1>Kettle</h1><p class="price">EUR 19.90</p></body></html>
                """.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(path.startsWith("/refused") ? 401 : 200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** A reference to a new secret, through a variable of the environment. */
    private String reference(String place) {
        var name = "HIDDEN_" + secrets.size();
        var secret = "hid+den/" + secrets.size() + "-kQ7 x" + Integer.toHexString(place.hashCode());
        return reference(place, name, secret);
    }

    private String reference(String place, String name, String secret) {
        secrets.put(place, secret);
        variables.put(name, secret);
        return "{{env:" + name + "}}";
    }

    @Test
    void noSecretIsInAnythingThatTheProgramLeavesBehind() throws Exception {
        configure();
        var output = new StringBuilder();
        try (var check = start(List.of("check"))) {
            check.await(120);
            output.append(check.output());
        }
        try (var program = start(List.of("run"))) {
            says(program, "dashboard: ");
            says(program, "Access denied for user");
            says(program, "channel team does not take alerts");
            says(program, "channel nobody does not take alerts");
            says(program, "channel mail does not take alerts");
            try (var asked = start(List.of("sources"))) {
                asked.await(180);
                output.append(asked.output());
            }
            try (var asked =
                    start(List.of("support", "--to", folder.resolve(SUPPORT).toString()))) {
                assertEquals(0, asked.await(240), asked::output);
                output.append(asked.output());
            }
            look("answers", answers(program.output()));
            program.stop();
            program.await(120);
            output.append(program.output());
        }
        look("output", output.toString());
        assertTrue(output.toString().contains("DEBUG"), "nothing was logged in detail");
        lookAtFiles();
        assertEquals(Map.of(), leaks);
        assertTrue(heard.contains("Bearer " + secrets.get("header")), "the site never got its header");
    }

    private static void says(Program program, String words) {
        await().atMost(120, SECONDS).until(() -> program.output().contains(words) || !program.isRunning());
        assertTrue(program.output().contains(words), program::output);
    }

    private Program start(List<String> command) throws IOException {
        var log = folder.resolve("logback.xml");
        if (!Files.exists(log)) {
            var shipped = Files.readString(Path.of("src/main/resources/logback.xml"));
            var detailed = TALKATIVE.stream()
                    .map(name -> "<logger name=\"" + name + "\" level=\"DEBUG\"/>\n")
                    .collect(Collectors.joining());
            Files.writeString(log, shipped.replace("<root", detailed + "<root"));
        }
        var all = new LinkedHashMap<>(variables);
        all.put("MILLRACE_LOG_FORMAT", "json");
        all.put("MILLRACE_LOG_LEVEL", "debug");
        all.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=" + log);
        return Program.start(all, folder, command.toArray(String[]::new));
    }

    private void configure() throws Exception {
        var base = "http://127.0.0.1:" + site.getAddress().getPort();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/shop.yaml"), """
                source: shop
                every: 1s
                pages: [%1$s/p/1, %1$s/refused/2]
                fetch: {delay: 0s, allow-private: true, headers: {Authorization: "Bearer %2$s"}}
                """.formatted(base, reference("header")));
        Files.writeString(folder.resolve("sources/away.yaml"), """
                source: away
                every: 1s
                pages: ["http://shop.example/p/1"]
                fetch: {delay: 0s, allow-private: true, proxy: "http://%s@127.0.0.1:1"}
                """.formatted(
                        reference("proxy", "PROXY_LOGIN", "me:hiddenproxy42")));
        Files.writeString(folder.resolve("sources/cities.yaml"), """
                source: cities
                cities: [{city: berlin, page: "%1$s/wiki/Berlin"}]
                signals:
                  pages: {at: "%1$s"}
                  weather: {provider: openweathermap, at: "%1$s", key: "%2$s"}
                  relief: {at: "%1$s"}
                  flights: {at: "%1$s", key: "%3$s", quota: {calls: 30, per: month}}
                fetch: {delay: 0s, allow-private: true}
                """.formatted(
                providers.base(), reference("wrong key"), reference("right key", "RIGHT_KEY", providers.key())));
        Files.writeString(folder.resolve("password"), hide("password in a file"));
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                clean: {every: 500ms}
                warehouses:
                  - {name: local, type: duckdb}
                  - {name: refused, type: mysql, url: "%s", user: %s, password: "%s", every: 200ms}
                  - {name: away, type: mysql, url: "jdbc:mysql://127.0.0.1:1/prices", user: me, password: "{{file:password}}", every: 200ms}
                  - {name: star, type: redshift, url: "jdbc:redshift://127.0.0.1:1/prices", user: me, password: "%s", every: 200ms}
                alerts:
                  every: 500ms
                  channels:
                    - {name: hook, type: webhook, url: "%s", secret: "%s"}
                    - {name: nobody, type: webhook, url: "%s"}
                    - {name: team, type: slack, url: "%s"}
                    - {name: mail, type: email, host: 127.0.0.1, port: 1, user: me, password: "%s",
                       from: a@acme.example, to: b@acme.example}
                  rules: [{name: cheap, below: 1000, currency: EUR}]
                dashboard: {user: me, password: "%s"}
                """.formatted(
                        MySqlServer.database(),
                        MySqlServer.USER,
                        reference("wrong password"),
                        reference("password of a cluster that is away"),
                        address("webhook", base + "/refused/"),
                        reference("secret of a webhook"),
                        address("webhook that is away", "http://127.0.0.1:1/"),
                        address("Slack", base + "/refused/"),
                        reference("password of a mail server"),
                        reference("password of the dashboard")));
    }

    /** A reference to an address of which the last part is secret. */
    private String address(String place, String base) {
        var name = "ADDRESS_" + secrets.size();
        var secret = "hidden-" + secrets.size() + "-" + Integer.toHexString(place.hashCode());
        secrets.put(place, secret);
        variables.put(name, base + secret + "?token=" + secret);
        return "{{env:" + name + "}}";
    }

    private String hide(String place) {
        reference(place);
        return secrets.get(place);
    }

    private String answers(String printed) throws Exception {
        var address = ADDRESS.matcher(printed);
        assertTrue(address.find(), printed);
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var said = new StringBuilder();
        var right = secrets.get("password of the dashboard");
        for (var path : PATHS) {
            for (var shown : List.of(right, right + "?")) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(address.group(1) + path))
                                .header("Authorization", "Bearer " + shown)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                said.append(answer.headers().map()).append(answer.body());
            }
        }
        return said.toString();
    }

    private void lookAtFiles() throws IOException {
        var own = Set.of("password", "logback.xml");
        var looked = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (own.contains(folder.relativize(file).toString())) {
                    continue;
                }
                looked.add(file);
                look(folder.relativize(file).toString(), content(file));
            }
        }
        assertTrue(looked.stream().anyMatch(file -> file.toString().endsWith(".jsonl.gz")), "nothing was landed");
        assertTrue(looked.stream().anyMatch(file -> file.toString().endsWith(".parquet")), "nothing was cleaned");
    }

    /** Bytes as they are, each as one character; unpacked where they are packed. */
    private static String content(Path file) throws IOException {
        if (file.endsWith(SUPPORT)) {
            return unzipped(file);
        }
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String unzipped(Path file) throws IOException {
        var all = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertTrue(all.toString().contains("Access denied for user"), "the faults are not in it");
        return all.toString();
    }

    private void look(String where, String text) {
        secrets.forEach((place, secret) -> {
            for (var form : forms(secret)) {
                if (text.contains(form)) {
                    leaks.putIfAbsent(where + ": " + place, form);
                }
            }
        });
    }

    /** A secret as it may look on its way: as it is, in an address, in a header. */
    private static Set<String> forms(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return new TreeSet<>(List.of(
                secret,
                encoded,
                encoded.replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("me:" + secret).getBytes(StandardCharsets.UTF_8))));
    }
}
