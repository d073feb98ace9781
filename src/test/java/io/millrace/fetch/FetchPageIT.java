package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.FetchSettings;
import io.millrace.fetch.FetchException.Kind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The route through the real HTTP client, against a site that misbehaves. */
@Timeout(60)
class FetchPageIT {
    private static final FetchRules INNER = new FetchRules(Duration.ofSeconds(1), true);
    private static final int MAX_BYTES = 100_000;
    private static final FetchSettings SETTINGS = new FetchSettings(
            "Millrace/1.0 (+bot@acme.example)",
            "bot@acme.example",
            Duration.ofSeconds(2),
            Duration.ofMillis(900),
            Duration.ofMillis(1_500),
            MAX_BYTES,
            0,
            Duration.ZERO,
            1);

    private final VirtualTime time = new VirtualTime();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Site site;
    private PageFetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        FetchBeans.bind(context, SETTINGS, new TestNames(), time, HostTimes.NONE);
        var route = PluginHelper.getResourceLoader(context).resolveResource("routes/fetch-page.camel.yaml");
        PluginHelper.getRoutesLoader(context).loadRoutes(route);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caller")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1))
                        .to("direct:fetch-page");
            }
        });
        context.start();
        fetcher = PageFetcher.in(context);
    }

    @AfterEach
    void stop() {
        fetcher.close();
        context.stop();
        site.close();
    }

    @Test
    void aPageComesWithAllThatIsKnownOfIt() {
        site.serve("/p/1", Site.html("<b>9,99 €</b>"));
        var page = fetch("/p/1");
        assertEquals(site.url("/p/1"), page.url());
        assertEquals(site.url("/p/1"), page.finalUrl());
        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", page.contentType());
        assertEquals("<b>9,99 €</b>", new String(page.body(), UTF_8));
        assertEquals(VirtualTime.START.plusSeconds(1), page.fetchedAt());
    }

    @Test
    void aSiteSeesWhoAsksAndNothingElseOfUs() {
        site.serve("/p/1", Site.html("x"));
        var headers = new HashMap<String, Object>(Map.of(
                "MillraceUrl", site.url("/p/1"),
                "MillraceFetch", INNER,
                "Authorization", "Bearer secret",
                "sku", "17",
                "CamelHttpPath", "/elsewhere",
                "CamelHttpQuery", "a=b",
                "CamelHttpMethod", "DELETE"));
        headers.put(Exchange.REST_HTTP_URI, "http://elsewhere.example/");
        request("direct:fetch-page", headers);
        assertEquals("GET", site.last().method());
        assertEquals("/p/1", site.last().uri());
        assertEquals(
                Set.of("host", "accept", "accept-encoding", "connection", "user-agent"),
                new TreeSet<>(site.last().headers().keySet()));
        assertEquals(
                "Millrace/1.0 (+bot@acme.example)",
                site.last().headers().get("user-agent").get(0));
    }

    @Test
    void aSiteCannotSetOurHeaders() {
        site.serve(
                "/p/1",
                Site.status(
                        200,
                        "x",
                        "Content-Type",
                        "text/html; charset=iso-8859-1",
                        "MillraceUrl",
                        "http://evil.example/",
                        "CamelHttpUri",
                        "http://evil.example/",
                        "Set-Cookie",
                        "id=1"));
        var answer = request("direct:fetch-page", headers("/p/1"));
        assertEquals(headers("/p/1"), answer.getMessage().getHeaders());
        assertEquals(null, answer.getProperty(Exchange.CHARSET_NAME));
        assertEquals(
                Set.of(FetchSteps.KEPT_DELAY),
                answer.getProperties().keySet().stream()
                        .filter(name -> name.startsWith("Millrace"))
                        .collect(Collectors.toSet()));
        fetch("/p/1");
        assertFalse(site.last().headers().containsKey("cookie"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb//c?q=a+b%20c&x=%7C",
                "/p?httpMethod=DELETE&throwExceptionOnFailure=true&httpClient=%23x",
                "/p?a=1&a=2&b&=c&d=",
                "/p?x=%7B%7Benv:PATH%7D%7D&y=%E4"
            })
    void anAddressArrivesAsItWasWritten(String address) {
        site.serve(address.replaceFirst("\\?.*", ""), Site.html("x"));
        fetch(address);
        assertEquals(address, site.last().uri());
    }

    @Test
    void placeholdersInAnAddressAreNotOurs() {
        site.serve("/p", Site.html("x"));
        fetch("/p?x={{env:PATH}}");
        assertEquals("/p?x=%7B%7Benv:PATH%7D%7D", site.last().uri());
    }

    @Test
    void requestsToOneHostKeepTheDelay() {
        site.serve("/p/1", Site.html("x"));
        fetch("/p/1");
        assertEquals(Duration.ofSeconds(1), time.passed());
        fetch("/p/1");
        assertEquals(Duration.ofSeconds(2), time.passed());
        assertEquals(1, site.asked("/robots.txt"));
    }

    @Test
    void aCrawlDelayOfTheSiteIsKept() {
        site.serve("/robots.txt", Site.status(200, "User-agent: *\nCrawl-delay: 7"));
        site.serve("/p/1", Site.html("x"));
        fetch("/p/1");
        assertEquals(Duration.ofSeconds(7), time.passed());
    }

    @Test
    void aRedeliveryByTheCallerRunsTheWholeRouteAndWaitsAsTheSiteAsked() {
        site.serve("/p/1", Site.status(429, "", "Retry-After", "40"), Site.status(500, ""), Site.html("at last"));
        var answer = request("direct:caller", headers("/p/1"));
        assertEquals(
                "at last",
                new String(answer.getMessage().getBody(FetchedPage.class).body(), UTF_8));
        assertEquals(3, site.asked("/p/1"));
        var afterTwoFailures = time.passed().minusSeconds(1 + 40);
        assertTrue(afterTwoFailures.compareTo(Duration.ofSeconds(3)) >= 0, afterTwoFailures + " at least");
        assertTrue(afterTwoFailures.compareTo(Duration.ofSeconds(5)) <= 0, afterTwoFailures + " at most");
    }

    @Test
    void aThrottledPageSaysSo() {
        site.serve("/p/1", Site.status(503, "", "Retry-After", "40"));
        var failure = failure("/p/1?key=k1");
        assertEquals(Kind.THROTTLED, failure.kind());
        assertTrue(failure.retryable());
        assertTrue(failure.getMessage().contains("Retry-After 40: " + site.url("/p/1?key=***")), failure.getMessage());
    }

    @Test
    void aMissingPageSaysSo() {
        assertEquals(Kind.NOT_FOUND, failure("/nothing").kind());
    }

    @Test
    void aPageThatRobotsForbidIsNotRequested() {
        site.serve("/robots.txt", Site.status(200, "User-agent: millrace\nDisallow: /p"));
        site.serve("/p/1", Site.html("x"));
        var failure = failure("/p/1");
        assertEquals(Kind.ROBOTS, failure.kind());
        assertFalse(failure.retryable());
        assertEquals(0, site.asked("/p/1"));
    }

    @Test
    void nothingIsRequestedWhileRobotsAreInTrouble() {
        site.serve("/robots.txt", Site.status(500, ""), Site.status(200, ""));
        site.serve("/p/1", Site.html("x"));
        var failure = failure("/p/1");
        assertEquals(Kind.ROBOTS, failure.kind());
        assertTrue(failure.retryable());
        assertEquals(0, site.asked("/p/1"));
        fetch("/p/1");
    }

    @Test
    void robotsWithoutEndAreReadAsFarAsTheStandardAsks() {
        site.serve("/robots.txt", request -> {
            request.sendResponseHeaders(200, 0);
            try (var out = request.getResponseBody()) {
                out.write("User-agent: *\nDisallow: /p\n".getBytes(UTF_8));
                while (!site.closed(0)) {
                    out.write("# and so on and on and on\n".repeat(1_000).getBytes(UTF_8));
                }
            }
        });
        assertEquals(Kind.ROBOTS, failure("/p/1").kind());
    }

    @Test
    void aRedirectIsFollowedByTheRulesOfTheSiteItLeadsTo() {
        site.serve("/p/1", Site.status(301, "", "Location", "/p/2"));
        site.serve("/p/2", Site.status(302, "", "Location", site.otherUrl("/p/3?q=1")));
        site.serve("/p/3", Site.html("here"));
        var page = fetch("/p/1");
        assertEquals(site.url("/p/1"), page.url());
        assertEquals(site.otherUrl("/p/3?q=1"), page.finalUrl());
        assertEquals("here", new String(page.body(), UTF_8));
        assertEquals(2, site.asked("/robots.txt"));
    }

    @Test
    void aRedirectIntoWhatRobotsForbidIsNotFollowed() {
        site.serve("/robots.txt", Site.status(200, "User-agent: *\nDisallow: /cart"));
        site.serve("/p/1", Site.status(302, "", "Location", "/cart"));
        assertEquals(Kind.ROBOTS, failure("/p/1").kind());
        assertEquals(0, site.asked("/cart"));
    }

    @Test
    void aRedirectToTheMachinesCredentialsIsRefusedWhateverTheRules() {
        site.serve("/p/1", Site.status(302, "", "Location", "http://169.254.169.254/latest/meta-data/"));
        assertEquals(Kind.PRIVATE_ADDRESS, failure("/p/1").kind());
    }

    @Test
    void aCircleOfRedirectsEnds() {
        site.serve("/p/1", Site.status(302, "", "Location", "/p/2"));
        site.serve("/p/2", Site.status(302, "", "Location", "/p/1"));
        assertEquals(Kind.REDIRECTS, failure("/p/1").kind());
        assertEquals(1, site.asked("/p/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "shop.example"})
    void aHostOnThisMachineIsNotVisitedUnlessTheSourceMay(String host) {
        var url = site.url("/p/1").replace("shop.example", host);
        var failure = assertThrows(FetchException.class, () -> fetcher.fetch(url, FetchRules.DEFAULT));
        assertEquals(Kind.PRIVATE_ADDRESS, failure.kind());
        assertTrue(failure.getMessage().contains("(loopback)"), failure.getMessage());
        assertEquals(0, site.requests.size());
    }

    @Test
    void aConnectionThatOneSourceMayOpenServesNoOther() {
        site.serve("/p/1", Site.html("x"));
        fetch("/p/1");
        var failure = assertThrows(FetchException.class, () -> fetcher.fetch(site.url("/p/1"), FetchRules.DEFAULT));
        assertEquals(Kind.PRIVATE_ADDRESS, failure.kind());
        assertEquals(1, site.asked("/p/1"));
    }

    @Test
    void aSiteThatIsSilentTimesOut() {
        site.serve("/p/1", request -> site.closed(30_000));
        var failure = failure("/p/1");
        assertEquals(Kind.TIMEOUT, failure.kind());
        assertTrue(failure.getMessage().contains("nothing heard for 900 ms"), failure.getMessage());
    }

    @Test
    void aBodyThatDripsTimesOutAndTheHostCanBeAskedAgain() {
        site.serve("/slow", request -> {
            request.sendResponseHeaders(200, 0);
            site.drip(request);
        });
        site.serve("/p/1", Site.html("x"));
        var failure = failure("/slow");
        assertEquals(Kind.TIMEOUT, failure.kind());
        assertTrue(failure.getMessage().contains("no complete answer within 1500 ms"), failure.getMessage());
        fetch("/p/1");
    }

    @Test
    void headersThatDripTimeOut() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, "HTTP/1.1 200 OK\r\nX: ", "y", 100);
            var failure = failureAt("http://shop.example:" + server.getLocalPort() + "/");
            assertEquals(Kind.TIMEOUT, failure.kind());
        }
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, "HTTP/1.1 200 OK\r\nX: ", "y".repeat(10_000), 0);
            var failure = failureAt("http://shop.example:" + server.getLocalPort() + "/");
            assertEquals(Kind.TOO_LARGE, failure.kind());
        }
    }

    @Test
    void whatAnAnswerHasLeftOverIsNotTakenForTheNextOne() throws Exception {
        var first = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst, and more than was said\r\n";
        var second = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond";
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> inTurn(server, first, second));
            thread.setDaemon(true);
            thread.start();
            var url = "http://shop.example:" + server.getLocalPort() + "/p/1";
            assertEquals("first", new String(fetcher.fetch(url, INNER).body(), UTF_8));
            assertEquals(Kind.CONNECTION, failureAt(url).kind());
        }
    }

    /** Answers over one connection: no robots.txt, then the texts. */
    private static void inTurn(ServerSocket server, String... answers) {
        try (var socket = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (var n = -1; n < answers.length; n++) {
                while (!in.readLine().isEmpty()) {
                    // The request's headers.
                }
                var answer = n < 0 ? "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" : answers[n];
                socket.getOutputStream().write(answer.getBytes(UTF_8));
            }
        } catch (IOException | NullPointerException e) {
            // The client has closed.
        }
    }

    @Test
    void whatIsNotHttpSaysSo() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, "SSH-2.0-OpenSSH_9.2\r\n", "", -1);
            var failure = failureAt("http://shop.example:" + server.getLocalPort() + "/");
            assertEquals(Kind.CONNECTION, failure.kind());
        }
    }

    @Test
    void aBodyWithoutEndIsTooLarge() {
        site.serve("/p/1", request -> {
            request.getResponseHeaders().add("Content-Type", "text/html");
            request.sendResponseHeaders(200, 0);
            try (var out = request.getResponseBody()) {
                while (!site.closed(0)) {
                    out.write(new byte[10_000]);
                }
            }
        });
        assertEquals(Kind.TOO_LARGE, failure("/p/1").kind());
    }

    @Test
    void aBodyOfJustTheLimitIsNotTooLarge() {
        site.serve("/p/1", Site.html("x".repeat(MAX_BYTES)));
        assertEquals(MAX_BYTES, fetch("/p/1").body().length);
        site.serve("/p/2", Site.html("x".repeat(MAX_BYTES + 1)));
        assertEquals(Kind.TOO_LARGE, failure("/p/2").kind());
    }

    @Test
    void aCompressedPageIsUnpacked() throws IOException {
        site.serve("/p/1", Site.bytes(200, gzip("hello".getBytes(UTF_8)), "Content-Encoding", "gzip"));
        assertArrayEquals("hello".getBytes(UTF_8), fetch("/p/1").body());
    }

    @Test
    void aPageInBrotliIsAskedForAndUnpacked() {
        // A stream of one stored block of five bytes (RFC 7932, section 9.2), as nothing here writes another.
        var head = 4 << 4 | 1 << 20;
        var packed = new byte[] {(byte) head, (byte) (head >> 8), (byte) (head >> 16), 'h', 'e', 'l', 'l', 'o', 3};
        site.serve("/p/1", Site.bytes(200, packed, "Content-Encoding", "br"));
        assertArrayEquals("hello".getBytes(UTF_8), fetch("/p/1").body());
        assertTrue(site.last().headers().get("accept-encoding").get(0).contains("br"));
    }

    @Test
    void aCompressedBombIsTooLarge() throws IOException {
        var bomb = gzip(gzip(new byte[50_000_000]));
        assertTrue(bomb.length < MAX_BYTES, bomb.length + " bytes");
        site.serve("/p/1", Site.bytes(200, bomb, "Content-Type", "text/html", "Content-Encoding", "gzip, gzip"));
        assertEquals(Kind.TOO_LARGE, failure("/p/1").kind());
    }

    @Test
    void anUnknownEncodingIsNotTakenForText() {
        site.serve("/p/1", Site.status(200, "x", "Content-Type", "text/html", "Content-Encoding", "zstd"));
        assertEquals(Kind.CONTENT_TYPE, failure("/p/1").kind());
    }

    @Test
    void aFileThatIsNoPageIsNotRead() {
        site.serve("/p.pdf", request -> {
            request.getResponseHeaders().add("Content-Type", "application/pdf");
            request.sendResponseHeaders(200, 0);
            site.drip(request);
        });
        var failure = failure("/p.pdf");
        assertEquals(Kind.CONTENT_TYPE, failure.kind());
        assertTrue(failure.getMessage().contains("application/pdf"), failure.getMessage());
    }

    @Test
    void aBodyThatBreaksOffIsNoPage() throws Exception {
        site.serve("/p/1", request -> {
            request.sendResponseHeaders(200, 1_000);
            request.getResponseBody().write(new byte[10]);
            request.getResponseBody().flush();
            throw new IOException("gone");
        });
        var failure = failure("/p/1");
        assertEquals(Kind.CONNECTION, failure.kind());
        assertTrue(failure.retryable());
    }

    @Test
    void aPageWithoutContentIsEmpty() {
        site.serve("/p/1", Site.status(204, ""));
        var page = fetch("/p/1");
        assertEquals(204, page.status());
        assertEquals(0, page.body().length);
    }

    @Test
    void aCharsetThatDoesNotExistKeepsTheBytes() {
        site.serve("/p/1", Site.status(200, "é", "Content-Type", "text/html; charset=\"klingon\""));
        assertArrayEquals("é".getBytes(UTF_8), fetch("/p/1").body());
    }

    @Test
    void aMachineThatNobodyListensOnIsAFailedConnection() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertEquals(
                Kind.CONNECTION, failureAt("http://shop.example:" + port + "/").kind());
        var unknown = failureAt("http://nowhere.example/");
        assertEquals(Kind.CONNECTION, unknown.kind());
        assertTrue(unknown.getMessage().contains("spelling"), unknown.getMessage());
    }

    @Test
    void anHttpsAddressIsAskedOverTlsAlone() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var firstByte = new FutureTask<>(() -> {
                try (var socket = server.accept()) {
                    return socket.getInputStream().read();
                }
            });
            new Thread(firstByte).start();
            assertEquals(
                    Kind.CONNECTION,
                    failureAt("https://shop.example:" + server.getLocalPort() + "/")
                            .kind());
            var handshake = 0x16;
            assertEquals(handshake, firstByte.get());
        }
    }

    @Test
    void aFetcherOfItsOwnNeedsNothingAround() {
        site.serve("/p/1", Site.html("x"));
        try (var own = PageFetcher.open(SETTINGS)) {
            var url = site.url("/p/1").replace("shop.example", "127.0.0.1");
            var page = own.fetch(url, new FetchRules(Duration.ZERO, true));
            assertEquals(200, page.status());
        }
    }

    private FetchedPage fetch(String path) {
        return fetcher.fetch(site.url(path), INNER);
    }

    private FetchException failure(String path) {
        return failureAt(site.url(path));
    }

    private FetchException failureAt(String url) {
        return assertThrows(FetchException.class, () -> fetcher.fetch(url, INNER));
    }

    private Map<String, Object> headers(String path) {
        return Map.of("MillraceUrl", site.url(path), "MillraceFetch", INNER);
    }

    private Exchange request(String endpoint, Map<String, Object> headers) {
        var answer = context.createFluentProducerTemplate()
                .to(endpoint)
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody("a body that is not sent");
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                })
                .send();
        assertEquals(null, answer.getException());
        return answer;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Answers every connection with a start, and then with more and more; a negative pause ends it there. */
    private void answer(ServerSocket server, String start, String more, long pause) {
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    var out = socket.getOutputStream();
                    out.write(start.getBytes(UTF_8));
                    while (pause >= 0 && !site.closed(pause)) {
                        out.write(more.getBytes(UTF_8));
                        out.flush();
                    }
                } catch (IOException e) {
                    // The client has closed, or the test is over.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
