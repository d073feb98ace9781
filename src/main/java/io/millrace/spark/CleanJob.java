package io.millrace.spark;

import io.millrace.dataset.Json;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.io.IOException;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Cleans one planned batch on Spark: {@code --lake s3://bucket/ --plan 124 --attempt ID}. It writes under folders of the
 * attempt alone, and last what it proposes ({@link AttemptKeys#proposal}), which Millrace verifies and commits. An attempt's
 * id is used once.
 */
public final class CleanJob {
    private final SparkSession spark;
    private final LakeFiles lake;
    private final Plan plan;
    private final AttemptKeys keys;

    private CleanJob(SparkSession spark, LakeFiles lake, Plan plan, AttemptKeys keys) {
        this.spark = spark;
        this.lake = lake;
        this.plan = plan;
        this.keys = keys;
    }

    /** Ends with an exception, and so with another exit code than 0, if there is no proposal. */
    public static void main(String[] arguments) throws IOException {
        var asked = Arguments.of(arguments);
        var spark = SparkSession.builder()
                .appName("millrace-clean-" + asked.plan() + "-" + asked.attempt())
                // Two copies of a task would write two files of the same rows.
                .config("spark.speculation", "false")
                // The number of partitions is known beforehand.
                .config("spark.sql.adaptive.enabled", "false")
                .getOrCreate();
        // Of what is still queried in SQL, the levels of prices: more only cost tasks.
        spark.conf().set("spark.sql.shuffle.partitions", spark.sparkContext().defaultParallelism());
        try {
            var lake = new LakeFiles(asked.lake(), spark.sparkContext().hadoopConfiguration());
            var plan = Json.read(lake.read(Plan.key(asked.plan())), Plan.class, Plan.key(asked.plan()));
            new CleanJob(spark, lake, plan, new AttemptKeys(plan.n(), asked.attempt())).run();
        } finally {
            spark.stop();
        }
    }

    private void run() throws IOException {
        if (plan.kind().rewrites()) {
            throw new IllegalArgumentException("batch " + plan.n() + " writes rows anew (" + plan.kind()
                    + "), which the embedded engine does: leave it to that");
        }
        var root = new OwnFiles(lake, keys, plan.datasets().keySet());
        root.requireNone();
        var made = plan.objects().isEmpty() && plan.files().isEmpty() ? new Tally() : cleaned();
        var proposal = proposal(made);
        root.removeAllBut(made.newer() == null ? proposal : null);
        lake.create(keys.proposal(), proposal.toJson());
    }

    private Tally cleaned() throws IOException {
        var work = Work.of(plan, keys, lake);
        var size = Size.of(plan, lake, spark.sparkContext().defaultParallelism());
        var lines = spark.range(0, work.inputs().size(), 1, size.tasks())
                .mapPartitions(new CleanLines(work, size.buckets()), Shuffled.ENCODER);
        var written = sorted(lines, size).mapPartitions(new WriteFiles(work, size.buckets(), true), Shuffled.ENCODER);
        if (work.hasDatasetsWhoseKeysSpanDays()) {
            written =
                    sorted(written, size).mapPartitions(new WriteFiles(work, size.buckets(), false), Shuffled.ENCODER);
        }
        var sum = new Tally();
        for (var row : written.collectAsList()) {
            sum.add(Tally.of(Shuffled.body(row)));
        }
        return sum;
    }

    private static Dataset<Row> sorted(Dataset<Row> rows, Size size) {
        return rows.repartition(size.partitions(), rows.col(Shuffled.PART))
                .sortWithinPartitions(
                        rows.col(Shuffled.KEY).asc(), rows.col(Shuffled.AGE).desc());
    }

    private Manifest proposal(Tally made) {
        var newer = made.newer();
        return newer == null
                ? made.manifest(plan, keys, Instant.now(), new PriceLevels(spark, lake))
                : Manifest.empty(
                        plan,
                        keys.attempt(),
                        Instant.now(),
                        new Manifest.Held(
                                Manifest.Held.NEWER_VERSION,
                                newer.detail(),
                                plan.records(),
                                newer.dataset(),
                                newer.version()));
    }
}
