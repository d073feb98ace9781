package io.millrace.spark;

import io.millrace.clean.CleanResult;
import io.millrace.clean.Rejection;
import io.millrace.clean.RowCleaner;
import io.millrace.dataset.Dataset;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.RawLineReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Cleans the lines of some inputs, by their places in the plan: into rows, rejected lines, and one {@link Tally}.
 *
 * @param buckets files that the rows of a day are spread over
 */
record CleanLines(Work work, int buckets) implements MapPartitionsFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Iterator<Long> places) {
        return new Cleaned(places);
    }

    /** Reads on as rows are asked for. */
    private final class Cleaned extends Produced {
        private final Iterator<Long> places;
        private final RowCleaner cleaner;
        private final Map<String, Routed> routes = new HashMap<>();
        private final Tally tally = new Tally();
        private final RawLineReader reader = new RawLineReader();
        private final SortKey rejectedKey = new SortKey();
        private Input input;
        private int place;
        private long number;
        private GzipLines lines;

        Cleaned(Iterator<Long> places) {
            this.places = places;
            var plan = work.plan();
            var datasets = Work.datasets(plan);
            var byName = new HashMap<String, Dataset>();
            for (var i = 0; i < datasets.size(); i++) {
                byName.put(datasets.get(i).name(), datasets.get(i));
                routes.put(datasets.get(i).name(), new Routed(i, datasets.get(i), buckets));
            }
            cleaner = new RowCleaner(byName, plan.only(), plan.erasures(), plan.suspects());
        }

        @Override
        Row produce() throws IOException {
            while (true) {
                if (lines == null) {
                    if (tally.newer() != null || !places.hasNext()) {
                        return null;
                    }
                    place = places.next().intValue();
                    input = work.inputs().get(place);
                    lines = new GzipLines(work.lake().open(input.key()), input.key());
                    number = 0;
                }
                var line = lines.next();
                if (line == null) {
                    lines.close();
                    lines = null;
                    continue;
                }
                number++;
                var row = taken(cleaner.clean(
                        input.isRejected()
                                ? Rejection.parse(line, lines.place()).rawLine()
                                : reader.read(line, lines::place)));
                if (row != null) {
                    return row;
                }
            }
        }

        @Override
        Row last() {
            return tally.row();
        }

        /** What goes on of a line; null if nothing does. */
        private Row taken(CleanResult result) {
            if (result instanceof CleanResult.Accepted accepted) {
                var row = accepted.row();
                tally.read(row.publisher(), row.n());
                return routes.get(row.dataset()).row(row);
            } else if (result instanceof CleanResult.Rejected refused) {
                var rejection = refused.rejection();
                tally.reject(rejection.reason(), rejection.publisher(), rejection.n());
                var key = SortKey.ofRejected(rejectedKey, place, number);
                return Shuffled.row(Routed.part(SortKey.REJECTED, place % buckets), key, rejection.toJson());
            } else if (result instanceof CleanResult.Erased erased) {
                tally.reject(Manifest.ERASED, erased.publisher(), erased.n());
            } else if (result instanceof CleanResult.TooNew newer) {
                tally.hold(new Tally.Newer(place, newer.dataset(), newer.version(), newer.detail()));
                lines.close();
                lines = null;
            }
            return null;
        }
    }
}
