package io.millrace.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Secret;
import io.millrace.dataset.Carried;
import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import io.millrace.dataset.Reading;
import io.millrace.extract.Captchas;
import io.millrace.fetch.ApplyRules;
import io.millrace.fetch.FetchException.Kind;
import io.millrace.fetch.FetchFailures;
import io.millrace.fetch.FetchRules;
import io.millrace.fetch.FetchedPage;
import io.millrace.fetch.FrontierBeans;
import io.millrace.fetch.HostTimes;
import io.millrace.fetch.WithdrawPages;
import io.millrace.member.Members;
import io.millrace.reconcile.Progress.SourceCounts;
import io.millrace.source.ListMemory;
import io.millrace.source.ListWatch;
import io.millrace.source.Listing;
import io.millrace.source.PageFinder;
import io.millrace.source.PageList;
import io.millrace.source.PagePatterns;
import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Sitemap;
import io.millrace.source.Sites;
import io.millrace.source.Source;
import io.millrace.watch.PageMemory;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A round over the pages of a source, with the web replaced and the stream in memory. */
@Timeout(20)
class ScrapeSiteTest {
    private static final Instant FETCHED = Instant.parse("2026-11-21T11:00:00Z");
    private static final String FIRST = "https://acme.example/p/1";
    private static final String SECOND = "https://acme.example/p/2";

    private final List<String> asked = new ArrayList<>();
    private final List<FetchRules> rules = new ArrayList<>();
    private final Members members = new Members();

    @TempDir
    private Path folder;

    private final Members.One one = members.join("fetch");
    private final Map<String, List<String>> found = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> listFaults = new ArrayList<>();
    private Sites sites;
    private Routes routes;
    private WatchStore store;
    private PageMemory memory;
    private SourceHealth health;
    private String tooLarge;
    private boolean notModified;
    private String price;
    private int reads;
    private Web web = (url, times) -> {};
    private final Map<String, HostTimes.Kept> leftAlone = new ConcurrentHashMap<>();
    private Consumer<Runnable> guarded = Runnable::run;

    /** Remembers until when hosts are left alone. */
    private final class KeptTimes implements HostTimes {
        @Override
        public Kept find(String host) {
            return null;
        }

        @Override
        public void keep(String host, Kept times) {
            leftAlone.put(host, times);
        }
    }

    private final ListMemory lists = new ListMemory() {
        @Override
        public List<String> found(String source, String list) {
            return found.getOrDefault(list, List.of());
        }

        @Override
        public void keep(String source, String list, List<String> pages) {
            found.put(list, pages);
        }

        @Override
        public long lastRead(String source, String page) {
            return memory.lastRead(source, page);
        }
    };

    private final ListWatch listWatch = new ListWatch() {
        @Override
        public void works(String source) {
            listFaults.clear();
        }

        @Override
        public void fails(String source, Throwable reason) {
            listFaults.add(reason.getMessage());
        }
    };

    /** What becomes of the n-th request for a page: an answer, or what this throws. */
    private interface Web {
        void answer(String url, int times);
    }

