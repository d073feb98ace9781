package io.millrace.chaos;

import static org.awaitility.Awaitility.await;

import io.millrace.dataset.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Puts records straight into the stream: events of a publisher of its own, some of them twice, and garbage between them;
 * splits and merges shards meanwhile. Remembers what it put.
 */
final class Traffic implements AutoCloseable {
    private static final int MOST_SHARDS = 4;

    /** Between two rounds of puts. */
    private static final int PAUSE_MILLIS = 100;

    private final KinesisClient kinesis;
    private final RandomGenerator random;
    private final String publisher;
    private final Set<String> garbage = ConcurrentHashMap.newKeySet();
    private final Map<String, String> prices = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "traffic");
    private int reshardings;
    private long n;
    private volatile boolean reshardSoon;
    private volatile boolean paused;
    private volatile boolean atRest;

    Traffic(KinesisClient kinesis, RandomGenerator random, String publisher) {
        this.kinesis = kinesis;
        this.random = random;
        this.publisher = publisher;
        thread.setDaemon(true);
        thread.start();
    }

    /** Places of the records that are no events, as {@code shard/sequence number}. */
    Set<String> garbage() {
        return Set.copyOf(garbage);
    }

    /** Event id to price, of the events that were put. */
    Map<String, String> prices() {
        return Map.copyOf(prices);
    }

    int reshardings() {
        return reshardings;
    }

    /** Splits a shard or merges two with the next puts. */
    void reshardSoon() {
        reshardSoon = true;
    }

    /** Nothing is under way when this returns. */
    void pause() {
        paused = true;
        await().forever().pollInterval(Duration.ofMillis(10)).until(() -> atRest);
        if (failure.get() != null) {
            throw new AssertionError("the traffic itself failed", failure.get());
        }
    }

    void resume() {
        atRest = false;
        paused = false;
    }

    private void run() {
        try {
            do {
                atRest = paused;
                if (!paused) {
                    putSome();
                    if (reshardSoon) {
                        reshardSoon = false;
                        reshard();
                    }
                }
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (Exception e) {
            failure.set(e);
            atRest = true;
        }
    }

    private void putSome() {
        for (var i = random.nextInt(4); i > 0; i--) {
            if (random.nextInt(8) == 0) {
                var answer = put(nonsense());
                garbage.add(answer);
            } else {
                var event = event(++n);
                put(event);
                if (random.nextInt(10) == 0) {
                    put(event);
                }
            }
        }
    }

    private byte[] event(long number) {
        var id = publisher + "-" + number;
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        var price = number / 100 + "." + String.format("%02d", number % 100);
        prices.put(id, price);
        return Json.bytes(Map.of(
                "id",
                id,
                "dataset",
                "prices",
                "version",
                1,
                "source",
                "direct",
                "publisher",
                publisher,
                "n",
                number,
                "observed_at",
                now,
                "sent_at",
                now,
                "payload",
                Map.of(
                        "sku",
                        "D" + number,
                        "url",
                        "http://127.0.0.1/d/" + number,
                        "price",
                        price,
                        "currency",
                        "EUR",
                        "availability",
                        "InStock"),
                "evidence",
                Map.of("method", "json-ld", "confidence", 0.9)));
    }

    private byte[] nonsense() {
        return switch (random.nextInt(5)) {
            case 0 -> "not JSON".getBytes();
            case 1 -> "{\"id\":\"half an ev".getBytes();
            case 2 -> "[1,2,3]".getBytes();
            case 3 -> "{\"an\":\"object\",\"but\":\"no event\"}".getBytes();
            default -> {
                var bytes = new byte[random.nextInt(1, 2_000)];
                random.nextBytes(bytes);
                bytes[0] = (byte) 0xff;
                yield bytes;
            }
        };
    }

    private String put(byte[] data) {
        var answer = kinesis.putRecord(r -> r.streamName(World.STREAM)
                .partitionKey("k" + random.nextInt(1_000))
                .data(SdkBytes.fromByteArray(data)));
        return answer.shardId() + "/" + answer.sequenceNumber();
    }

    private void reshard() {
        var open = open();
        if (open.size() < MOST_SHARDS && random.nextBoolean() || open.size() < 2) {
            split(open.get(random.nextInt(open.size())));
        } else {
            var at = random.nextInt(open.size() - 1);
            kinesis.mergeShards(r -> r.streamName(World.STREAM)
                    .shardToMerge(open.get(at).shardId())
                    .adjacentShardToMerge(open.get(at + 1).shardId()));
        }
        reshardings++;
    }

    private void split(Shard shard) {
        var range = shard.hashKeyRange();
        var middle = new BigInteger(range.startingHashKey())
                .add(new BigInteger(range.endingHashKey()))
                .shiftRight(1)
                .add(BigInteger.ONE);
        kinesis.splitShard(
                r -> r.streamName(World.STREAM).shardToSplit(shard.shardId()).newStartingHashKey(middle.toString()));
    }

    /** The open shards by their hash keys. */
    private List<Shard> open() {
        var open = new ArrayList<>(kinesis.listShards(r -> r.streamName(World.STREAM)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList());
        open.sort(Comparator.comparing(
                shard -> new BigInteger(shard.hashKeyRange().startingHashKey())));
        return open;
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
    }
}
