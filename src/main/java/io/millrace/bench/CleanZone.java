package io.millrace.bench;

import io.millrace.dataset.Datasets;
import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.FolderStore;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A raw zone of price events in a folder, one in twenty of them sent twice, and a plan that takes all of it. */
final class CleanZone {
    private static final StreamId STREAM = new StreamId("bench", 1_795_280_000L);
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final int AN_OBJECT = 20_000;
    private static final int AGAIN = 20;
    private static final int APART_MICROS = 10_000;

    private final Backlog backlog = new Backlog(null, STREAM.name());
    private final Random random = new Random(20_261_121);
    private final List<byte[]> sent = new ArrayList<>();
    private long n;

    /** Answers the plan, which is the first. */
    Plan fill(FolderStore lake, int events) throws IOException {
        var zone = new RawZone(lake);
        var objects = new ArrayList<RawObject>();
        String after = null;
        for (var done = 0; done < events; done += AN_OBJECT) {
            var records = new ArrayList<StreamRecord>();
            for (var i = 0; i < Math.min(AN_OBJECT, events - done); i++) {
                records.add(new StreamRecord(Long.toString(1L + done + i), time(), data()));
            }
            var draft = zone.draft(new ShardBatch(STREAM, "shardId-000000000000", after, records));
            lake.put(draft.object().key(), draft.content());
            objects.add(draft.object());
            after = draft.object().last();
        }
        var prices = Datasets.shipped().named("prices").orElseThrow();
        var plan = Plan.next(null, START, objects, Map.of(), Map.of("prices", prices.toMap()));
        lake.put(plan.key(), plan.toJson());
        return plan;
    }

    private byte[] data() {
        if (!sent.isEmpty() && random.nextInt(AGAIN) == 0) {
            return sent.get(random.nextInt(sent.size()));
        }
        var seen = backlog.observation();
        n++;
        var data = Json.bytes(new Event(
                EventIds.of(seen.dataset(), seen.source(), seen.key(), time()),
                seen.dataset(),
                seen.version(),
                seen.source(),
                "bench",
                n,
                time(),
                time(),
                seen.payload(),
                seen.evidence()));
        if (sent.size() == AN_OBJECT) {
            sent.set(random.nextInt(AN_OBJECT), data);
        } else {
            sent.add(data);
        }
        return data;
    }

    private Instant time() {
        return START.plusNanos(n * APART_MICROS * 1000);
    }
}
