package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogTable;
import io.millrace.catalog.Crawl;
import io.millrace.dataset.Declared;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Totals;
import io.millrace.local.glue.GlueServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.StartCrawlerRequest;
import software.amazon.awssdk.services.glue.model.StartCrawlerResponse;

/** The routes of the catalog as they are written, with the real client on the stand-in. */
class RegisterCatalogIT {
    private static final String LEDGER = "_catalog/millrace.json";

    @TempDir
    private Path folder;

    private GlueServer server;
    private GlueClient glue;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = GlueServer.start(folder, 0);
        glue = client(server);
        routes = new Routes("catalog-round", "register-catalog", "crawl-raw");
        routes.bind("glueClient", glue)
                .bind("catalog", catalog())
                .bind("crawl", crawl(Duration.ofHours(1)))
                .begin("register-catalog")
                .begin("crawl-raw")
                .start();
        commit(1);
    }

    private static GlueClient client(GlueServer server) {
        return GlueClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }

    private Catalog catalog() {
        return new Catalog(
                glue,
                "millrace",
                "lake",
                CatalogTable.all("lake", List.of(Declared.prices()), true),
                new Batches(routes.s3),
                routes.s3);
    }

    private Crawl crawl(Duration every) {
        return new Crawl(glue, "raw zone", new Batches(routes.s3), every, Duration.ofHours(2), Clock.systemUTC());
    }

    private void commit(long n) {
        var plan = Batched.plan(n, Landed.TEN);
        var file = new Manifest.DataFile(
                "processed/prices/batch=" + n + "-a/dt=2026-11-21/part-00000.parquet", "2026-11-21", 1, 1);
        var written = new Manifest.Written(1, List.of("sku"), 1, List.of(file));
        var manifest = Batched.manifest(n, Landed.TEN, 1, 0, Map.of(), Map.of("prices", written), Map.of());
        var whole = manifest.with(Totals.NONE.plus(manifest, m -> null));
        routes.s3.put(plan.key(), new String(plan.toJson()));
        routes.s3.put(whole.key(), new String(whole.toJson()));
    }

    @AfterEach
    void stop() {
        routes.close();
        glue.close();
        server.close();
    }

    private List<String> partitions() {
        return glue.getPartitions(r -> r.databaseName("millrace").tableName("prices")).partitions().stream()
                .map(one -> String.join("/", one.values()))
                .toList();
    }

    @Test
    void aRoundMakesTablesRegistersAndRemembers() {
        routes.send("direct:register-catalog", null);
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(List.of("2026-11-21/1-a"), partitions());
        assertEquals(List.of("put " + LEDGER), routes.log);
        assertTrue(new String(routes.s3.get(LEDGER).orElseThrow()).contains("\"through\":1"));
    }

    @Test
    void whatAnotherMadeMeanwhileIsTakenAsMade() throws Exception {
        // Not there at the first look, made by another before the request.
        var made = new boolean[1];
        var blind = (GlueClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {GlueClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createDatabase") && !made[0]) {
                        made[0] = true;
                        glue.createDatabase(r -> r.databaseInput(d -> d.name("millrace")));
                    }
                    try {
                        return method.invoke(glue, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        routes.bind("glueClient", blind);
        routes.send("direct:register-catalog", null);
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(List.of("2026-11-21/1-a"), partitions());
    }

    @Test
    void whereGlueIsAwayThatIsReportedAndTheNextRoundCatchesUp() throws Exception {
        var port = server.endpoint().getPort();
        server.close();
        routes.send("direct:register-catalog", null);
        assertEquals(Set.of("register-catalog"), routes.health.failures().keySet());
        server = GlueServer.start(folder, port);
        commit(2);
        routes.send("direct:register-catalog", null);
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(List.of("2026-11-21/1-a", "2026-11-21/2-a"), partitions());
    }

    @Test
    void aCrawlIsStartedWhenSomethingWasPlannedAndNotAgainTooSoon() {
        glue.createCrawler(r -> r.name("raw zone").role("r").targets(t -> t.s3Targets(s -> s.path("s3://lake/raw/"))));
        routes.send("direct:crawl-raw", null);
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(
                "RUNNING", glue.getCrawler(r -> r.name("raw zone")).crawler().stateAsString());
        routes.send("direct:crawl-raw", null);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aCrawlThatAnotherStartedMeanwhileIsFine() {
        var client = new GlueClient() {
            @Override
            public String serviceName() {
                return "glue";
            }

            @Override
            public void close() {}

            @Override
            public StartCrawlerResponse startCrawler(StartCrawlerRequest request) {
                throw CrawlerRunningException.builder().message("runs").build();
            }
        };
        glue.createCrawler(r -> r.name("raw zone").role("r").targets(t -> t.s3Targets(s -> s.path("s3://lake/raw/"))));
        routes.bind("glueClient", client);
        routes.send("direct:crawl-raw", null);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aCrawlerThatIsNotThereIsReportedWithWhatToDo() {
        routes.send("direct:crawl-raw", null);
        var reason = routes.health.failures().get("crawl-raw").reason();
        assertTrue(reason.contains("there is no Glue crawler raw zone (catalog.crawler): make one"), reason);
    }
}
