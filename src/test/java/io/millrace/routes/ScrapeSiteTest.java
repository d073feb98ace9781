package io.millrace.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.millrace.fetch.WithdrawPages;
import io.millrace.member.Members;
import io.millrace.reconcile.Progress.SourceCounts;
import io.millrace.source.PageRef;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private Routes routes;
    private WatchStore store;
    private PageMemory memory;
    private SourceHealth health;
    private String tooLarge;
    private boolean notModified;
    private String price;
    private int reads;
    private Web web = (url, times) -> {};
    private Consumer<Runnable> guarded = Runnable::run;

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
        routes = new Routes("scrape-site", "give-up-page", "publish-events", "send-events").spool(folder);
        store = WatchStore.open(folder);
        health = new SourceHealth(store);
        memory = new PageMemory(store, health, "1", Duration.ofHours(24), Clock.systemUTC());
        var frontier = FrontierBeans.bind(routes.context, memory::lastFetched, new ToldProgress(routes.progress));
        routes.bind("sites", new Sites(List.of(source())))
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
        var path = url.substring(url.indexOf("/p/"));
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
                List.of(
                        new PageRef(FIRST, Map.of("our_sku", "17"), "acme.yaml:3"),
                        new PageRef(SECOND, Map.of(), "acme.yaml:4")),
                Map.of(),
                "EUR",
                "de",
                Duration.ofSeconds(7),
                true,
                "acme.yaml:1");
    }
}
