package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.testing.Rows;
import io.millrace.testing.TestClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** A warehouse behind the shipped load route, over batches that a test commits to a fake lake. */
final class LoadedWarehouse implements AutoCloseable {
    static final List<String> STEPS = List.of(
            "stage",
            "stage-uncovered",
            "count-staged",
            "prune-early",
            "begin",
            "lock",
            "check-ledger",
            "prune-repeated",
            "prune-stale",
            "count-changes",
            "record",
            "insert-stubs",
            "insert-new",
            "upsert",
            "commit");

    /** Those that a batch has beside them which takes the place of others. */
    static final List<String> REPLACING_STEPS = List.of(
            "record-replaced",
            "prune-replaced",
            "find-uncovered",
            "uncover",
            "keep-gone",
            "keep-referenced",
            "delete-gone");

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeLake lake = new FakeLake();
    private final Path folder;
    private final Place place;
    private DefaultCamelContext context;
    private Warehouse warehouse;
    /** Where it begins, from the next {@link #declare} on. */
    LoadFrom from = LoadFrom.BEGINNING;

    private Loader loader;
    private Loader rival;
    private Consumer<String> beforeStep = step -> {};
    private BoundConnection bound;
    private int datasets;
    private DatasetsInUse inUse;
    /** Batches that failed alone, in order; those that are in again, with a minus. */
    final List<Long> watched = new ArrayList<>();

    /** Statements that were run so far. */
    final List<String> ran = new CopyOnWriteArrayList<>();
    /** What the last load that was committed said that its statements were. */
    volatile List<String> promised;
    /** How often the warehouse was asked for a connection. */
    final AtomicInteger connections = new AtomicInteger();

    final TestClock clock = new TestClock(NOW);
    private final LoadWatch watch = new LoadWatch() {
        @Override
        public void fails(String name, long batch, Throwable reason) {
            watched.add(batch);
        }

        @Override
        public void works(String name, long batch) {
            watched.add(-batch);
        }
    };

    LoadedWarehouse(Path folder, Dataset... datasets) throws Exception {
        this.folder = folder;
        this.place = Place.duckDb(folder);
        declare(10, datasets);
    }

    LoadedWarehouse(Path folder, Place place, Dataset... datasets) throws Exception {
        this.folder = folder;
        this.place = place;
        declare(10, datasets);
    }

    /** Goes on with other declarations, as a newer version of the program does. */
    LoadedWarehouse declare(int mostBatches, Dataset... datasets) throws Exception {
        return declare(LoadSize.of(mostBatches), datasets);
    }

    /** Goes on as a process does that was started with another {@code load.from}. */
    LoadedWarehouse begin(LoadFrom at, Dataset... datasets) throws Exception {
        from = at;
        return declare(10, datasets);
    }

