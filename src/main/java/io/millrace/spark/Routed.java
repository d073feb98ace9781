package io.millrace.spark;

import io.millrace.dataset.Dataset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;

/** Sends the rows of one dataset to where all of their key, and of their day, come together. Not thread-safe. */
final class Routed {
    private final int set;
    private final boolean isKeyOfOneDay;
    private final int buckets;
    private final int[] keyAt;
    private final int versionAt;
    private final SortKey key = new SortKey();
    private final SortKey age = new SortKey();
    private final RowBytes bytes = new RowBytes();

    /**
     * @param place of the dataset among those of the plan
     * @param buckets files that the rows of a day are spread over
     */
    Routed(int place, Dataset dataset, int buckets) {
        this.set = SortKey.set(place);
        this.isKeyOfOneDay = Work.isKeyOfOneDay(dataset);
        this.buckets = buckets;
        var names = dataset.columns().stream().map(column -> column.name()).toList();
        this.keyAt = dataset.key().stream().mapToInt(names::indexOf).toArray();
        this.versionAt = names.indexOf(dataset.versionColumn());
    }

    Row row(io.millrace.clean.Row row) {
        var day = (int) LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC).toEpochDay();
        var values = row.values();
        bytes.begin(day);
        values.forEach(bytes::add);
        bytes.add(row.shard());
        bytes.add(row.seq());
        var filed = isKeyOfOneDay ? day : SortKey.ANY_DAY;
        key.begin(set, filed);
        for (var at : keyAt) {
            key.addValue(values.get(at));
        }
        var sort = key.toString();
        return Shuffled.row(part(set, filed, bucket(sort, buckets)), sort, age(row), bytes.end());
    }

    /** The greater the newer: version column, shard, sequence number. */
    private byte[] age(io.millrace.clean.Row row) {
        var seq = row.seq();
        return age.clear()
                .addValue(row.values().get(versionAt))
                .addText(row.shard())
                .add32(seq.codePointCount(0, seq.length()))
                .addText(seq)
                .toBytes();
    }

    /** The bucket of a key, whatever its day is. */
    static int bucket(String key, int buckets) {
        return buckets == 1 ? 0 : Math.floorMod(SortKey.ofDataset(key).hashCode() * 0x9E3779B1 >>> 7, buckets);
    }

    /** The task of what belongs together. */
    static int part(int set, int... more) {
        var part = set;
        for (var one : more) {
            part = 31 * part + one;
        }
        return part;
    }
}
