package io.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * The event source mapping of one shard, with ReportBatchItemFailures and BisectBatchOnFunctionError: it delivers the
 * shard's records in order, some again, some in parts, and some never.
 */
final class Mapping {
    private static final int MOST = 30;
    private static final int MOST_TRIES = 40;

    private final FunctionWorld world;
    private final String shard;
    private final Pool pool;
    private final Random random;
    private final List<List<Record>> delivered = new ArrayList<>();
    private String at;
    private int skipped;

    Mapping(FunctionWorld world, String shard, Pool pool, long seed) {
        this.world = world;
        this.shard = shard;
        this.pool = pool;
        this.random = new Random(seed);
    }

    /** Records that were never delivered. */
    int skipped() {
        return skipped;
    }

    /** Delivers what the shard has by now, with everything that may happen. */
    void deliver() {
        for (var batch = next(1 + random.nextInt(MOST)); !batch.isEmpty(); batch = next(1 + random.nextInt(MOST))) {
            var chance = random.nextInt(10);
            if (chance == 0) {
                skipped += batch.size();
            } else {
                deliver(batch);
                delivered.add(batch);
            }
            if (chance > 6 && !delivered.isEmpty()) {
                deliver(delivered.get(random.nextInt(delivered.size())));
            }
        }
    }

    /** Delivers what the shard has by now, all of it. */
    void deliverRest() {
        for (var batch = next(MOST); !batch.isEmpty(); batch = next(MOST)) {
            deliver(batch);
        }
    }

    private void deliver(List<Record> batch) {
        var left = batch;
        for (var tries = 0; !left.isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new AssertionError(
                        shard + " is not landed from " + left.get(0).sequenceNumber() + " on");
            }
            left = leftOf(left);
        }
    }

    /** What has to be delivered again. */
    private List<Record> leftOf(List<Record> batch) {
        var answer = invoke(batch);
        if (answer == null && batch.size() > 1) {
            var middle = batch.size() / 2;
            deliver(batch.subList(0, middle));
            return batch.subList(middle, batch.size());
        }
        if (answer == null) {
            return batch;
        }
        var failures = read(answer);
        return failures.isEmpty()
                ? List.of()
                : batch.stream()
                        .dropWhile(record -> !record.sequenceNumber().equals(failures.get(0)))
                        .toList();
    }

    private String invoke(List<Record> batch) {
        try {
            return pool.invoke(Events.of(shard, batch));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> read(String answer) {
        var failures = new ArrayList<String>();
        Json.read(answer.getBytes(), JsonNode.class, "answer")
                .get("batchItemFailures")
                .forEach(failure -> failures.add(failure.get("itemIdentifier").asText()));
        return failures;
    }

    private List<Record> next(int most) {
        var iterator = world.kinesis()
                .getShardIterator(r -> r.streamName(FunctionWorld.STREAM)
                        .shardId(shard)
                        .shardIteratorType(
                                at == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(at))
                .shardIterator();
        var records = world.kinesis()
                .getRecords(r -> r.shardIterator(iterator).limit(most))
                .records();
        at = records.isEmpty() ? at : records.get(records.size() - 1).sequenceNumber();
        return records;
    }
}
