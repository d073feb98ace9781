package io.millrace.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.city.CallCount;
import io.millrace.city.CallMemory;
import io.millrace.city.CallRecord;
import io.millrace.city.CityCalls;
import io.millrace.city.ProviderWatch;
import io.millrace.config.Secret;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Event;
import io.millrace.extract.OfferReader;
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
import io.millrace.source.PageFinder;
import io.millrace.source.Sites;
import io.millrace.source.SourceFiles;
import io.millrace.watch.PageMemory;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A round over a source of cities, with the providers replaced and the stream in memory. */
@Timeout(60)
class AskProviderTest {
    private static final String SECRET = "s3cret";
    private static final String ZONE = "{\"timezone\":\"Europe/Berlin\"}";
    private static final String WEATHER = """
            {"hourly_units":{"time":"unixtime","temperature_2m":"°C"},
             "hourly":{"time":[1795352400,1795356000],"temperature_2m":[4.5,%s]}}""";

    private final List<String> asked = new ArrayList<>();
    private final List<FetchRules> rules = new ArrayList<>();
    private final Map<String, CallRecord> remembered = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Members members = new Members();
    private final Members.One one = members.join("fetch");
    private String degrees = "5.5";
    private int status = 200;
    private int fails;
    private int quota = 100;
    private int counted;
    private Routes routes;
    private WatchStore store;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("key"), SECRET);
        var source = SourceFiles.parse(folder.resolve("cities.yaml"), """
                source: cities
                cities: [{city: berlin, latitude: 52.5, longitude: 13.4, country: DE}]
                signals:
                  relief: false
                  weather: {key: "{{file:key}}", at: "https://weather.example", every: 1s}
                  calendar: {days: 1}
                """);
        routes = new Routes("scrape-site", "ask-provider", "give-up-page", "publish-events", "send-events")
                .spool(folder);
        store = WatchStore.open(folder);
        var memory = new PageMemory(store, new SourceHealth(store), "1", Duration.ofHours(24), Clock.systemUTC());
        var frontier = FrontierBeans.bind(
                routes.context, HostTimes.NONE, memory::lastFetched, new ToldProgress(routes.progress));
        var calls = new CityCalls(memory(), count(), watch(), Datasets.shipped().all(), Clock.systemUTC());
        routes.bind("sites", new Sites(List.of(source), ListMemory.NONE, Secret::reveal, calls::due))
                .bind("cityCalls", calls)
                .bind("pageFinder", new PageFinder(ListMemory.NONE, new NoLists()))
                .bind(
                        "offerReader",
                        new OfferReader(Datasets.shipped().named("prices").orElseThrow()))
                .bind("pageMemory", memory)
                .bind("withdrawPages", new WithdrawPages(frontier))
                .bind("fetchRules", new ApplyRules())
                .bind("holdHost", one.holdHost())
                .make("scrape-site", "scrape-cities", Map.of("source", "cities", "trigger", "direct:round"))
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:fetch-page").errorHandler(noErrorHandler()).process(AskProviderTest.this::fetch);
                    }
                })
                .start();
    }

    @AfterEach
    void stop() {
        routes.close();
        store.close();
    }

    private CallMemory memory() {
        return new CallMemory() {
            @Override
            public CallRecord find(String source, String address) {
                return remembered.get(address);
            }

            @Override
            public void keep(String source, String address, CallRecord record) {
                remembered.put(address, record);
            }
        };
    }

    private CallCount count() {
        return new CallCount() {
            @Override
            public boolean take(String provider, String period, String day, int most) {
                return counted < quota && ++counted > 0;
            }

            @Override
            public int used(String provider, String period) {
                return counted;
            }

            @Override
            public int usedOn(String day, String provider, String period) {
                return counted;
            }
        };
    }

    private ProviderWatch watch() {
        return new ProviderWatch() {
            @Override
            public void works(String provider) {
                faults.clear();
            }

            @Override
            public void fails(String provider, Exception reason) {
                faults.add(reason.getMessage());
            }
        };
    }

    private void fetch(Exchange exchange) {
        var url = exchange.getMessage().getHeader("MillraceUrl", String.class);
        asked.add(url);
        rules.add(exchange.getMessage().getHeader("MillraceFetch", FetchRules.class));
        if (fails-- > 0) {
            throw FetchFailures.of(Kind.SERVER, url);
        }
        var body = (status >= 400
                        ? "{\"error\":true,\"reason\":\"no\"}"
                        : url.contains("timezone=auto") ? ZONE : WEATHER.formatted(degrees))
                .getBytes(UTF_8);
        exchange.getMessage()
                .setBody(new FetchedPage(
                        url,
                        url,
                        status,
                        "application/json",
                        body,
                        Map.of(),
                        false,
                        Instant.parse("2026-11-22T11:00:00Z").plusSeconds(asked.size()),
                        body.length,
                        Duration.ofMillis(5)));
    }

    private void round() {
        var before = routes.progress.source("cities").rounds();
        routes.send("direct:round", null);
        await().until(() -> routes.progress.source("cities").rounds() > before);
        await().until(() -> routes.spool.events() == 0);
    }

    /** Lets what was answered become due again. */
    private void pass() {
        remembered.replaceAll((address, record) -> address.contains("timezone=auto")
                ? record
                : new CallRecord(Instant.EPOCH, record.outcome(), record.rows(), record.known()));
    }

    private Map<String, Long> published() {
        return routes.kinesis.taken().stream()
                .collect(Collectors.groupingBy(Event::dataset, TreeMap::new, Collectors.counting()));
    }

    @Test
    void whatAnAnswerMakesDueIsAskedInTheSameRound() {
        round();
        assertEquals(2, asked.size(), asked.toString());
        assertTrue(asked.get(0).contains("timezone=auto"), asked.toString());
        assertEquals(
                new TreeSet<>(List.of("calendar", "cities", "weather")),
                published().keySet());
        assertEquals(2L, published().get("weather"));
        assertEquals(new SourceCounts(2, 2, 0, 1), routes.progress.source("cities"));
    }

    @Test
    void theSameAnswerPublishesNothing() {
        round();
        var before = published();
        pass();
        round();
        assertEquals(3, asked.size());
        assertEquals(before, published());
    }

    @Test
    void aForecastThatChangedIsANewIssueBesideTheOld() {
        round();
        pass();
        degrees = "6.5";
        round();
        var issues = routes.kinesis.taken().stream()
                .filter(event -> event.dataset().equals("weather"))
                .map(event -> event.payload().get("issued_at"))
                .distinct()
                .toList();
        assertEquals(2, issues.size());
        assertEquals(4L, published().get("weather"));
    }

    @Test
    void theKeyIsAParameterOfTheRequestAndInNoEvent() {
        round();
        assertEquals(Map.of("apikey", SECRET), rules.get(0).parameters());
        assertTrue(rules.get(0).api());
        assertFalse(asked.toString().contains(SECRET));
        assertFalse(routes.kinesis.taken().toString().contains(SECRET));
    }

    @Test
    void aProviderThatRefusesTheKeyIsNotAskedAnyMore() {
        status = 401;
        round();
        round();
        assertEquals(1, asked.size());
        assertTrue(faults.get(0).contains("401"), faults.toString());
        assertEquals(new SourceCounts(0, 0, 1, 2), routes.progress.source("cities"));
    }

    @Test
    void aServerInTroubleIsAskedAgainInTheSameRound() {
        fails = 2;
        round();
        assertEquals(4, asked.size());
        assertEquals(4, counted, "each request counts");
        assertEquals(new SourceCounts(2, 2, 0, 1), routes.progress.source("cities"));
    }

    @Test
    void aQuotaThatIsUsedUpPutsTheQuestionOff() {
        quota = 1;
        round();
        assertEquals(1, asked.size());
        assertEquals(1, routes.progress.skipped("cities"));
        assertTrue(faults.get(0).contains("quota"), faults.toString());
        assertEquals(0, routes.progress.failed());
    }

    @Test
    void aFailureIsKeptByTheNameOfTheQuestion() {
        status = 404;
        round();
        var kept = routes.s3.onlyJson("failed/fetch/");
        assertEquals("https://weather.example/v1/forecast#time-zone/berlin", kept.get("url"));
        assertFalse(kept.toString().contains(SECRET));
    }
}
