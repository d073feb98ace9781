package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batched;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Batches of events that were landed in a fake lake and cleaned by the embedded engine. */
public final class CleanedEvents {
    private CleanedEvents() {}

    /** Lands and cleans the events of a batch of its own shard; what is to be committed, whose files are in the lake. */
    public static Manifest clean(FakeLake lake, long n, List<Dataset> datasets, List<byte[]> events, Path work)
            throws IOException, SQLException {
        var records = new ArrayList<StreamRecord>();
        for (var event : events) {
            records.add(new StreamRecord(Integer.toString(records.size() + 1), Landed.TEN.plusSeconds(5), event));
        }
        var object = new Landed(lake).land("shardId-" + n, null, records);
        var declarations = new TreeMap<String, Map<String, Object>>();
        datasets.forEach(dataset -> declarations.put(dataset.name(), dataset.toMap()));
        var attempt = new EmbeddedEngine(lake, work, "128MB", Clock.fixed(Landed.TEN, ZoneOffset.UTC))
                .attempt(Batched.plan(n, Landed.TEN, List.of(object), Map.of(), declarations));
        for (var upload : attempt.uploads()) {
            lake.create(upload.key(), Files.readAllBytes(upload.file()), Map.of());
        }
        attempt.discard();
        return attempt.manifest();
    }
}
