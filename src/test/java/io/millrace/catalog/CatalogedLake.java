package io.millrace.catalog;

import static io.millrace.lake.Landed.TEN;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.local.glue.GlueServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** A lake in memory with a catalog in the stand-in of Glue, asked by the real client; the route's part is played here. */
final class CatalogedLake implements AutoCloseable {
    static final String BUCKET = "lake";
    static final String DATABASE = "millrace";

    final FakeLake lake = new FakeLake();
    final List<String> asked = new ArrayList<>();
    final GlueServer server;
    final GlueClient glue;
    private final List<Plan> plans = new ArrayList<>();

    CatalogedLake(Path folder) throws IOException {
        server = GlueServer.start(folder, 0);
        glue = client(server.endpoint());
    }

    GlueClient client(URI endpoint) {
        var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        return GlueClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(nobody)
                .endpointOverride(endpoint)
                .overrideConfiguration(o -> o.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        asked.add(context.request().getClass().getSimpleName().replace("Request", ""));
                    }
                }))
                .build();
    }

    Catalog catalog(Dataset... datasets) {
        return new Catalog(
                glue, DATABASE, BUCKET, CatalogTable.all(BUCKET, List.of(datasets), true), new Batches(lake), lake);
    }

    /** Commits a new batch of the dataset prices with a file a day, read from raw objects of these hours. */
    CatalogedLake batch(String days, String... hours) {
        return batch(BatchKind.NEW, List.of(), days, hours);
    }

    CatalogedLake batch(BatchKind kind, List<Long> replaces, String days, String... hours) {
        long n = plans.size() + 1;
        var objects = Arrays.stream(hours)
                .map(hour -> new RawObject(
                        "raw/dt=2026-11-21/hour=" + hour + "/s-" + n + ".jsonl.gz", "s", "1", "2", null, 2, 1, "h"))
                .toList();
        objects.forEach(object -> lake.put(object.key(), new byte[1]));
        var before = plans.isEmpty() ? null : plans.get(plans.size() - 1);
        var plan = kind == BatchKind.NEW
                ? Plan.next(before, TEN, objects, Map.of(), Map.of())
                : Plan.about(before, TEN, kind, replaces, null, objects, List.of(), Map.of());
        plans.add(plan);
        lake.create(plan.key(), plan.toJson(), Map.of());
        var files = Arrays.stream(days.split(" "))
                .filter(day -> !day.isEmpty())
                .map(day -> new Manifest.DataFile(
                        "processed/prices/batch=" + n + "-a" + n + "/dt=" + day + "/part-00000.parquet", day, 1, 1))
                .toList();
        var written = new Manifest.Written(1, List.of("sku"), files.size(), files);
        var manifest = Batched.manifest(n, TEN, files.size(), 0, Map.of(), Map.of("prices", written), Map.of());
        Batched.commit(lake, kind == BatchKind.NEW ? manifest : Batched.about(manifest, kind, replaces, null));
        return this;
    }

    /** A whole round, as the route makes it. */
    CatalogRound round(Catalog catalog) {
        var round = run(catalog, catalog.begin(), step -> true);
        catalog.report(round);
        return round;
    }

    /** Makes a round's requests until one of them is not to be made: then the process dies. */
    CatalogRound run(Catalog catalog, CatalogRound round, Predicate<CatalogStep> lives) {
        while (round.hasStep()) {
            if (!lives.test(round.step())) {
                return round;
            }
            catalog.next(round, ask(round.step()));
        }
        return round;
    }

    private Object ask(CatalogStep step) {
        return switch (step.kind()) {
            case CREATE_DATABASE -> glue.createDatabase((CreateDatabaseRequest) step.request());
            case CREATE_TABLE -> glue.createTable((CreateTableRequest) step.request());
            case UPDATE_TABLE -> glue.updateTable((UpdateTableRequest) step.request());
            case CREATE_PARTITIONS -> glue.batchCreatePartition((BatchCreatePartitionRequest) step.request());
            case DELETE_PARTITIONS -> glue.batchDeletePartition((BatchDeletePartitionRequest) step.request());
            case REMEMBER -> {
                lake.put(step.key(), (byte[]) step.request());
                yield null;
            }
        };
    }

    /** Values and location of a table's partitions, in order. */
    List<String> partitions(String table) {
        var found = new TreeSet<String>();
        new GlueReader(glue, DATABASE)
                .partitions(table)
                .forEach(one -> found.add(String.join(" ", one.values()) + " " + one.location()));
        return List.copyOf(found);
    }

    @Override
    public void close() {
        glue.close();
        server.close();
    }
}
