package io.millrace.lambda;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.run.Program;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The landing function as AWS's runtime runs it, under an event source mapping that does all that one may do. */
class LandFunctionIT {
    private static final long SEED = Long.getLong("lambda.seed", 20_261_122);
    private static final int A_ROUND = 150;

    @TempDir
    private Path folder;

    private FunctionWorld world;
    private Pool pool;
    private final List<Mapping> mappings = new ArrayList<>();
    private int put;

    @Test
    void whateverTheMappingDoesAndWhoeverLandsBesideItEachRecordIsLandedOnce() throws Exception {
        try (var here = new FunctionWorld(folder, 2, SEED)) {
            world = here;
            pool = new Pool(world, 2, Set.of(3, 14));
            map(0);
            map(1);
            putAndDeliver();
            try (var land = Program.start(Files.createDirectories(folder.resolve("beside")), landing())) {
                await().atMost(60, SECONDS).until(() -> land.output().contains("running land"));
                putAndDeliver();
                land.kill();
            }
            split(0);
            each(Mapping::deliver);
            // The children: a mapping begins with them when it is through with their parent.
            map(2);
            map(3);
            putAndDeliver();
            mappings.remove(0);
            putAtEachOpenShard();
            each(Mapping::deliverRest);
            assertEquals(put, new RawJudge(world).judge());
            assertTrue(mappings.stream().mapToInt(Mapping::skipped).sum() > 0, "nothing was skipped");
            assertEquals(2, pool.killed());
            assertTrue(world.s3().faults() > 0, "nothing went wrong");
            assertTrue(keys("_state/").stream().anyMatch(key -> key.endsWith("shardId-000000000000/ended.json")));
        }
    }

    @Test
    void aFunctionThatCannotBeginSaysWhy() throws Exception {
        try (var here = new FunctionWorld(folder, 1, SEED)) {
            here.configure("land: {start: yesterday}\n");
            var said = here.start(LandHandler.class, "one", Map.of()).initError();
            assertTrue(said.contains("millrace.yaml:3") && said.contains("trim-horizon"), said);
        }
    }

    private String[] landing() {
        return new String[] {"run", "--only", "land", "--data", world.data().toString()};
    }

    private void map(int shard) {
        mappings.add(new Mapping(world, "shardId-%012d".formatted(shard), pool, SEED + shard));
    }

    private void putAndDeliver() {
        for (var done = 0; done < A_ROUND; done += A_ROUND / 3) {
            put(A_ROUND / 3);
            each(Mapping::deliver);
        }
    }

    /** Shards are delivered at once, each in its order. */
    private void each(Consumer<Mapping> work) {
        CompletableFuture.allOf(mappings.stream()
                        .map(mapping -> CompletableFuture.runAsync(() -> work.accept(mapping)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void put(int count) {
        var entries = new ArrayList<PutRecordsRequestEntry>();
        for (var i = 0; i < count; i++) {
            put++;
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey("key-" + put)
                    .data(data())
                    .build());
        }
        world.kinesis().putRecords(r -> r.streamName(FunctionWorld.STREAM).records(entries));
    }

    /** Now and then something that is no event. */
    private SdkBytes data() {
        return SdkBytes.fromUtf8String(put % 20 == 0 ? "no. " + put : "{\"n\":" + put + "}");
    }

    private void putAtEachOpenShard() {
        for (var shard : world.kinesis()
                .listShards(r -> r.streamName(FunctionWorld.STREAM))
                .shards()) {
            if (shard.sequenceNumberRange().endingSequenceNumber() == null) {
                put++;
                world.kinesis()
                        .putRecord(r -> r.streamName(FunctionWorld.STREAM)
                                .partitionKey("last")
                                .explicitHashKey(shard.hashKeyRange().startingHashKey())
                                .data(data()));
            }
        }
    }

    private void split(int shard) throws InterruptedException {
        var id = "shardId-%012d".formatted(shard);
        var range = world.kinesis().listShards(r -> r.streamName(FunctionWorld.STREAM)).shards().stream()
                .filter(one -> one.shardId().equals(id))
                .map(Shard::hashKeyRange)
                .findFirst()
                .orElseThrow();
        var middle = new BigInteger(range.startingHashKey())
                .add(new BigInteger(range.endingHashKey()))
                .divide(BigInteger.TWO);
        world.kinesis()
                .splitShard(
                        r -> r.streamName(FunctionWorld.STREAM).shardToSplit(id).newStartingHashKey(middle.toString()));
        await().atMost(30, SECONDS)
                .until(() -> world.kinesis()
                                .listShards(r -> r.streamName(FunctionWorld.STREAM))
                                .shards()
                                .size()
                        == 4);
    }

    private List<String> keys(String prefix) {
        return world
                .bucket()
                .listObjectsV2Paginator(r -> r.bucket(FunctionWorld.BUCKET).prefix(prefix))
                .contents()
                .stream()
                .map(object -> object.key())
                .toList();
    }
}