    /** Stands for the reading of a page: its text is its SKU, unless it is a captcha. */
    public final class PageReading {
        public void observe(Exchange exchange) {
            reads++;
            var page = new String(exchange.getMessage().getBody(byte[].class));
            if (page.contains("captcha")) {
                throw Captchas.found();
            }
            if (price != null) {
                var fields = Set.of("price", "currency");
                exchange.setProperty(
                        Carried.READING, new Reading(new BigDecimal(price), "EUR", fields, "meta", null, false));
            }
            exchange.getMessage()
                    .setBody(new Observation(
                            "prices",
                            1,
                            exchange.getProperty("MillraceSource", String.class),
                            List.of(page),
                            exchange.getProperty("MillraceFetchedAt", Instant.class),
                            Map.of(
                                    "pad",
                                    page.equals(tooLarge) ? "9".repeat(1 << 20) : "",
                                    "sku",
                                    page,
                                    "seen_at",
                                    exchange.getProperty("MillraceFinalUrl", String.class)),
                            Map.of("type", exchange.getProperty("MillraceContentType", String.class))));
        }
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("scrape-site", "find-pages", "give-up-page", "publish-events", "send-events").spool(folder);
        store = WatchStore.open(folder);
        health = new SourceHealth(store);
        memory = new PageMemory(store, health, "1", Duration.ofHours(24), Clock.systemUTC());
        var frontier = FrontierBeans.bind(
                routes.context, new KeptTimes(), memory::lastFetched, new ToldProgress(routes.progress));
        sites = new Sites(List.of(source()), lists, Secret::reveal, source -> Map.of());
        routes.bind("sites", sites)
                .bind("pageFinder", new PageFinder(lists, listWatch))
                .bind("pageMemory", memory)
                .bind("withdrawPages", new WithdrawPages(frontier))
                .bind("fetchRules", new ApplyRules())
                .bind("holdHost", one.holdHost())
                .bind("offerReader", new PageReading())
                .make("scrape-site", "scrape-acme", Map.of("source", "acme", "trigger", "direct:round"))
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:fetch-page").errorHandler(noErrorHandler()).process(ScrapeSiteTest.this::fetch);
                    }
                })
                .start();
    }

    @AfterEach
    void stop() {
        routes.close();
        store.close();
    }

    @Test
    void everyPageOfTheSourceIsPublished() {
        round();
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals(List.of("/p/1", "/p/2"), skus());
        assertEquals(new SourceCounts(2, 2, 0, 1), routes.progress.source("acme"));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whatIsKnownOfTheFetchReachesTheObservation() {
        round();
        sent();
        var event = routes.kinesis.taken().get(0);
        assertEquals(FETCHED.plusSeconds(1), event.observedAt());
        assertEquals(FIRST + "?final", event.payload().get("seen_at"));
        assertEquals("text/html", event.evidence().get("type"));
    }

    @Test
    void aPageIsAskedForByTheRulesOfItsSource() {
        round();
        assertEquals(new FetchRules(Duration.ofSeconds(7), true), rules.get(0));
    }

    @Test
    void aPageWhoseHostIsAnotherInstancesIsLeftToIt() {
        var others = new ArrayList<Members.One>();
        for (var n = 0; n < 30; n++) {
            others.add(members.join("fetch"));
        }
        others.add(one);
        members.pass(Duration.ofSeconds(10), others.toArray(Members.One[]::new));
        round();
        assertEquals(List.of(), asked);
        assertEquals(2, routes.progress.left("acme"));
        assertEquals(new SourceCounts(2, 0, 0, 1), routes.progress.source("acme"));
        assertEquals(List.of(), routes.s3.keys());
    }

    @Test
    void aHostIsHeldWhileItsPageIsUnderWayAndNotLonger() throws InterruptedException {
        web = (url, times) -> {
            try {
                assertFalse(one.claims.stop(Duration.ZERO));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        round();
        assertEquals(List.of(FIRST), asked, "the second was not begun any more");
        assertEquals(1, skus().size(), "the first was brought to its end");
        assertTrue(one.claims.stop(Duration.ZERO));
    }

    @Test
    void aPageThatFailsHoldsItsHostNoLonger() throws InterruptedException {
        web = (url, times) -> {
            throw FetchFailures.of(Kind.NOT_FOUND, url);
        };
        round();
        assertTrue(one.claims.stop(Duration.ZERO));
    }

    @Test
    void aFurtherRequestIsForbiddenOnceTheLakeHasTakenNoHeartbeatForLong() {
        var forbidden = new ArrayList<String>();
        guarded = guard -> {
            guard.run();
            members.pass(Duration.ofSeconds(10));
            forbidden.add(assertThrows(IllegalStateException.class, guard::run).getMessage());
            one.beat().look();
        };
        round();
        assertEquals(2, forbidden.size());
    }

    @Test
    void aPageThatFailsDoesNotHoldUpTheOthers() {
        web = (url, times) -> {
            if (url.equals(FIRST)) {
                throw FetchFailures.of(Kind.NOT_FOUND, url);
            }
        };
        round();
        assertEquals(List.of("/p/2"), skus());
        assertEquals(new SourceCounts(2, 1, 1, 1), routes.progress.source("acme"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "SERVER", "TIMEOUT", "CONNECTION"})
    void aPassingFailureIsRetriedAsOftenAsConfiguredAndThenKept(Kind kind) {
        web = (url, times) -> {
            if (url.equals(FIRST)) {
                throw FetchFailures.of(kind, url);
            }
        };
        round();
        assertEquals(List.of(FIRST, SECOND, FIRST, FIRST, FIRST), asked, "the other page does not wait");
        var kept = routes.s3.onlyJson("failed/fetch/");
        assertEquals(FIRST, kept.get("url"));
        assertEquals("acme", kept.get("source"));
        assertEquals(Map.of("our_sku", "17"), kept.get("labels"));
        assertEquals(3, kept.get("retries"));
        assertEquals(FetchFailures.of(kind, FIRST).getMessage(), kept.get("reason"));
    }

    @Test
    void aPageThatAnswersAtTheThirdTryIsPublishedOnce() {
        web = (url, times) -> {
            if (url.equals(FIRST) && times < 3) {
                throw FetchFailures.of(Kind.SERVER, url);
            }
        };
        round();
        assertEquals(List.of("/p/2", "/p/1"), skus());
        assertEquals(List.of(), routes.s3.keys());
        assertEquals(0, routes.progress.failed());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ROBOTS", "PRIVATE_ADDRESS", "NOT_FOUND", "REFUSED", "TOO_LARGE"})
    void aFailureThatStaysIsKeptAtOnce(Kind kind) {
        web = (url, times) -> {
            if (url.equals(FIRST)) {
                throw FetchFailures.of(kind, url);
            }
        };
        round();
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals(0, routes.s3.onlyJson("failed/fetch/").get("retries"));
    }

    @Test
    void aPageThatFailsAsItDidBeforeIsCountedAndNotKeptAgain() {
        web = (url, times) -> {
            throw FetchFailures.of(times == 3 ? Kind.REFUSED : Kind.NOT_FOUND, url);
        };
        round();
        assertEquals(2, routes.s3.keys().size());
        round();
        assertEquals(2, routes.s3.keys().size());
        assertEquals(4, routes.progress.source("acme").failed());
        round();
        assertEquals(4, routes.s3.keys().size(), "another failure is news");
    }

    @Test
    void aPageThatHasNotChangedIsObservedAgainWithoutBeingRead() {
        round();
        var first = skus();
        notModified = true;
        assertEquals(2, reads);
        round();
        assertEquals(2, reads);
        assertEquals(List.of(first.get(0), first.get(1), first.get(0), first.get(1)), skus());
        var again = routes.kinesis.taken().get(2);
        assertEquals(true, again.evidence().get("revalidated"));
        assertEquals(Map.of("our_sku", "17"), again.payload().get("labels"));
    }

    private List<Object> suspects() {
        sent();
        return routes.kinesis.taken().stream()
                .map(Event::evidence)
                .map(evidence -> evidence.getOrDefault("suspect", "none"))
                .toList();
    }

    @Test
    void aPriceFarFromTheOneBeforeIsPublishedAsSuspectAlsoWhenItHasNotChanged() {
        price = "19.99";
        round();
        price = "1999";
        round();
        notModified = true;
        round();
        notModified = false;
        price = "19.99";
        round();
        var why = "price 1999 was 19.99 (x100)";
        assertEquals(List.of("none", "none", why, why, why, why, "none", "none"), suspects());
    }

    @Test
    void whatCameOfTheLooksIsKnownOfTheSource() {
        price = "19.99";
        web = (url, times) -> {
            if (url.equals(SECOND)) {
                throw FetchFailures.of(Kind.NOT_FOUND, url);
            }
        };
        round();
        notModified = true;
        round();
        var known = health.summary("acme");
        assertEquals(Map.of("ok", 1L, "unchanged", 1L, "not_found", 2L), known.results());
        assertEquals(2, known.pages());
        assertEquals(1, known.gone());
        assertEquals(1.0, known.fill().get("price"));
    }

    @Test
    void aRoundThatIsDueWhileTheOneBeforeIsUnderWayIsLeftOut() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        web = (url, times) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        routes.send("direct:round", null);
        begun.await();
        routes.send("direct:round", null);
        go.countDown();
        await().until(() -> routes.progress.source("acme").rounds() == 1);
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals(1, routes.progress.leftOut("acme"));
    }

    @Test
    void toStopASitesRouteLeavesItsPagesInPeace() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        web = (url, times) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        routes.send("direct:round", null);
        begun.await();
        routes.context.getRouteController().stopRoute("scrape-acme");
        go.countDown();
        assertEquals(List.of("/p/1"), skus());
        routes.context.getRouteController().startRoute("scrape-acme");
        round();
        assertEquals(List.of(FIRST, SECOND, FIRST), asked, "the oldest first");
    }

    @Test
    void aPageThatShowsACaptchaIsKeptAsFailedAndNotAskedForAgain() {
        web = (url, times) -> {
            if (url.equals(SECOND)) {
                throw Captchas.found();
            }
        };
        round();
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals("blocked: a captcha", routes.s3.onlyJson("failed/fetch/").get("reason"));
        var pause = Duration.between(
                leftAlone.get("acme.example:443").asked(),
                leftAlone.get("acme.example:443").notBefore());
        assertTrue(pause.compareTo(Duration.ofSeconds(7)) > 0, "longer than the source's delay: " + pause);
    }

    @Test
    void aPageThatIsGoneForThreeRoundsIsSkippedAndNotCountedAsFailed() {
        web = (url, times) -> {
            if (url.equals(SECOND)) {
                throw FetchFailures.of(Kind.GONE, url);
            }
        };
        for (var n = 0; n < 5; n++) {
            round();
        }
        assertEquals(3, asked.stream().filter(SECOND::equals).count());
        assertEquals(5, asked.stream().filter(FIRST::equals).count());
        assertEquals(new SourceCounts(2, 5, 3, 5), routes.progress.source("acme"));
        assertEquals(2, routes.progress.skipped("acme"));
    }

    @Test
    void aPageWhoseEventIsTooLargeCountsAsFailedAloneAndIsKeptAsRejected() {
        tooLarge = "/p/1";
        round();
        assertEquals(new SourceCounts(2, 1, 1, 1), routes.progress.source("acme"));
        assertEquals(List.of("/p/2"), skus());
        var kept = routes.s3.onlyJson("rejected/publish/dt=");
        assertEquals("too_large", kept.get("reason"));
        assertEquals("publish", kept.get("stage"));
        assertEquals(FIRST, kept.get("place"));
        var bytes = Base64.getDecoder().decode(kept.get("bytes").toString());
        assertEquals("/p/1", Json.read(bytes, Event.class, "kept").payload().get("sku"));
    }

    @Test
    void aRoundGoesOnWhileTheStreamIsAway() {
        routes.kinesis.goAway();
        round();
        assertEquals(new SourceCounts(2, 2, 0, 1), routes.progress.source("acme"));
        assertEquals(2, routes.spool.events());
        routes.kinesis.comeBack();
        assertEquals(List.of("/p/1", "/p/2"), skus());
    }

    @Test
    void aRoundInWhichNothingCanBeKeptEndsAndIsReported() {
        web = (url, times) -> {
            throw FetchFailures.of(Kind.NOT_FOUND, url);
        };
        routes.s3.failFor(key -> true, FakeS3.status(503));
        round();
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals(1, routes.progress.source("acme").rounds());
        assertEquals(Set.of("keep-failed"), routes.health.failures().keySet());
    }

    @Test
    void aRoundWhoseEventsCanNeitherBeSpooledNorKeptEndsAndIsReported() throws IOException {
        routes.spool.close();
        routes.s3.failFor(key -> true, FakeS3.status(503));
        round();
        assertEquals(List.of(FIRST, SECOND), asked);
        assertEquals(new SourceCounts(2, 0, 2, 1), routes.progress.source("acme"));
        assertEquals(
                Set.of("keep-failed", "publish-events"),
                routes.health.failures().keySet());
    }

    @Test
    void aPageThatIsKeptAgainTakesTheReportBack() {
        aRoundInWhichNothingCanBeKeptEndsAndIsReported();
        routes.s3.heal();
        round();
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(2, routes.s3.keys().size());
    }

    @Test
    void thePagesOfAListingAreLookedAtInTheSameRound() {
        declare(listing(2));
        bodies.put(LIST, "<a href=/p/1>1</a><a href=/p/7>7</a><b><a href='?page=2'>next</a></b>");
        bodies.put(LIST + "?page=2", "<a href=/p/8>8</a><a href=/p/9>9</a>");
        round();
        assertEquals(List.of(LIST, LIST + "?page=2", FIRST, page(7), page(8)), sorted(asked));
        assertEquals(Set.of("/p/1", "/p/7", "/p/8"), Set.copyOf(skus()));
        assertEquals(new SourceCounts(5, 3, 0, 1), routes.progress.source("acme"));
        assertEquals(2, routes.progress.lists("acme"));
    }

    @Test
    void whereAListingCannotBeReadItsPagesOfTheRoundBeforeAreLookedAt() {
        declare(listing(1000));
        bodies.put(LIST, "<a href=/p/1>1</a><a href=/p/7>7</a>");
        round();
        bodies.put(LIST, "<h1>Are you human?</h1>");
        asked.clear();
        round();
        assertEquals(List.of(LIST, FIRST, page(7)), sorted(asked));
        assertEquals(1, listFaults.size());
        assertTrue(listFaults.get(0).contains("links, a, matches no link"), listFaults.get(0));
        assertTrue(listFaults.get(0).endsWith("pages found earlier are looked at instead: 1"), listFaults.get(0));
        assertEquals("acme", routes.s3.onlyJson("failed/fetch/").get("source"));
        bodies.put(LIST, "<a href=/p/8>8</a>");
        asked.clear();
        round();
        assertEquals(List.of(LIST, FIRST, page(8)), sorted(asked));
        assertEquals(List.of(), listFaults);
    }

    @Test
    void whereTheSiteIsAwayThePagesThatItsSitemapNamedAreAskedForAllTheSame() {
        declare(new Sitemap(LIST, PagePatterns.ALL, 1000, false, "acme.yaml:5"));
        bodies.put(LIST, page(7));
        round();
        web = (url, times) -> {
            if (url.equals(LIST)) {
                throw FetchFailures.of(Kind.SERVER, url);
            }
        };
        asked.clear();
        round();
        assertTrue(asked.containsAll(List.of(FIRST, page(7))), asked.toString());
        assertTrue(listFaults.get(0).startsWith("found server: " + LIST), listFaults.get(0));
    }

    private static final String LIST = "https://acme.example/c/kettles";

    private static String page(int number) {
        return "https://acme.example/p/" + number;
    }

    private static List<String> sorted(List<String> urls) {
        return urls.stream().sorted().toList();
    }

    private static Listing listing(int limit) {
        return new Listing(LIST, "a", "b a", PagePatterns.of(List.of("/p/*")), limit, "acme.yaml:5");
    }

    /** The first page, and a list. */
    private void declare(PageList list) {
        var source = source();
        sites.declare(new Source(
                source.name(),
                source.every(),
                null,
                Duration.ZERO,
                source.pages().subList(0, 1),
                List.of(list),
                Map.of(),
                null,
                null,
                source.access(),
                source.place()));
    }

    private void round() {
        var before = routes.progress.source("acme").rounds();
        routes.send("direct:round", null);
        await().until(() -> routes.progress.source("acme").rounds() > before);
    }

    private void fetch(Exchange exchange) {
        var url = exchange.getMessage().getHeader("MillraceUrl", String.class);
        asked.add(url);
        rules.add(exchange.getMessage().getHeader("MillraceFetch", FetchRules.class));
        guarded.accept(exchange.getProperty("MillraceGuard", Runnable.class));
        web.answer(url, (int) asked.stream().filter(url::equals).count());
        var path = bodies.getOrDefault(url, url.substring("https://acme.example".length()));
        exchange.getMessage()
                .setBody(new FetchedPage(
                        url,
                        url + "?final",
                        200,
                        "text/html",
                        path.getBytes(),
                        Map.of("etag", "1", "url", url),
                        notModified && exchange.getProperty(Carried.VALIDATORS) != null,
                        FETCHED.plusSeconds(asked.size()),
                        path.length(),
                        Duration.ofMillis(5)));
    }

    private void sent() {
        await().until(() -> routes.spool.events() == 0);
    }

    private List<Object> skus() {
        sent();
        return routes.kinesis.taken().stream()
                .map(Event::payload)
                .map(payload -> payload.get("sku"))
                .toList();
    }

    private static Source source() {
        return new Source(
                "acme",
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                List.of(
                        new PageRef(FIRST, Map.of("our_sku", "17"), "acme.yaml:3"),
                        new PageRef(SECOND, Map.of(), "acme.yaml:4")),
                List.of(),
                Map.of(),
                "EUR",
                "de",
                SiteAccess.of(Duration.ofSeconds(7), true),
                "acme.yaml:1");
    }
}
