package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.S3ObjectStore;
import io.millrace.reconcile.DeepCheck;
import io.millrace.reconcile.StageHealth;
import io.millrace.reconcile.StatusReader;
import io.millrace.reconcile.Told;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake's parts over one bucket. */
record LakeParts(ObjectStore store, RawZone zone, Positions positions, Batches batches) {
    static LakeParts of(S3Client s3, String bucket, Commits commits) {
        var store = new S3ObjectStore(s3, bucket);
        return new LakeParts(store, new RawZone(store), new Positions(store, commits), new Batches(store));
    }

    /**
     * The check of everything against its content.
     *
     * @param work folder for scratch files
     */
    DeepCheck deep(List<Warehouse> warehouses, List<Dataset> datasets, Path work) {
        return new DeepCheck(store, zone, positions, batches, warehouses, datasets, work);
    }

    /**
     * What reads the status.
     *
     * @param health of this process's stages
     * @param told what parts tell that a status does not know
     */
    StatusReader status(
            Settings settings,
            ShardTip tip,
            List<Warehouse> warehouses,
            List<Dataset> datasets,
            StageHealth health,
            Told told,
            Clock clock) {
        return new StatusReader(
                settings.target().name().toLowerCase(Locale.ROOT),
                tip,
                store,
                positions,
                zone,
                batches,
                warehouses,
                datasets,
                health,
                told,
                clock);
    }
}
