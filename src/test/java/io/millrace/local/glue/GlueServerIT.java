package io.millrace.local.glue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** The stand-in of Glue, asked by the real client. */
class GlueServerIT {
    @TempDir
    private Path folder;

    private GlueServer server;
    private GlueClient glue;

    @BeforeEach
    void start() throws IOException {
        start(Duration.ofHours(1));
    }

    private void start(Duration crawl) throws IOException {
        server = GlueServer.start(folder, 0, crawl, Clock.systemUTC());
        glue = GlueClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }

    @AfterEach
    void stop() {
        glue.close();
        server.close();
    }

    private void table() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("Lake")));
        glue.createTable(r -> r.databaseName("lake")
                .tableInput(t -> t.name("T")
                        .description("d")
                        .partitionKeys(k -> k.name("dt").type("date"))
                        .storageDescriptor(s ->
                                s.location("s3://b/t/").columns(c -> c.name("a").type("string")))));
    }

    private static PartitionInput partition(int n) {
        return PartitionInput.builder()
                .values("v" + String.format("%04d", n))
                .storageDescriptor(s -> s.location("s3://b/t/" + n + "/")
                        .columns(c -> c.name("a").type("string")))
                .build();
    }

    private void add(int from, int count) {
        var inputs = IntStream.range(from, from + count)
                .mapToObj(GlueServerIT::partition)
                .toList();
        glue.batchCreatePartition(r -> r.databaseName("lake").tableName("t").partitionInputList(inputs));
    }

    @Test
    void whatWasAnsweredOutlivesTheServer() throws Exception {
        table();
        add(0, 2);
        var created =
                glue.getTable(r -> r.databaseName("lake").name("t")).table().createTime();
        stop();
        start(Duration.ofHours(1));
        var table = glue.getTable(r -> r.databaseName("LAKE").name("T")).table();
        assertEquals("t", table.name());
        assertEquals("d", table.description());
        assertEquals(created, table.createTime());
        assertEquals(
                2,
                glue.getPartitions(r -> r.databaseName("lake").tableName("t"))
                        .partitions()
                        .size());
        assertEquals("lake", glue.getDatabase(r -> r.name("lake")).database().name());
    }

    @Test
    void whatIsThereAlreadyAndWhatIsMissingAreGluesErrors() {
        assertThrows(EntityNotFoundException.class, () -> glue.getDatabase(r -> r.name("lake")));
        assertThrows(
                EntityNotFoundException.class,
                () -> glue.createTable(r -> r.databaseName("lake").tableInput(t -> t.name("t"))));
        table();
        assertThrows(AlreadyExistsException.class, this::table);
        assertThrows(
                AlreadyExistsException.class,
                () -> glue.createTable(r -> r.databaseName("lake").tableInput(t -> t.name("t"))));
        assertThrows(
                EntityNotFoundException.class,
                () -> glue.getTable(r -> r.databaseName("lake").name("u")));
        assertThrows(
                EntityNotFoundException.class,
                () -> glue.getPartitions(r -> r.databaseName("lake").tableName("u")));
    }

    @Test
    void anUpdateTakesThePlaceOfTheWholeTableButForItsTimeOfCreation() {
        table();
        add(0, 1);
        var before = glue.getTable(r -> r.databaseName("lake").name("t")).table();
        glue.updateTable(r -> r.databaseName("lake").tableInput(t -> t.name("t").tableType("EXTERNAL_TABLE")));
        var after = glue.getTable(r -> r.databaseName("lake").name("t")).table();
        assertEquals("EXTERNAL_TABLE", after.tableType());
        assertEquals(null, after.description());
        assertEquals(before.createTime(), after.createTime());
        assertFalse(before.versionId().equals(after.versionId()));
        assertEquals(
                1,
                glue.getPartitions(r -> r.databaseName("lake").tableName("t"))
                        .partitions()
                        .size());
    }

    @Test
    void errorsOfSomePartitionsStandInTheAnswer() {
        table();
        add(1, 1);
        var created = glue.batchCreatePartition(
                r -> r.databaseName("lake").tableName("t").partitionInputList(partition(1), partition(2)));
        assertEquals(1, created.errors().size());
        assertEquals(List.of("v0001"), created.errors().get(0).partitionValues());
        assertEquals(
                "AlreadyExistsException", created.errors().get(0).errorDetail().errorCode());
        var deleted = glue.batchDeletePartition(r -> r.databaseName("lake")
                .tableName("t")
                .partitionsToDelete(p -> p.values("v0002"), p -> p.values("v0003")));
        assertEquals(List.of("v0003"), deleted.errors().get(0).partitionValues());
        assertEquals(
                "EntityNotFoundException", deleted.errors().get(0).errorDetail().errorCode());
        var found = glue.batchGetPartition(r ->
                r.databaseName("lake").tableName("t").partitionsToGet(p -> p.values("v0001"), p -> p.values("v0002")));
        assertEquals(1, found.partitions().size());
    }

    @Test
    void moreThanGlueTakesAtATimeIsRefused() {
        table();
        var fault = assertThrows(GlueException.class, () -> add(0, 101));
        assertEquals("ValidationException", fault.awsErrorDetails().errorCode());
        add(0, 100);
        var values = IntStream.range(0, 26)
                .mapToObj(n -> PartitionValueList.builder().values("v" + n).build())
                .toList();
        assertThrows(
                GlueException.class,
                () -> glue.batchDeletePartition(
                        r -> r.databaseName("lake").tableName("t").partitionsToDelete(values)));
    }

    @Test
    void valuesThatDoNotFitTheKeysAreRefused() {
        table();
        assertThrows(
                InvalidInputException.class,
                () -> glue.batchCreatePartition(
                        r -> r.databaseName("lake").tableName("t").partitionInputList(p -> p.values("a", "b"))));
    }

    @Test
    void partitionsComePageByPageAndWithoutColumnsWhereTheseAreNotWanted() {
        table();
        add(0, 100);
        add(100, 50);
        var pages = glue
                .getPartitionsPaginator(r ->
                        r.databaseName("lake").tableName("t").maxResults(60).excludeColumnSchema(true))
                .stream()
                .toList();
        assertEquals(
                List.of(60, 60, 30),
                pages.stream().map(page -> page.partitions().size()).toList());
        var first = pages.get(0).partitions().get(0);
        assertEquals("s3://b/t/0/", first.storageDescriptor().location());
        assertFalse(first.storageDescriptor().hasColumns());
        assertEquals(List.of("v0149"), pages.get(2).partitions().get(29).values());
    }

    @Test
    void aClientThatIsThrottledTriesAgain() {
        table();
        server.throttle(2);
        assertEquals("lake", glue.getDatabase(r -> r.name("lake")).database().name());
    }

    @Test
    void aCrawlerRunsOnceAtATime() throws Exception {
        glue.createCrawler(r -> r.name("c").role("r").targets(t -> t.s3Targets(s -> s.path("s3://b/raw/"))));
        assertEquals(
                CrawlerState.READY, glue.getCrawler(r -> r.name("c")).crawler().state());
        glue.startCrawler(r -> r.name("c"));
        assertEquals(
                CrawlerState.RUNNING,
                glue.getCrawler(r -> r.name("c")).crawler().state());
        assertThrows(CrawlerRunningException.class, () -> glue.startCrawler(r -> r.name("c")));
        assertThrows(EntityNotFoundException.class, () -> glue.startCrawler(r -> r.name("d")));
        stop();
        start(Duration.ZERO);
        var crawler = glue.getCrawler(r -> r.name("c")).crawler();
        assertEquals(CrawlerState.READY, crawler.state());
        assertEquals(LastCrawlStatus.SUCCEEDED, crawler.lastCrawl().status());
    }

    @Test
    void whatIsNoRequestToGlueIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header("X-Amz-Target", "Kinesis_20131202.PutRecords")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"__type\":\"UnknownOperationException\""), answer.body());
    }
}
