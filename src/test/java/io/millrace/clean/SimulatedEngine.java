package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Cleans with the real cleaner, and keeps in memory what the embedded engine writes into files: a line for each row,
 * {@code key|version|value|batch}. For datasets keyed by source and sku, with a value and observed_at.
 */
public final class SimulatedEngine implements Engine {
    private static final int FILES = 2;

    private final RawZone zone;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Map<Path, byte[]> files = new HashMap<>();

    /**
     * @param ids names attempts
     */
    public SimulatedEngine(RawZone zone, Clock clock, Supplier<String> ids) {
        this.zone = zone;
        this.clock = clock;
        this.ids = ids;
    }

    /** Content of an attempt's file. */
    public byte[] content(Path file) {
        return files.get(file);
    }

    /** Takes the place of discarding local files. */
    public void discard(Attempt attempt) {
        attempt.uploads().forEach(upload -> files.remove(upload.file()));
    }

    /** Of batches that are given up, which no simulated one is. */
    @Override
    public Map<String, List<long[]>> numbers(List<RawObject> objects) {
        throw new AssertionError("nothing is given up, but " + objects + " are");
    }

    @Override
    public Attempt attempt(Plan plan) {
        var datasets = new LinkedHashMap<String, Dataset>();
        plan.datasets().forEach((name, map) -> datasets.put(name, Dataset.fromMap(map)));
        var cleaner = new RowCleaner(datasets, plan.only(), plan.erasures(), plan.suspects());
        var batch = new Batch();
        for (var object : plan.objects()) {
            try (var lines = zone.lines(object)) {
                lines.forEach(line -> batch.take(cleaner.clean(line)));
            }
        }
        var attempt = ids.get();
        var root = "batch=" + plan.n() + "-" + attempt;
        var uploads = new ArrayList<Attempt.Upload>();
        var written = new LinkedHashMap<String, Manifest.Written>();
        for (var dataset : datasets.values()) {
            var rows = batch.rows.getOrDefault(dataset.name(), Map.of());
            var parts = new ArrayList<Manifest.DataFile>();
            for (var part = 0; part < FILES; part++) {
                var text = new StringBuilder();
                long count = 0;
                for (var entry : rows.entrySet()) {
                    if (Math.floorMod(entry.getKey().hashCode(), FILES) == part) {
                        count++;
                        text.append(line(entry.getKey(), entry.getValue(), plan.n()));
                    }
                }
                if (count > 0) {
                    var key = "processed/" + dataset.name() + "/" + root + "/part-" + part;
                    var content = text.toString().getBytes(StandardCharsets.UTF_8);
                    uploads.add(upload(key, content));
                    parts.add(new Manifest.DataFile(key, "2026-11-21", count, content.length));
                }
            }
            var columns =
                    dataset.columns().stream().map(column -> column.name()).toList();
            written.put(
                    dataset.name(),
                    new Manifest.Written(
                            dataset.version(),
                            columns,
                            parts.stream().mapToLong(Manifest.DataFile::rows).sum(),
                            parts));
        }
        var manifest = new Manifest(
                plan.n(),
                plan.kind(),
                attempt,
                clock.instant(),
                batch.read,
                batch.duplicates,
                batch.reasons.values().stream().mapToLong(Long::longValue).sum(),
                batch.reasons,
                List.of(),
                written,
                batch.numbers.ranges(),
                plan.replaces(),
                plan.only(),
                null,
                null);
        return new Attempt(manifest, uploads, Path.of(root));
    }

    private Attempt.Upload upload(String key, byte[] content) {
        var file = Path.of(key);
        files.put(file, content);
        return new Attempt.Upload(key, file);
    }

    private static String line(String key, Row row, long batch) {
        return key + "|" + version(row) + "|" + row.values().get(2) + "|" + batch + "\n";
    }

    private static long version(Row row) {
        return ((Instant) row.values().get(3)).toEpochMilli();
    }

    /** What the tables of the embedded engine hold: of each key the newest row, by version, shard, sequence number. */
    private static final class Batch {
        private final Map<String, Map<String, Row>> rows = new TreeMap<>();
        private final Map<String, Long> reasons = new TreeMap<>();
        private final NumberRanges numbers = new NumberRanges();
        private long read;
        private long duplicates;

        void take(CleanResult result) {
            read++;
            if (result instanceof CleanResult.Accepted accepted) {
                var row = accepted.row();
                numbers.add(row.publisher(), row.n());
                var key = row.values().get(0) + "/" + row.values().get(1);
                var kept = rows.computeIfAbsent(row.dataset(), name -> new TreeMap<>());
                duplicates += kept.containsKey(key) ? 1 : 0;
                kept.merge(key, row, Batch::newer);
            } else if (result instanceof CleanResult.Rejected rejected) {
                reasons.merge(rejected.rejection().reason(), 1L, Long::sum);
                numbers.add(
                        rejected.rejection().publisher(), rejected.rejection().n());
            } else if (result instanceof CleanResult.TooNew newer) {
                throw new HeldException(newer);
            }
        }

        private static Row newer(Row a, Row b) {
            var order = Long.compare(version(a), version(b));
            if (order == 0) {
                order = a.shard().compareTo(b.shard());
            }
            if (order == 0) {
                order = StreamRecord.compareSeq(a.seq(), b.seq());
            }
            return order > 0 ? a : b;
        }
    }
}