    LoadedWarehouse declare(LoadSize size, Dataset... datasets) throws Exception {
        this.datasets = datasets.length;
        inUse = new DatasetsInUse(List.of(datasets), new Batches(lake));
        place.reads(lake);
        warehouse = place.warehouse("test", counted(place.source()));
        var connections = new BoundConnection();
        bound = connections;
        loader = loader(warehouse, connections, size, datasets);
        rival = loader(place.warehouse("rival", place.source()), connections, size, datasets);
        if (context != null) {
            context.close();
        }
        context = new DefaultCamelContext();
        context.getRegistry().bind("warehouse-test", place.source());
        context.getRegistry().bind("loader-test", loader);
        context.getRegistry().bind("warehouse-rival", place.source());
        context.getRegistry().bind("loader-rival", rival);
        context.getRegistry().bind("boundConnection", connections);
        context.disableJMX();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource("classpath:routes/load-warehouse.camel.yaml"));
        for (var name : List.of("test", "rival")) {
            for (var template : List.of("run-statements", "load-batches", "load-round")) {
                TemplatedRouteBuilder.builder(context, template)
                        .parameter("warehouse", name)
                        .routeId(template + "-" + name)
                        .prefixId(name + "-")
                        .add();
            }
            AdviceWith.adviceWith(context, "load-batches-" + name, false, route -> {
                for (var step :
                        Stream.concat(STEPS.stream(), REPLACING_STEPS.stream()).toList()) {
                    route.weaveById(step).before().process(exchange -> reach(step, exchange));
                }
            });
            AdviceWith.adviceWith(
                    context,
                    "run-statements-" + name,
                    false,
                    route -> route.weaveById("run-statement")
                            .before()
                            .process(exchange -> ran.add(exchange.getMessage().getBody(String.class))));
        }
        context.start();
        return this;
    }

    private Loader loader(Warehouse into, BoundConnection connections, LoadSize size, Dataset... declared) {
        return new Loader(
                into,
                List.of(declared),
                new Batches(lake),
                lake,
                lake,
                folder.resolve("it's [work]"),
                size,
                from,
                connections,
                watch,
                clock);
    }

    /** The same, counting how often it is asked for a connection. */
    private DataSource counted(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                LoadedWarehouse.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    connections.incrementAndGet();
                    return method.invoke(source, arguments);
                });
    }

    private void reach(String step, Exchange exchange) {
        if (step.equals("commit")) {
            promised = exchange.getProperty("load", Load.class).statements();
        }
        beforeStep.accept(step);
    }

    void beforeStep(Consumer<String> action) {
        beforeStep = action;
    }

    /** The connection of the load that runs on this thread is lost, by no doing of the loader's. */
    void loseConnection() {
        try {
            place.cut(bound.current());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
        commit(manifest(n, dataset, promised, numbered(n, rows)));
    }

    /** Commits a batch of one dataset with as many rows as the query gives, whose columns are the dataset's, in order. */
    void commitQuery(long n, Dataset dataset, long promised, String query) throws SQLException, IOException {
        commit(manifest(
                n,
                dataset,
                promised,
                List.of(write(n, dataset, promised, "SELECT *, " + n + " FROM (" + query + ")"))));
    }

    /** Commits a batch that is about others. */
    void commit(long n, BatchKind kind, List<Long> replaces, Dataset dataset, String... rows)
            throws SQLException, IOException {
        commit(Batched.about(manifest(n, dataset, rows.length, numbered(n, rows)), kind, replaces, null));
    }

    /** Commits a batch whose rows keep the numbers of the batches that it replaces: row to number. */
    void carry(long n, BatchKind kind, List<Long> replaces, Dataset dataset, Map<String, Long> rows)
            throws SQLException, IOException {
        commit(Batched.about(manifest(n, dataset, rows.size(), rows), kind, replaces, null));
    }

    void commit(Manifest manifest) {
        plan(manifest.n());
        Batched.commit(lake, manifest);
    }

    private static Map<String, Long> numbered(long n, String... rows) {
        var numbered = new LinkedHashMap<String, Long>();
        for (var row : rows) {
            numbered.put(row, n);
        }
        return numbered;
    }

    Manifest manifest(long n, Dataset dataset, long promised, Map<String, Long> rows) throws SQLException, IOException {
        var values = rows.entrySet().stream()
                .map(row -> row.getKey().substring(0, row.getKey().lastIndexOf(')')) + ", " + row.getValue() + ")")
                .collect(Collectors.joining(", "));
        var files = rows.isEmpty()
                ? List.<Manifest.DataFile>of()
                : List.of(write(n, dataset, promised, "VALUES " + values));
        return manifest(n, dataset, promised, files);
    }

    /** Each batch is committed an hour after the one before. */
    static Instant committed(long n) {
        return NOW.plus(Duration.ofHours(n));
    }

    private static Manifest manifest(long n, Dataset dataset, long promised, List<Manifest.DataFile> files) {
        var columns = new ArrayList<>(
                dataset.columns().stream().map(column -> column.name()).toList());
        columns.addAll(List.of("batch", "shard", "seq"));
        var written = new Manifest.Written(dataset.version(), columns, promised, files);
        return Batched.manifest(n, committed(n), promised, 0, Map.of(), Map.of(dataset.name(), written), Map.of());
    }

    private Manifest.DataFile write(long n, Dataset dataset, long promised, String rows)
            throws SQLException, IOException {
        var local = Files.createTempFile(folder, "batch", ".parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            var definitions = dataset.columns().stream()
                    .map(column -> Sql.identifier(column.name()) + " "
                            + DuckDbDialect.type(column).replace("JSON", "VARCHAR"))
                    .collect(Collectors.joining(", "));
            statement.execute("CREATE TABLE rows (" + definitions + ", batch BIGINT)");
            statement.execute("INSERT INTO rows " + rows);
            statement.execute(
                    "COPY (SELECT *, 'shard' AS shard, '1' AS seq FROM rows) TO '" + local + "' (FORMAT parquet)");
        }
        var key = "processed/" + dataset.name() + "/batch=" + n + "/part.parquet";
        var content = Files.readAllBytes(local);
        lake.create(key, content, Map.of());
        Files.delete(local);
        return new Manifest.DataFile(key, "2026-11-21", promised, content.length);
    }

    /** One round through the routes, and what it did. */
    List<Round.Done> load() throws Exception {
        return round(loader.due());
    }

    /** One round of another process's loader. */
    List<Round.Done> loadAsRival() throws Exception {
        var round = rival.due();
        send("direct:load-round-rival", round);
        return round.done();
    }

    /** What would be loaded. */
    List<Load> allDue() throws Exception {
        return loader.allDue();
    }

    /** Loads a range again. */
    List<Round.Done> repair(long from, long to) throws Exception {
        return round(loader.round(
                loader.repairs(LongStream.rangeClosed(from, to).boxed().toList(), null)));
    }

    private List<Round.Done> round(Round round) throws Exception {
        send("direct:load-round-test", round);
        return round.done();
    }

    /** The next load of each dataset. */
    List<Load> next() throws Exception {
        var round = loader.due();
        var loads = new ArrayList<Load>();
        for (var load = round.next(); load != null && loads.size() < datasets; load = round.next()) {
            loads.add(load);
        }
        return loads;
    }

    /** Sends a load through its route, out of any round. */
    void load(Load load) throws Exception {
        load(load, "test");
    }

    /** Has the loader of another process do it. */
    void loadAsRival(Load load) throws Exception {
        load(load, "rival");
    }

    private void load(Load load, String name) throws Exception {
        try (var template = context.createFluentProducerTemplate()) {
            throwFailure(template.to("direct:load-into-" + name)
                    .withProcessor(exchange -> exchange.setProperty("load", load))
                    .send());
        }
    }

    private void send(String address, Object body) throws Exception {
        try (var template = context.createFluentProducerTemplate()) {
            throwFailure(template.to(address).withBody(body).send());
        }
    }

    private static void throwFailure(Exchange answer) throws Exception {
        if (answer.getException() != null) {
            throw answer.getException();
        }
    }

    Place place() {
        return place;
    }

    Warehouse.Sums sums(Dataset dataset) throws SQLException {
        return warehouse.sums(inUse.of(dataset));
    }

    long loadedThrough(Dataset dataset) throws SQLException {
        return warehouse.loadedThrough(inUse.of(dataset));
    }

    Warehouse warehouse() {
        return warehouse;
    }

    FakeLake lake() {
        return lake;
    }

    /** Each row of the answer as text. */
    List<String> rows(String sql) throws SQLException {
        return rowsAfter(null, sql);
    }

    /** The same in a session of its own, in which another statement was run before. */
    List<String> rowsAfter(String before, String sql) throws SQLException {
        try (var connection = place.source().getConnection()) {
            if (before != null) {
                Rows.of(connection, before, " ");
            }
            return Rows.of(connection, place.query(sql), " ");
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = place.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(place.query(sql));
        }
    }

    /** What the load that runs on this thread sees, its temporary tables too: each row as text. */
    List<String> inLoad(String sql) {
        try {
            return Rows.of(bound.current(), sql, " ");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Batch, written, inserted, updated, ignored, deleted. */
    List<String> ledger() throws SQLException {
        return rows("SELECT batch, written, inserted, updated, ignored, deleted FROM millrace_loads"
                + " ORDER BY dataset, batch");
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
        place.close();
    }
}
