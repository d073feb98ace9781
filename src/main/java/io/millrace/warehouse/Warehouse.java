package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

    public Warehouse(String name, String type, DataSource dataSource) {
        this.name = name;
        this.type = type;
        this.dataSource = dataSource;
        this.sql = new SqlFolder(type);
    }

    /**
     * The sums of a dataset's loads.
     *
     * @param loads batches in the ledger
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

    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * Creates what is missing: ledger, tables, columns, views. Outside of every load's transaction, once a process.
     *
     * @throws IllegalStateException if a table is there that does not fit the declaration, with the cure
     */
    public synchronized void prepare(List<Dataset> datasets) throws SQLException {
        for (var dataset : datasets) {
            if (!prepared.contains(dataset.name())) {
                prepare(dataset);
                prepared.add(dataset.name());
            }
        }
    }

    /** The statements that {@link #prepare} runs for a dataset in a new warehouse. */
    public List<String> ddl(Dataset dataset) {
        var statements = new ArrayList<>(tables(dataset));
        statements.addAll(views(dataset));
        return statements;
    }

    public Sums sums(Dataset dataset) throws SQLException {
        var row = query("sums", Sql.of(dataset)).get(0);
        return new Sums(
                number(row, "loads"),
                number(row, "newest"),
                number(row, "written"),
                number(row, "inserted"),
                number(row, "updated"),
                number(row, "ignored"),
                number(row, "deleted"),
                number(row, "row_count"));
    }

    /** The number through which every batch is in the ledger. */
    public long loadedThrough(Dataset dataset) throws SQLException {
        var ledger = ledger(dataset);
        ledger.refresh();
        return ledger.through();
    }

    /** What this process knows of the ledger. */
    Ledger ledger(Dataset dataset) {
        return ledgers.computeIfAbsent(dataset.name(), name -> new Ledger(this, dataset));
    }

    /** The number through which every batch is in the ledger, found by looking at all of it. */
    long loadedDensely(Dataset dataset) throws SQLException {
        return number(query("loaded-through", Sql.of(dataset)).get(0), "through");
    }

    /** Numbers in the ledger from {@code from} on. */
    List<Long> loadedFrom(Dataset dataset, long from) throws SQLException {
        var values = new HashMap<>(Sql.of(dataset));
        values.put("from", Long.toString(from));
        return query("loaded-from", values).stream()
                .map(row -> number(row, "batch"))
                .toList();
    }

    SqlFolder sql() {
        return sql;
    }

    private void prepare(Dataset dataset) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var ddl : tables(dataset)) {
                statement.execute(ddl);
            }
            var table = new TableChanges(name, dataset, sql);
            for (var ddl : table.due(rows(connection, sql.statement("columns", Sql.of(dataset))))) {
                statement.execute(ddl);
            }
            // Last, because a view has to be made anew when its table has changed.
            for (var ddl : views(dataset)) {
                statement.execute(ddl);
            }
        }
    }

    private List<String> tables(Dataset dataset) {
        var statements = new ArrayList<>(sql.script("ledger", Map.of()));
        statements.addAll(sql.script("table", Sql.of(dataset)));
        return statements;
    }

    private List<String> views(Dataset dataset) {
        return sql.script("views-" + dataset.name(), Map.of());
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

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
