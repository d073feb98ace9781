package io.millrace.spark;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batched;
import io.millrace.lake.Erasure;
import io.millrace.lake.FolderStore;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Fills a lake with a raw zone of much dirt, and a plan that takes all of it. The same seed gives the same bytes. */
final class DirtyZone {
    static final long N = 7;
    static final Instant START = Instant.parse("2026-11-20T21:00:00Z");

    static final List<Dataset> DATASETS = List.of(Declared.prices(), Declared.dataset("""
                    dataset: readings
                    version: 1
                    key: [id]
                    version-column: at
                    columns:
                      - {name: id,    type: string, required: true}
                      - {name: at,    type: timestamp, required: true}
                      - {name: day,   type: date}
                      - {name: small, type: int}
                      - {name: big,   type: bigint}
                      - {name: real,  type: double}
                      - {name: exact, type: "decimal(38,10)"}
                      - {name: cents, type: "decimal(6,2)"}
                      - {name: flag,  type: boolean}
                      - {name: any,   type: json}
                      - {name: word,  type: string, values: [red, green]}
                    """), Declared.dataset("""
                    dataset: states
                    version: 1
                    key: [code, amount, open]
                    version-column: revision
                    columns:
                      - {name: text,     type: string}
                      - {name: code,     type: int, required: true}
                      - {name: amount,   type: "decimal(20,3)", required: true}
                      - {name: real,     type: double}
                      - {name: open,     type: boolean, required: true}
                      - {name: revision, type: bigint, required: true}
                    """));

    private static final StreamId STREAM = new StreamId("events", 1_795_280_000L);
    private static final int SHARDS = 3;
    private static final int KEPT = 5000;
    private static final Duration SPAN = Duration.ofHours(30);

    private final FolderStore lake;
    private final RawZone zone;
    private final Random random = new Random(20_261_121);
    private final DirtyEvents events = new DirtyEvents(20_261_122);
    private final List<byte[]> sent = new ArrayList<>();
    private final Map<Integer, String> ends = new HashMap<>();
    private final List<RawObject> objects = new ArrayList<>();
    private long seq = 7;

    private DirtyZone(FolderStore lake) {
        this.lake = lake;
        this.zone = new RawZone(lake);
    }

    /** @param events at least that many records */
    static Plan fill(FolderStore lake, int events) throws IOException {
        return new DirtyZone(lake).fill(events, Math.max(500, events / 40));
    }

    private Plan fill(int records, int anObject) throws IOException {
        for (var done = 0; done < records; done += anObject) {
            var now = START.plus(SPAN.multipliedBy(done).dividedBy(records));
            land(random.nextInt(SHARDS), anObject, now);
        }
        var declarations = new TreeMap<String, Map<String, Object>>();
        DATASETS.forEach(dataset -> declarations.put(dataset.name(), dataset.toMap()));
        var plan = Batched.plan(N, START, objects, Map.of(), declarations)
                .with(new Erasure(null, "gone", null, START.plus(Duration.ofDays(9))))
                .with(new Erasure("prices", "shop-3", "erased", START.plus(Duration.ofDays(9))));
        lake.put(plan.key(), plan.toJson());
        return plan;
    }

    private void land(int shard, int count, Instant now) throws IOException {
        var records = new ArrayList<StreamRecord>();
        for (var i = 0; i < count; i++) {
            // Some numbers get a digit more than those before.
            seq += 1 + random.nextInt(3);
            records.add(new StreamRecord(Long.toString(seq), now.plusMillis(random.nextInt(60_000)), data(now)));
        }
        var draft = zone.draft(new ShardBatch(STREAM, "shardId-00000000000" + shard, ends.get(shard), records));
        ends.put(shard, draft.object().last());
        lake.put(draft.object().key(), draft.content());
        objects.add(draft.object());
    }

    /** A new record, or one that was sent before. */
    private byte[] data(Instant now) {
        if (!sent.isEmpty() && random.nextInt(15) == 0) {
            return sent.get(random.nextInt(sent.size()));
        }
        var data = events.next(now);
        if (sent.size() < KEPT) {
            sent.add(data);
        } else {
            sent.set(random.nextInt(KEPT), data);
        }
        return data;
    }
}
