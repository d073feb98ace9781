package io.millrace.clean;

import io.millrace.lake.Batches;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/** What the cleaning route asks: which batches are planned and not committed, and an attempt at one. */
public final class Cleaning {
    private final Batches batches;
    private final Engine engine;

    public Cleaning(Batches batches, Engine engine) {
        this.batches = batches;
        this.engine = engine;
    }

    /** Numbers of the planned batches that have no manifest, in order. */
    public List<Long> uncommitted() {
        return LongStream.rangeClosed(batches.committedThrough() + 1, batches.newestPlan())
                .boxed()
                .toList();
    }

    /** Cleans a planned batch into local files. */
    public Attempt attempt(long n) throws IOException, SQLException {
        var plan = batches.plan(n).orElseThrow(() -> new IllegalStateException("batch " + n + " has no plan"));
        var before = batches.totals(n - 1);
        return engine.attempt(plan).with(manifest -> manifest.with(before.plus(manifest, batches::committed)));
    }

    /** Removes an attempt's local files, committed or not. */
    public void discard(Attempt attempt) {
        attempt.discard();
    }
}
