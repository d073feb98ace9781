package io.millrace.local.kinesis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class PersistenceIT {
    private static final String SHARD = ServerFixture.shard(0);

    @TempDir
    Path folder;

    @Test
    void streamsAndRecordsAreThereAfterARestart() throws IOException {
        var before = new ArrayList<String>();
        try (var kinesis = new ServerFixture(folder)) {
            kinesis.create("prices", 1);
            kinesis.create("empty", 3);
            for (int i = 0; i < 20; i++) {
                before.add(kinesis.put("prices", "record " + i));
            }
        }
        try (var kinesis = new ServerFixture(folder)) {
            assertEquals(
                    List.of("empty", "prices"), kinesis.client.listStreams().streamNames());
            var records = kinesis.records("prices", SHARD);
            assertEquals(
                    before,
                    records.stream().map(record -> record.sequenceNumber()).toList());
            assertEquals(texts(0, 20), kinesis.texts("prices", SHARD));
            var after = kinesis.put("prices", "next");
            assertTrue(new BigInteger(after).compareTo(new BigInteger(before.get(19))) > 0);
        }
    }

    @Test
    void anIteratorOutlivesARestart() throws IOException {
        String iterator;
        try (var kinesis = new ServerFixture(folder)) {
            kinesis.create("prices", 1);
            iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.LATEST);
            kinesis.put("prices", "one");
        }
        try (var kinesis = new ServerFixture(folder)) {
            kinesis.put("prices", "two");
            var answer = kinesis.client.getRecords(request -> request.shardIterator(iterator));
            assertEquals(
                    List.of("one", "two"),
                    answer.records().stream().map(ServerFixture::text).toList());
        }
    }

    @Test
    void aDeletedStreamStaysDeletedAndItsNumbersUsed() throws IOException {
        String before;
        try (var kinesis = new ServerFixture(folder)) {
            kinesis.create("prices", 1);
            before = kinesis.put("prices", "old");
            kinesis.client.deleteStream(request -> request.streamName("prices"));
        }
        try (var kinesis = new ServerFixture(folder)) {
            assertEquals(List.of(), kinesis.client.listStreams().streamNames());
            kinesis.create("prices", 1);
            assertTrue(new BigInteger(kinesis.put("prices", "new")).compareTo(new BigInteger(before)) > 0);
        }
    }

    @Test
    void whatAKilledCreationOrDeletionLeftIsSweptAway() throws IOException {
        var left = Files.createDirectories(folder.resolve("prices.passing/shardId-000000000000"));
        Files.writeString(left.resolve("00000000000000000001.segment"), "half");
        try (var kinesis = new ServerFixture(folder)) {
            assertFalse(Files.exists(folder.resolve("prices.passing")));
            assertEquals(List.of(), kinesis.client.listStreams().streamNames());
        }
    }

    @Test
    void aTornTailCostsOnlyTheTornRecord() throws IOException {
        try (var kinesis = new ServerFixture(folder)) {
            kinesis.create("prices", 1);
            texts(0, 10).forEach(text -> kinesis.put("prices", text));
        }
        var last = segments().get(segments().size() - 1);
        try (var file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 3);
        }
        try (var kinesis = new ServerFixture(folder)) {
            assertEquals(texts(0, 9), kinesis.texts("prices", SHARD));
            kinesis.put("prices", "record 9");
            assertEquals(texts(0, 10), kinesis.texts("prices", SHARD));
        }
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Timeout(120)
    void everyAcknowledgedRecordOutlivesAKilledProcessInItsOrder() throws Exception {
        var output = folder.resolve("acknowledged.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=" + silence(),
                        AcknowledgedPuts.class.getName(),
                        folder.resolve("streams").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !process.isAlive() || lines(output).size() >= 1000);
        } finally {
            process.destroyForcibly().waitFor();
        }
        var acknowledged = lines(output);
        assertTrue(acknowledged.size() >= 1000, () -> "the process ended by itself: " + acknowledged);
        try (var server = KinesisServer.start(folder.resolve("streams"), 0);
                var kinesis = new RestartedServer(server)) {
            var records = kinesis.records();
            assertEquals(acknowledged, records.subList(0, acknowledged.size()));
            // At most the one put that was on its way may be there besides.
            assertTrue(records.size() <= acknowledged.size() + 6, records.size() + " of " + acknowledged.size());
        }
    }

    /** What the process printed, without a last line that the kill may have cut short. */
    private static List<String> lines(Path output) throws IOException {
        var text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Path silence() throws IOException {
        return Files.writeString(folder.resolve("logback.xml"), "<configuration><root level='OFF'/></configuration>");
    }

    private record RestartedServer(KinesisServer server) implements AutoCloseable {
        List<String> records() {
            try (var client = ServerFixture.client(server.endpoint())) {
                var all = new ArrayList<String>();
                var next = client.getShardIterator(request -> request.streamName("prices")
                                .shardId(SHARD)
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                var behind = 1L;
                while (behind > 0) {
                    var iterator = next;
                    var answer = client.getRecords(request -> request.shardIterator(iterator));
                    answer.records()
                            .forEach(record -> all.add(ServerFixture.text(record) + "," + record.sequenceNumber()));
                    next = answer.nextShardIterator();
                    behind = answer.millisBehindLatest();
                }
                return all;
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Test
    void aFolderHasOneServerAtATime() throws IOException {
        try (var first = KinesisServer.start(folder, 0)) {
            var error = assertThrows(IOException.class, () -> KinesisServer.start(folder, 0));
            assertTrue(error.getMessage().contains(folder.toString()), error.getMessage());
            assertTrue(first.endpoint().getPort() > 0);
        }
        KinesisServer.start(folder, 0).close();
    }

    @Test
    void aPortInUseIsNamedAndTheFolderGivenBack() throws IOException {
        try (var first = KinesisServer.start(folder.resolve("one"), 0)) {
            var port = first.endpoint().getPort();
            var error = assertThrows(IOException.class, () -> KinesisServer.start(folder.resolve("two"), port));
            assertTrue(error.getMessage().contains("127.0.0.1:" + port), error.getMessage());
            KinesisServer.start(folder.resolve("two"), 0).close();
        }
    }

    @Test
    void closingTwiceIsFineAndThePortIsFree() throws IOException {
        var server = KinesisServer.start(folder, 0);
        var port = server.endpoint().getPort();
        server.close();
        server.close();
        assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    }
}
