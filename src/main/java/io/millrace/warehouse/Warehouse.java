package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import io.millrace.lake.DatasetInUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A configured warehouse: where it is, and its statements. Thread-safe. */
public final class Warehouse {
    private final String name;
    private final String type;
    private final DataSource dataSource;
    private final SqlFolder sql;
    private final Set<String> prepared = new HashSet<>();
    private boolean ledgerIsThere;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

    public Warehouse(String name, String type, Dialect dialect, DataSource dataSource) {
        this.name = name;
        this.type = type;
        this.dataSource = dataSource;
        this.sql = new SqlFolder(type, dialect);
    }

    /** One in a DuckDB file. */
    public static Warehouse duckDb(String name, DataSource file) {
        return new Warehouse(name, "duckdb", new DuckDbDialect(), file);
    }

    /**
     * The sums of a dataset's loads.
     *
     * @param loads batches in the ledger, of those that may have anything of it
     * @param newest number of the newest of them
     * @param deleted rows that batches took away that replaced others
     * @param rows of the table
     */
    public record Sums(
            long loads,
            long newest,
            long written,
            long inserted,
            long updated,
            long ignored,
            long deleted,
            long rows) {}

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /** Whether it is on a server, which may be away. */
    public boolean isElsewhere() {
        return !type.equals("duckdb");
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * Creates what is missing: ledger, tables, columns, views. Outside of every load's transaction, once a process.
     *
     * @throws IllegalStateException if a table is there that does not fit the declaration, with the cure
     */
    public synchronized void prepare(List<Dataset> datasets) throws SQLException {
        var references = new References(datasets);
        var due = references.models().stream()
                .filter(model -> !prepared.containsAll(names(model)))
                .toList();
        if (due.isEmpty() && ledgerIsThere) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            // Also where nothing is in use yet: whoever asks how far the loads are finds that there are none.
            run(sql.script("ledger", Map.of()), statement);
            ledgerIsThere = true;
            for (var model : due) {
                prepare(model, references, connection, statement);
                prepared.addAll(names(model));
            }
        }
    }

    /**
     * Looks whether the dataset's table is there, after a load has not found what it needs; one that somebody took away
     * is made anew by the next {@link #prepare}.
     *
     * @throws IllegalStateException if it is gone, with the cure
     */
    synchronized void expectTable(Dataset dataset) throws SQLException {
        if (query("columns", sql.values(dataset)).isEmpty()) {
            prepared.remove(dataset.name());
            throw new IllegalStateException("warehouse " + name + ": the table " + dataset.name()
                    + " is gone; it is made anew, but what the ledger has of it is not loaded again by itself: bring it"
                    + " back from a backup, or have all batches loaded anew after "
                    + sql.statement("forget", sql.values(dataset)));
        }
    }

    /** The statements that {@link #prepare} runs in a new warehouse. */
    public List<String> ddl(List<Dataset> datasets) {
        var references = new References(datasets);
        var statements = new ArrayList<>(sql.script("ledger", Map.of()));
        for (var model : references.models()) {
            for (var dataset : model) {
                statements.addAll(table(dataset));
                references.from(dataset).forEach(link -> statements.addAll(foreignKey(link)));
            }
            model.forEach(dataset -> statements.addAll(views(dataset)));
        }
        return List.copyOf(statements);
    }

    /** The statements that make the views over a dataset's table; they need nothing but the table. */
    public List<String> marts(Dataset dataset) {
        return views(dataset);
    }

    /** The statements that a person runs once, before all others; none where there is nothing to set up. */
    public List<String> setup() {
        return sql.dialect().setups().stream()
                .flatMap(script -> sql.script(script, sql.dialect().setup()).stream())
                .toList();
    }

    /**
     * The statements that an administrator chooses from for each who reads, with the name {@code ann} to be replaced; none
     * where giving the role of readers away is all there is to it.
     */
    public List<String> readers() {
        return sql.script("readers", sql.dialect().setup());
    }

    /** The statements that a person may run for a dataset once its files and tables are there. */
    public List<String> after(Dataset dataset) {
        return sql.dialect().after(dataset, sql);
    }

    public Sums sums(DatasetInUse used) throws SQLException {
        var values = new HashMap<>(sql.values(used.dataset()));
        values.put("from", Long.toString(used.from()));
        var row = query("sums", values).get(0);
        return new Sums(
                Answer.number(row, "loads"),
                Answer.number(row, "newest"),
                Answer.number(row, "written"),
                Answer.number(row, "inserted"),
                Answer.number(row, "updated"),
                Answer.number(row, "ignored"),
                Answer.number(row, "deleted"),
                Answer.number(row, "row_count"));
    }

    /**
     * That the setting of where it begins says something else than what is settled in it, and what to do; writes nothing.
     *
     * @return empty if it is as is set, or has not loaded anything yet
     */
    public Optional<String> startsElsewhere(LoadFrom set, List<Dataset> datasets) throws SQLException {
        try {
            return start().otherThan(set, forget(datasets));
        } catch (SQLException e) {
            if (WorldFaults.isAbsence(e)) {
                // Nobody has made its tables yet.
                return Optional.empty();
            }
            throw e;
        }
    }

