package io.millrace.spark;

import io.millrace.dataset.Dataset;
import io.millrace.lake.AttemptKeys;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Of sorted rows, keeps the newest of each key and writes them, a file a day; writes the rejected lines too. What comes out
 * are tallies, and those rows that are still to be sorted by their day.
 *
 * @param buckets files that the rows of a day are spread over
 * @param passesOn whether the rows whose key says nothing of their day are passed on, not written
 */
record WriteFiles(Work work, int buckets, boolean passesOn) implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Written(rows);
    }

    private final class Written extends Produced {
        private final Iterator<Row> rows;
        private final List<Dataset> datasets;
        private final Tally tally = new Tally();
        private final OpenFile file;
        private String latest = "";

        Written(Iterator<Row> rows) {
            this.rows = rows;
            var plan = work.plan();
            this.datasets = Work.datasets(plan);
            var context = TaskContext.get();
            var name = String.format(
                    "part-%s%05d-%d", passesOn ? "" : "d", context.partitionId(), context.taskAttemptId());
            this.file = new OpenFile(work.lake(), new AttemptKeys(plan.n(), work.attempt()), name, tally);
        }

        @Override
        Row produce() throws IOException {
            while (rows.hasNext()) {
                var row = rows.next();
                var key = Shuffled.key(row);
                var set = SortKey.set(key);
                if (set == SortKey.TALLY) {
                    return row;
                }
                var body = Shuffled.body(row);
                if (set == SortKey.REJECTED) {
                    file.addRejected(body);
                } else if (key.equals(latest)) {
                    tally.drop();
                } else {
                    latest = key;
                    var dataset = datasets.get(SortKey.place(set));
                    if (passesOn && !Work.isKeyOfOneDay(dataset)) {
                        return byDay(set, key, body);
                    }
                    file.add(dataset, RowBytes.day(body), body);
                }
            }
            return null;
        }

        @Override
        Row last() throws IOException {
            file.close();
            return tally.row();
        }

        private Row byDay(int set, String key, byte[] body) {
            var day = RowBytes.day(body);
            return Shuffled.row(Routed.part(set, day, Routed.bucket(key, buckets)), SortKey.withDay(key, day), body);
        }
    }
}
