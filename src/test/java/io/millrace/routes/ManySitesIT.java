package io.millrace.routes;

import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Secret;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Observation;
import io.millrace.extract.OfferReader;
import io.millrace.fetch.ApplyRules;
import io.millrace.fetch.Frontier;
import io.millrace.fetch.FrontierBeans;
import io.millrace.fetch.HostTimes;
import io.millrace.fetch.ManySites;
import io.millrace.fetch.ManySites.Seen;
import io.millrace.fetch.ManySites.Temper;
import io.millrace.fetch.WithdrawPages;
import io.millrace.member.Members;
import io.millrace.source.ListMemory;
import io.millrace.source.PageFinder;
import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Sites;
import io.millrace.source.Source;
import io.millrace.watch.PageMemory;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * 4,000 pages on 200 sites of ten tempers, in the long run 10,000 on 500, by the real routes, a fiftieth of a second standing
 * for a second: the sites' own log says whether any was asked too often, too early, or for what it forbids.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ManySitesIT {
    private static final int SITES = Integer.getInteger("many.sites", 200);
    private static final int PAGES = 20;
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final long MILLI = 1_000_000;

    private final Queue<Observation> observed = new ConcurrentLinkedQueue<>();
    private final Members members = new Members();
    private ManySites sites;
    private WatchStore store;
    private Routes routes;
    private Frontier frontier;
    private int threads;
    private Map<String, List<Seen>> log;

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        // Other tests of the same process may have left theirs.
        var before = Thread.getAllStackTraces().size();
        sites = new ManySites();
        store = WatchStore.open(folder);
        routes = new Routes("scrape-site", "find-pages", "give-up-page", "fetch-page");
        var memory = new PageMemory(store, new SourceHealth(store), "1", Duration.ofHours(24), Clock.systemUTC());
        frontier = FrontierBeans.bindFetching(
                routes.context, sites, HostTimes.NONE, memory::lastFetched, new ToldProgress(routes.progress));
        routes.bind(
                        "sites",
                        new Sites(
                                List.of(source("even", 0), source("odd", 1)),
                                ListMemory.NONE,
                                Secret::reveal,
                                source -> Map.of()))
                .bind("pageFinder", new PageFinder(ListMemory.NONE, new NoLists()))
                .bind("pageMemory", memory)
                .bind("withdrawPages", new WithdrawPages(frontier))
                .bind("fetchRules", new ApplyRules())
                .bind("holdHost", members.join("fetch").holdHost())
                .bind("offerReader", new OfferReader(prices()))
                .make("scrape-site", "scrape-even", Map.of("source", "even", "trigger", "direct:even"))
                .make("scrape-site", "scrape-odd", Map.of("source", "odd", "trigger", "direct:odd"))
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:publish-events").process(ManySitesIT.this::observe);
                    }
                })
                .start();
        routes.send("direct:even", null);
        routes.send("direct:odd", null);
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            threads = Math.max(threads, Thread.getAllStackTraces().size() - before);
            return routes.progress.source("even").rounds() > 0
                    && routes.progress.source("odd").rounds() > 0;
        });
        log = sites.log().stream().sorted(Comparator.comparingLong(Seen::began)).collect(groupingBy(Seen::host));
    }

    @AfterAll
    void stop() {
        routes.close();
        store.close();
        sites.close();
    }

    @Test
    void noSiteIsAskedForTwoThingsAtOnceOrBeforeThePauseIsOver() {
        assertEquals(List.of(), tooEarly(Temper.values(), DELAY));
    }

    @Test
    void aCrawlDelayIsKept() {
        assertEquals(List.of(), tooEarly(new Temper[] {Temper.CRAWL_DELAY}, Duration.ofMillis(150)));
    }

    @Test
    void aRetryAfterIsKept() {
        var early = new ArrayList<String>();
        var told = 0;
        for (var host : of(Temper.THROTTLES)) {
            for (var n = 1; n < host.size(); n++) {
                if (host.get(n - 1).status() == 429) {
                    told++;
                    var pause = host.get(n).began() - host.get(n - 1).ended();
                    if (pause < 1_000 * MILLI) {
                        early.add(host.get(n) + " after " + pause / MILLI + " ms");
                    }
                }
            }
        }
        assertEquals(SITES / Temper.values().length, told);
        assertEquals(List.of(), early);
    }

    @Test
    void whatRobotsTxtForbidsIsNeverAskedFor() {
        for (var host : of(Temper.FORBIDS)) {
            assertEquals(PAGES / 2, pages(host).size());
            assertTrue(pages(host).stream().noneMatch(page -> page.matches("/p/\\d*[02468]")));
        }
    }

    @Test
    void aSiteWhoseRobotsTxtCannotBeReadIsAskedForNothingElse() {
        for (var host : of(Temper.NO_RULES)) {
            assertEquals(List.of(), List.copyOf(pages(host)));
        }
    }

    @Test
    void robotsTxtIsReadOnceBeforeAnyPage() {
        for (var temper : List.of(Temper.CALM, Temper.FORBIDS, Temper.CRAWL_DELAY, Temper.REDIRECTS)) {
            for (var host : of(temper)) {
                assertEquals("/robots.txt", host.get(0).path());
                assertEquals(
                        1,
                        host.stream()
                                .filter(seen -> seen.path().equals("/robots.txt"))
                                .count());
            }
        }
    }

    @Test
    void everyPageThatMayBeReadIsReadOnce() {
        assertEquals(SITES * PAGES * 7 / 10 + SITES * PAGES / 20, observed.size());
        assertEquals(
                observed.size(),
                observed.stream()
                        .map(seen -> seen.payload().get("url"))
                        .distinct()
                        .count());
    }

    @Test
    void aSiteThatIsDownIsSoonLeftAlone() {
        for (var host : of(Temper.DOWN)) {
            var pauses = IntStream.range(1, host.size())
                    .mapToObj(n -> (host.get(n).began() - host.get(n - 1).ended()) / MILLI)
                    .toList();
            assertTrue(host.size() <= PAGES / 2 + 4, () -> "requests with pauses of " + pauses);
        }
    }

    @Test
    void everyPageIsAccountedFor() {
        var counts = List.of(routes.progress.source("even"), routes.progress.source("odd"));
        assertEquals(
                SITES * PAGES, counts.stream().mapToLong(count -> count.pages()).sum());
        assertEquals(
                SITES * PAGES,
                counts.stream()
                        .mapToLong(count -> count.done() + count.failed())
                        .sum());
    }

    @Test
    void threadsDoNotGrowWithTheSites() {
        // The workers of both sides, and those of Camel and the store.
        assertTrue(threads < 32 + 32 + 30, threads + " threads more than before");
        assertEquals(0, frontier.size());
    }

    private List<String> tooEarly(Temper[] tempers, Duration pause) {
        var early = new ArrayList<String>();
        for (var temper : tempers) {
            for (var host : of(temper)) {
                for (var n = 1; n < host.size(); n++) {
                    var kept = host.get(n).began() - host.get(n - 1).ended();
                    if (kept < pause.toNanos()) {
                        early.add(host.get(n) + " after " + kept / MILLI + " ms");
                    }
                }
            }
        }
        return early;
    }

    private List<List<Seen>> of(Temper temper) {
        var hosts = IntStream.range(0, SITES)
                .filter(site -> ManySites.temper(site) == temper)
                .mapToObj(site -> log.get("shop" + site + ".example"))
                .toList();
        assertEquals(SITES / Temper.values().length, hosts.size());
        return hosts;
    }

    private static TreeSet<String> pages(List<Seen> host) {
        var pages = new TreeSet<String>();
        host.stream().map(Seen::path).filter(path -> path.startsWith("/p/")).forEach(pages::add);
        return pages;
    }

    private void observe(Exchange exchange) {
        observed.add(exchange.getMessage().getBody(Observation.class));
    }

    /** Half of the pages of every site, so that each host is one of both sources. */
    private Source source(String name, int rest) {
        var pages = new ArrayList<PageRef>();
        for (var page = rest; page < PAGES; page += 2) {
            for (var site = 0; site < SITES; site++) {
                pages.add(new PageRef(sites.url(site, page), Map.of(), name + ".yaml:1"));
            }
        }
        return new Source(
                name,
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                pages,
                List.of(),
                Map.of(),
                "EUR",
                "en",
                SiteAccess.of(DELAY, true),
                name + ".yaml:1");
    }

    private static Dataset prices() {
        return Datasets.shipped().all().stream()
                .filter(dataset -> dataset.name().equals("prices"))
                .findFirst()
                .orElseThrow();
    }
}