    /** After these statements all batches are loaded anew. */
    List<String> forget(List<Dataset> datasets) {
        return datasets.stream()
                .map(dataset -> sql.statement("forget", sql.values(dataset)))
                .toList();
    }

    /** Where it begins, as is settled or, while it is not, with the first batch of all. */
    public Start start() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return Start.read(connection, sql);
        }
    }

    /**
     * Settles where it begins, for everybody who loads these datasets.
     *
     * @return whether it was still as it was known to be; if not, nothing is done
     */
    boolean settle(List<Dataset> datasets, Start known, Start start) throws SQLException {
        var locked = Map.of("locked", Sql.literals(datasets));
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            sql.dialect().begin(connection);
            for (var name : List.of("begin", "lock")) {
                for (var line : sql.script(name, locked)) {
                    statement.execute(line);
                }
            }
            if (!Start.read(connection, sql).equals(known)) {
                return false;
            }
            for (var line : start.statements(sql)) {
                statement.execute(line);
            }
            statement.execute(sql.statement("commit", Map.of()));
            return true;
        }
    }

    /** The number through which every batch is in the ledger that it loads at all. */
    public long loadedThrough(DatasetInUse used) throws SQLException {
        var ledger = ledger(used);
        ledger.refresh();
        return ledger.through();
    }

    /** What this process knows of the ledger. */
    Ledger ledger(DatasetInUse used) {
        return ledgers.computeIfAbsent(used.name(), name -> new Ledger(this, used));
    }

    /** The number through which every batch from {@code first} on is in the ledger, found by looking at all of it. */
    long loadedDensely(Dataset dataset, long first) throws SQLException {
        var values = new HashMap<>(sql.values(dataset));
        values.put("first", Long.toString(first));
        return Answer.number(query("loaded-through", values).get(0), "through");
    }

    /** Numbers in the ledger from {@code from} on. */
    List<Long> loadedFrom(Dataset dataset, long from) throws SQLException {
        var values = new HashMap<>(sql.values(dataset));
        values.put("from", Long.toString(from));
        return query("loaded-from", values).stream()
                .map(row -> Answer.number(row, "batch"))
                .toList();
    }

    /**
     * The statements of one of its files that are about no dataset, in order, filled in.
     *
     * @param values by the names that stand there in {@code ${…}}
     */
    public List<String> statements(String file, Map<String, String> values) {
        return sql.script(file, values);
    }

    /** What one load takes at most, of so many batches. */
    public LoadSize most(int batches) {
        return sql.dialect().most(batches);
    }

    SqlFolder sql() {
        return sql;
    }

    private void prepare(List<Dataset> model, References references, Connection connection, Statement statement)
            throws SQLException {
        for (var dataset : model) {
            prepare(dataset, references, connection, statement);
        }
        // Last, because a view may be over each of these tables, and has to be made anew when one has changed.
        for (var dataset : model) {
            run(views(dataset), statement);
        }
    }

    private static List<String> names(List<Dataset> datasets) {
        return datasets.stream().map(Dataset::name).toList();
    }

    private void prepare(Dataset dataset, References references, Connection connection, Statement statement)
            throws SQLException {
        run(table(dataset), statement);
        var table = new TableChanges(name, dataset, sql);
        var due = table.due(rows(connection, sql.statement("columns", sql.values(dataset))));
        run(due, statement);
        if (!due.isEmpty()) {
            run(sql.script("drop-views-" + dataset.name(), Map.of()), statement);
        }
        run(foreignKeys(dataset, references, connection), statement);
    }

    private static void run(List<String> statements, Statement statement) throws SQLException {
        for (var one : statements) {
            statement.execute(one);
        }
    }

    private List<String> table(Dataset dataset) {
        return sql.script("table", sql.values(dataset));
    }

    /** What is still to be run for the keys that a dataset refers to; nothing where the warehouse does not enforce them. */
    private List<String> foreignKeys(Dataset dataset, References references, Connection connection)
            throws SQLException {
        var links = references.from(dataset);
        if (links.isEmpty() || !sql.has("foreign-keys")) {
            return List.of();
        }
        var there = rows(connection, sql.statement("foreign-keys", sql.values(dataset))).stream()
                .map(row -> row.get("name"))
                .toList();
        return links.stream()
                .filter(link -> !there.contains(Sql.constraint(link)))
                .flatMap(link -> foreignKey(link).stream())
                .toList();
    }

    private List<String> foreignKey(References.Link link) {
        var values = new HashMap<>(sql.values(link.child()));
        values.putAll(Sql.of(link, sql.dialect()));
        return sql.script("add-foreign-key", values);
    }

    private List<String> views(Dataset dataset) {
        var name = "views-" + dataset.name();
        if (!sql.has(name)) {
            return List.of();
        }
        var values = Marts.values(dataset, sql.dialect());
        values.putAll(Signals.values(sql.dialect()));
        return sql.script(name, values);
    }

    private List<Map<String, Object>> query(String statement, Map<String, String> values) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return rows(connection, sql.statement(statement, values));
        }
    }

    static List<Map<String, Object>> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Map<String, Object>>();
            var columns = result.getMetaData();
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (var i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
