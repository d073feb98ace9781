package io.millrace.lake;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lands records in a fake lake as the landing route does: object, then position. */
public final class Landed {
    public static final StreamId STREAM = new StreamId("events", 1_795_280_000L);
    public static final String SHARD = "shardId-000000000000";
    public static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeLake lake;
    private final RawZone zone;
    private final Positions positions;

    public Landed(FakeLake lake) {
        this.lake = lake;
        this.zone = new RawZone(lake);
        this.positions = new Positions(lake, lake);
    }

    public static StreamRecord record(long seq, Instant arrived, String data) {
        return new StreamRecord(Long.toString(seq), arrived, data.getBytes(StandardCharsets.UTF_8));
    }

    /** Records {@code first} to {@code last}, all of one moment, as one object. */
    public RawObject land(String shard, String after, long first, long last, Instant arrived) {
        var records = new ArrayList<StreamRecord>();
        for (var seq = first; seq <= last; seq++) {
            records.add(record(seq, arrived, "{\"record\":" + seq + "}"));
        }
        return land(shard, after, records);
    }

    public RawObject land(String shard, String after, List<StreamRecord> records) {
        var object = commit(new ShardBatch(STREAM, shard, after, records));
        remember(object, records.get(records.size() - 1).arrived());
        return object;
    }

    /** Puts a batch's object; what is there now, which may be the object of a writer who was first. */
    public RawObject commit(ShardBatch batch) {
        var draft = zone.draft(batch);
        var object = draft.object();
        return lake.create(object.key(), draft.content(), object.metadata())
                ? object
                : zone.find(object.key()).orElseThrow();
    }

    /** Writes the position of the object's shard, as if all of it had arrived with the hour. */
    public void remember(RawObject object) {
        remember(object, RawZone.hourOf(object));
    }

    /** Writes the position of the object's shard. */
    public void remember(RawObject object, Instant through) {
        lake.put(
                Position.key(STREAM, object.shard()),
                positions.after(STREAM, object, through).toJson());
    }
}
