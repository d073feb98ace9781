package io.millrace.run;

import io.millrace.clean.Compactions;
import io.millrace.clean.Erasures;
import io.millrace.clean.HeldBatches;
import io.millrace.clean.Replays;
import io.millrace.config.Settings;
import io.millrace.dataset.Dataset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What makes the plans that a person asks for. */
record BatchWork(HeldBatches held, Replays replays, Compactions compactions, Erasures erasures) {
    /** @param work folder for the files of running work */
    static BatchWork of(Settings settings, LakeParts lake, List<Dataset> datasets, Path work, Clock clock) {
        var batches = lake.batches();
        var most = settings.clean().maxRecords();
        var compact = settings.compact();
        return new BatchWork(
                new HeldBatches(batches, datasets, clock),
                new Replays(batches, lake.zone(), datasets, most, clock),
                new Compactions(batches, datasets, most, compact.after(), compact.every(), clock),
                new Erasures(batches, lake.store(), datasets, most, work, clock));
    }
}
