package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fetch.FetchException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Headers, private hosts and proxies that a source declares, over the wire. */
@Timeout(60)
class DeclaredFetchIT {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final String SECRET = "s3cret";

    private Site site;
    private TestProxy proxy;
    private FetchRoute route;
    private volatile boolean rebound;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        proxy = new TestProxy();
        route = new FetchRoute(new Names());
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        proxy.close();
        site.close();
    }

    /** Public names lead to a public address here, and nowhere: only the proxy reaches them. */
    private final class Names implements DnsResolver {
        private final DnsResolver local = new TestNames();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return switch (host) {
                case "public.example" ->
                    new InetAddress[] {InetAddress.getByName("93.184.215.14"), InetAddress.getByName("1.1.1.1")};
                case "mixed.example" ->
                    new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
                case "rebinding.example" ->
                    new InetAddress[] {InetAddress.getByName(rebound ? "169.254.169.254" : "127.0.0.1")};
                case "proxy.example" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
                default -> local.resolve(host);
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Test
    void declaredHeadersReachThePageAndNeitherRobotsNorAMessage() {
        site.serve("/p/1", Site.html("x"));
        var rules = headers(Map.of("X-Key", SECRET, "Accept-Language", "de", "User-Agent", "Acme/2"));
        var page = route.fetch(site.url("/p/1"), rules);
        assertEquals(List.of(SECRET), site.last().headers().get("x-key"));
        assertEquals(List.of("de"), site.last().headers().get("accept-language"));
        assertEquals(List.of("Acme/2"), site.last().headers().get("user-agent"));
        assertNull(site.last().headers().get(Visits.HEADER.toLowerCase()));
        assertEquals("/robots.txt", site.requests.get(0).uri());
        assertNull(site.requests.get(0).headers().get("x-key"));
        assertFalse((page + " " + rules).contains(SECRET), page + " " + rules);
    }

    @Test
    void aRedirectToAnotherHostDoesNotTakeThemAlong() {
        site.serve("/p/1", Site.status(302, "", "Location", site.otherUrl("/p/2")));
        site.serve("/p/2", Site.html("x"));
        route.fetch(site.url("/p/1"), headers(Map.of("X-Key", SECRET)));
        assertEquals(
                1,
                site.requests.stream()
                        .filter(one -> one.headers().containsKey("x-key"))
                        .count());
        assertNull(site.last().headers().get("x-key"));
    }

    @Test
    void aFailureHoldsNoneOfThem() {
        site.serve("/p/1", Site.status(403, ""));
        var failure = failure(site.url("/p/1"), headers(Map.of("X-Key", SECRET)));
        assertFalse(failure.toString().contains(SECRET), failure.toString());
    }

    @Test
    void ofPrivateHostsThoseAreVisitedThatAreNamed() {
        site.serve("/p/1", Site.html("x"));
        var rules = new FetchRules(DELAY, true, Set.of("shop.example"), Map.of(), null);
        route.fetch(site.url("/p/1"), rules);
        assertEquals(Kind.PRIVATE_ADDRESS, failure(site.otherUrl("/p/1"), rules).kind());
        site.serve("/p/2", Site.status(302, "", "Location", site.otherUrl("/p/1")));
        assertEquals(Kind.PRIVATE_ADDRESS, failure(site.url("/p/2"), rules).kind());
        assertEquals(1, site.asked("/p/1"));
    }

    @Test
    void aNamedHostThatTurnsIntoTheMachinesCredentialsIsRefused() {
        var url = site.url("/p/1").replace("shop.example", "rebinding.example");
        var rules = new FetchRules(DELAY, true, Set.of("rebinding.example"), Map.of(), null);
        site.serve("/p/1", Site.status(200, "x", "Connection", "close"));
        route.fetch(url, rules);
        rebound = true;
        var failure = failure(url, rules);
        assertEquals(Kind.PRIVATE_ADDRESS, failure.kind());
        assertTrue(failure.getMessage().contains("cloud metadata"), failure.getMessage());
    }

    @Test
    void aPageComesThroughTheProxy() {
        site.serve("/p/1", Site.html("x"));
        var url = publicUrl("/p/1");
        assertEquals("x", new String(route.fetch(url, through("proxy.example")).body(), UTF_8));
        assertEquals("GET " + url + " HTTP/1.1", proxy.asked.get(1));
        assertTrue(proxy.asked.get(0).contains("/robots.txt"), proxy.asked.get(0));
    }

    @Test
    void aSecurePageGoesThroughATunnel(@TempDir Path folder) throws Exception {
        var keys = TlsSite.keys(folder, "public.example");
        try (var secure = new TlsSite(keys)) {
            var url = secure.url("public.example");
            assertEquals(Kind.TLS, failure(url, through("proxy.example")).kind());
            route.close();
            TlsSite.trusting(keys, () -> {
                route = new FetchRoute(new Names());
                assertEquals(
                        "secure",
                        new String(route.fetch(url, through("proxy.example")).body(), UTF_8));
            });
        }
        assertTrue(
                proxy.asked.stream().allMatch(line -> line.startsWith("CONNECT public.example:")),
                proxy.asked.toString());
    }

    @Test
    void theProxysLoginIsSentToItAlone() {
        site.serve("/p/1", Site.html("x"));
        proxy.login = "Basic " + Base64.getEncoder().encodeToString("me:hunter2".getBytes());
        route.fetch(publicUrl("/p/1"), through("me:hunter2@proxy.example"));
        assertTrue(
                site.requests.stream().noneMatch(one -> one.headers().toString().contains(proxy.login)));
        var failure = failure(publicUrl("/p/1"), through("me:wrong-one@proxy.example"));
        assertEquals(Kind.PROXY, failure.kind());
        assertTrue(failure.getMessage().contains("407 from the proxy proxy.example:"), failure.getMessage());
        assertFalse(failure.getMessage().contains("wrong-one"), failure.getMessage());
    }

    @Test
    void whatAProxySaysInsteadOfMakingATunnelIsNotTheSitesAnswer() {
        var url = publicUrl("/p/1").replace("http:", "https:");
        proxy.refusal = "HTTP/1.1 302 Found\r\nLocation: http://public.example/login";
        assertEquals(Kind.PROXY, failure(url, through("proxy.example")).kind());
        proxy.refusal = "HTTP/1.1 502 Bad Gateway";
        var failure = failure(url, through("proxy.example"));
        assertEquals(Kind.CONNECTION, failure.kind());
        assertTrue(failure.retryable());
    }

    @Test
    void aPrivateHostIsNoMoreVisitedThroughAProxyThanWithout() {
        assertEquals(
                Kind.PRIVATE_ADDRESS,
                failure(site.url("/p/1"), through("proxy.example")).kind());
        var mixed = failure(publicUrl("/p/1").replace("public", "mixed"), through("proxy.example"));
        assertTrue(mixed.getMessage().contains("10.0.0.1 (private)"), mixed.getMessage());
        assertEquals(List.of(), proxy.asked);
    }

    @Test
    void aNameThatOnlyTheProxyKnowsIsVisitedWhereTheSourceNamesItAndNotAfterARedirect() {
        site.serve("/p/1", Site.html("x"));
        var unknown = publicUrl("/p/1").replace("public", "unknown");
        route.fetch(unknown, through("proxy.example"));
        site.serve("/p/2", Site.status(302, "", "Location", unknown));
        var failure = failure(publicUrl("/p/2"), through("proxy.example"));
        assertEquals(Kind.PRIVATE_ADDRESS, failure.kind());
        assertEquals(1, site.asked("/p/1"));
    }

    @Test
    void aProxyThatIsAwayIsNamed() {
        var away = new FetchRules(DELAY, false, Set.of(), Map.of(), ProxyAddress.of("nowhere.example:3128"));
        var failure = failure(publicUrl("/p/1"), away);
        assertTrue(failure.getMessage().contains("a proxy, nowhere.example:3128, that no name"), failure.getMessage());
    }

    @Test
    void manyProxiesOneAfterTheOtherAreServed() {
        site.serve("/p/1", Site.html("x"));
        var others = evictors();
        // Each login makes a proxy of its own: more than are kept.
        IntStream.range(0, 40).forEach(n -> route.fetch(publicUrl("/p/1"), through("u" + n + ":p@proxy.example")));
        assertEquals(40, site.asked("/p/1"));
        // A closed client's thread ends a little later, and clients of other tests may still live in this process.
        await().untilAsserted(() -> {
            var own = evictors();
            own.removeAll(others);
            assertTrue(own.size() <= 33, own.size() + " threads");
        });
    }

    private static Set<Thread> evictors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("idle-connection-evictor"))
                .collect(Collectors.toSet());
    }

    private FetchException failure(String url, FetchRules rules) {
        return assertThrows(FetchException.class, () -> route.fetch(url, rules));
    }

    private String publicUrl(String path) {
        return site.url(path).replace("shop.example", "public.example");
    }

    private FetchRules headers(Map<String, String> headers) {
        return new FetchRules(DELAY, true, Set.of(), headers, null);
    }

    private FetchRules through(String address) {
        return new FetchRules(
                DELAY, false, Set.of(), Map.of(), ProxyAddress.of("http://" + address + ":" + proxy.port()));
    }
}
