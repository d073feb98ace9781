package io.millrace.spark;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.millrace.clean.FileColumns;
import io.millrace.clean.NumberRanges;
import io.millrace.dataset.Json;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What a task counted. It travels as a row, since Spark's own counters count a task twice that is done again. Not
 * thread-safe.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Tally {
    /**
     * An event that is newer than this program.
     *
     * @param place of its input in the plan
     */
    record Newer(int place, String dataset, int version, String detail) {}

    private long read;
    private long duplicates;
    private final Map<String, Long> reasons = new TreeMap<>();
    private Map<String, List<long[]>> publishers = new TreeMap<>();
    private final Map<String, List<Manifest.DataFile>> files = new TreeMap<>();
    private final List<String> rejectedFiles = new ArrayList<>();
    private Newer newer;

    private final transient NumberRanges numbers = new NumberRanges();

    static Tally of(byte[] json) {
        return Json.read(json, Tally.class, "a task's counts");
    }

    void read(String publisher, Long n) {
        read++;
        numbers.add(publisher, n);
    }

    void reject(String reason, String publisher, Long n) {
        read(publisher, n);
        reasons.merge(reason, 1L, Long::sum);
    }

    void hold(Newer first) {
        newer = first;
    }

    void drop() {
        duplicates++;
    }

    void add(String dataset, Manifest.DataFile file) {
        files.computeIfAbsent(dataset, name -> new ArrayList<>()).add(file);
    }

    void addRejected(String key) {
        rejectedFiles.add(key);
    }

    /** Of events that are newer, the first; null if there is none. */
    Newer newer() {
        return newer;
    }

    /** Takes up what another task counted. */
    void add(Tally other) {
        read += other.read;
        duplicates += other.duplicates;
        other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        other.publishers.forEach((publisher, ranges) -> ranges.forEach(range -> numbers.addRange(publisher, range)));
        other.files.forEach((dataset, some) -> some.forEach(file -> add(dataset, file)));
        rejectedFiles.addAll(other.rejectedFiles);
        if (other.newer != null && (newer == null || other.newer.place < newer.place)) {
            newer = other.newer;
        }
    }

    Row row() {
        publishers = numbers.ranges();
        return Shuffled.row(SortKey.TALLY, SortKey.ofTally(), Json.bytes(this));
    }

    Manifest manifest(Plan plan, AttemptKeys keys, Instant now, PriceLevels levels) {
        var written = new LinkedHashMap<String, Manifest.Written>();
        for (var dataset : Work.datasets(plan)) {
            var own = new ArrayList<>(files.getOrDefault(dataset.name(), List.of()));
            own.sort(Comparator.comparing(Manifest.DataFile::key));
            written.put(
                    dataset.name(),
                    new Manifest.Written(
                            dataset.version(),
                            FileColumns.of(dataset),
                            own.stream().mapToLong(Manifest.DataFile::rows).sum(),
                            own,
                            levels.of(dataset, own)));
        }
        return new Manifest(
                plan.n(),
                plan.kind(),
                keys.attempt(),
                now,
                read,
                duplicates,
                reasons.values().stream().mapToLong(Long::longValue).sum(),
                reasons,
                rejectedFiles.stream().sorted().toList(),
                written,
                numbers.ranges(),
                plan.replaces(),
                plan.only(),
                null,
                null);
    }
}
