package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** A DuckDB warehouse behind the shipped load route, over batches that a test commits to a fake lake. */
final class LoadedWarehouse implements AutoCloseable {
    static final List<String> STEPS = List.of(
            "stage",
            "count-staged",
            "begin",
            "lock",
            "check-ledger",
            "prune-repeated",
            "prune-stale",
            "record",
            "upsert",
            "commit");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeLake lake = new FakeLake();
    private final Path folder;
    private final DuckDb file;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Warehouse warehouse;
    private Loader loader;
    private Consumer<String> beforeStep = step -> {};

    LoadedWarehouse(Path folder, Dataset... datasets) throws Exception {
        this.folder = folder;
        this.file = DuckDb.open(folder.resolve("warehouse.duckdb"), "128MB");
        declare(10, datasets);
        context.disableJMX();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource("classpath:routes/load-warehouse.camel.yaml"));
        TemplatedRouteBuilder.builder(context, "load-batches")
                .parameter("warehouse", "test")
                .routeId("load-batches-test")
                .add();
        AdviceWith.adviceWith(context, "load-batches-test", false, route -> {
            for (var step : STEPS) {
                route.weaveById(step).before().process(exchange -> beforeStep.accept(step));
            }
        });
        context.start();
    }

    /** Goes on with other declarations, as a newer version of the program does. */
    LoadedWarehouse declare(int mostBatches, Dataset... datasets) {
        warehouse = new Warehouse("test", "duckdb", file);
        var connections = new BoundConnection();
        loader = new Loader(
                warehouse,
                List.of(datasets),
                new Batches(lake),
                lake,
                folder.resolve("it's [work]"),
                mostBatches,
                connections);
        context.getRegistry().bind("warehouse-test", file);
        context.getRegistry().bind("loader-test", loader);
        context.getRegistry().bind("boundConnection", connections);
        return this;
    }

    void beforeStep(Consumer<String> action) {
        beforeStep = action;
    }

    void plan(long through) {
        for (long n = 1; n <= through; n++) {
            lake.create(Plan.key(n), Batched.plan(n, NOW).toJson(), Map.of());
        }
    }

    /** Commits a batch of one dataset, with rows as SQL tuples in the order of its columns. */
    void commit(long n, Dataset dataset, String... rows) throws SQLException, IOException {
        commit(n, dataset, rows.length, rows);
    }

    void commit(long n, Dataset dataset, long promised, String... rows) throws SQLException, IOException {
        plan(n);
        var columns = new ArrayList<>(
                dataset.columns().stream().map(column -> column.name()).toList());
        columns.addAll(List.of("batch", "shard", "seq"));
        var files =
                rows.length == 0 ? List.<Manifest.DataFile>of() : List.of(write(n, dataset, promised, List.of(rows)));
        var written = new Manifest.Written(dataset.version(), columns, promised, files);
        Batched.commit(
                lake, Batched.manifest(n, NOW, promised, 0, Map.of(), Map.of(dataset.name(), written), Map.of()));
    }

    private Manifest.DataFile write(long n, Dataset dataset, long promised, List<String> rows)
            throws SQLException, IOException {
        var local = Files.createTempFile(folder, "batch", ".parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            var definitions = dataset.columns().stream()
                    .map(column -> Sql.identifier(column.name()) + " "
                            + DuckDbTypes.of(column).replace("JSON", "VARCHAR"))
                    .collect(Collectors.joining(", "));
            statement.execute("CREATE TABLE rows (" + definitions + ")");
            statement.execute("INSERT INTO rows VALUES " + String.join(", ", rows));
            statement.execute("COPY (SELECT *, " + n + "::BIGINT AS batch, 'shard' AS shard, '1' AS seq FROM rows) TO '"
                    + local + "' (FORMAT parquet)");
        }
        var key = "processed/" + dataset.name() + "/batch=" + n + "/part.parquet";
        lake.create(key, Files.readAllBytes(local), Map.of());
        Files.delete(local);
        return new Manifest.DataFile(key, "2026-11-21", promised, 1);
    }

    /** One round of the loader. */
    void load() throws Exception {
        for (var load : next()) {
            load(load);
        }
    }

    List<Load> next() throws SQLException {
        return loader.next();
    }

    /** Sends a load through the route. */
    void load(Load load) throws Exception {
        try (var template = context.createFluentProducerTemplate()) {
            var answer = template.to("direct:load-into-test").withBody(load).send();
            if (answer.getException() != null) {
                throw answer.getException();
            }
        }
    }

    Warehouse warehouse() {
        return warehouse;
    }

    FakeLake lake() {
        return lake;
    }

    /** Each row of the answer as text. */
    List<String> rows(String sql) throws SQLException {
        try (var connection = file.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Batch, written, inserted, updated, ignored. */
    List<String> ledger() throws SQLException {
        return rows("SELECT batch, written, inserted, updated, ignored FROM millrace_loads ORDER BY dataset, batch");
    }

    /** Files and folders that loads left behind. */
    List<Path> leftovers() throws IOException {
        var work = folder.resolve("it's [work]");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (var files = Files.list(work)) {
            return files.toList();
        }
    }

    @Override
    public void close() throws Exception {
        context.close();
        file.close();
    }
}
