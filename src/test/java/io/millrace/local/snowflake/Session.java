package io.millrace.local.snowflake;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One session: a connection of DuckDB, and Snowflake's rules of transactions over it. A transaction reads what is
 * committed as long as it has changed nothing; whoever changes rows of a table holds it to the end of his transaction;
 * what defines something commits, and so does COPY INTO. Does one thing at a time.
 */
final class Session implements AutoCloseable {
    private final Account account;
    private final Connection duckDb;
    private final Stages stages;
    private final Map<String, String> parameters = new TreeMap<>();
    private boolean open;
    private boolean writing;

    Session(Account account, Map<String, String> parameters) throws SQLException {
        this.account = account;
        this.duckDb = account.connect();
        this.stages = account.stages(duckDb.createStatement());
        this.parameters.put("AUTOCOMMIT", "true");
        this.parameters.put("TIMEZONE", "America/Los_Angeles");
        this.parameters.put("LOCK_TIMEOUT", "43200");
        this.parameters.putAll(parameters);
    }

    /** As the driver is told them. */
    Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** Where a PUT's files go; what it is about is told by the statement. */
    synchronized java.nio.file.Path upload(Statement.Put put) throws IOException {
        return stages.folder(put.place());
    }

    synchronized Statement read(String sql) throws SQLException {
        account.expectAllowed(sql);
        stages.skip(file -> false);
        var statement = Grammar.read(sql, stages);
        if (statement instanceof Statement.CopyQuery copy) {
            var history = history(copy.table());
            stages.skip(file -> account.history().holds(history, file));
            return Grammar.read(sql, stages);
        }
        return statement;
    }

    synchronized Rowset run(Statement statement) throws IOException, InterruptedException {
        try {
            return answer(statement);
        } catch (SQLException e) {
            throw DuckDbFaults.translate(e);
        }
    }

    private Rowset answer(Statement statement) throws SQLException, IOException, InterruptedException {
        if (statement instanceof Statement.Select select) {
            return query(select.sql());
        }
        if (statement instanceof Statement.Change change) {
            return change(change);
        }
        if (statement instanceof Statement.Merge merge) {
            return merge(merge);
        }
        if (statement instanceof Statement.Copy copy) {
            return copy(copy);
        }
        if (statement instanceof Statement.CopyQuery copy) {
            commit();
            var count = copy.files().isEmpty() ? 0 : update(copy.sql());
            account.history().add(history(copy.table()), copy.files());
            return Rowset.counted(Rowset.COPY, List.of("rows_loaded"), List.of((long) count));
        }
        if (statement instanceof Statement.Administer administer) {
            commit();
            return Rowset.said(Rowset.DEFINITION, administer.said());
        }
        if (statement instanceof Statement.Define define) {
            return define(define);
        }
        if (statement instanceof Statement.MakeStage stage) {
            commit();
            stages.make(stage);
            return Rowset.said(Rowset.DEFINITION, "Stage area " + stage.name() + " successfully created.");
        }
        if (statement instanceof Statement.MakeFormat format) {
            commit();
            account.makeFormat(format.name());
            return Rowset.said(Rowset.DEFINITION, "File format " + format.name() + " successfully created.");
        }
        if (statement instanceof Statement.SetSession set) {
            set.parameters().forEach((name, value) -> parameters.put(name, value.toLowerCase(Locale.ROOT)));
            return Rowset.said(Rowset.SESSION, "Statement executed successfully.");
        }
        if (statement instanceof Statement.Begin) {
            open = true;
        } else if (statement instanceof Statement.Commit) {
            commit();
        } else if (statement instanceof Statement.Rollback) {
            rollback();
        } else {
            throw new IllegalArgumentException(statement + " is not run here");
        }
        return Rowset.said(Rowset.TRANSACTION, "Statement executed successfully.");
    }

    private Rowset query(String sql) throws SQLException {
        try (var statement = duckDb.createStatement();
                var result = statement.executeQuery(sql)) {
            return Rowset.of(result);
        }
    }

    private Rowset change(Statement.Change change) throws SQLException, InterruptedException {
        begin(change.table(), change.locks());
        var count = 0L;
        for (var sql : change.sql()) {
            count = update(sql);
        }
        end();
        return Rowset.counted(change.kind().type, List.of(change.kind().column), List.of(count));
    }

    private Rowset merge(Statement.Merge merge) throws SQLException, InterruptedException {
        begin(merge.table(), true);
        Rowset counted;
        if (merge.delete()) {
            counted = Rowset.counted(
                    Rowset.MERGE, List.of("number of rows deleted"), List.of((long) update(merge.duckDb())));
        } else {
            expectOneSourceRow(merge);
            var actions = query(merge.duckDb()).rows();
            var inserted =
                    actions.stream().filter(row -> row.get(0).equals("INSERT")).count();
            counted = Rowset.counted(
                    Rowset.MERGE,
                    List.of("number of rows inserted", "number of rows updated"),
                    List.of(inserted, actions.size() - inserted));
        }
        end();
        return counted;
    }

    private void expectOneSourceRow(Statement.Merge merge) throws SQLException {
        var alias = merge.target().substring(merge.target().lastIndexOf(' ') + 1);
        var twice = query("SELECT 1 AS one FROM " + merge.target() + " JOIN " + merge.source() + " ON "
                + merge.condition() + " GROUP BY " + alias + ".rowid HAVING count(*) > 1 LIMIT 1");
        if (!twice.rows().isEmpty()) {
            throw new SnowflakeFault("100090", "42P18", "Duplicate row detected during DML action");
        }
    }

    private Rowset define(Statement.Define define) throws SQLException {
        commit();
        if (define.unless() != null && !query(isThere(define.unless())).rows().isEmpty()) {
            return Rowset.said(Rowset.DEFINITION, define.unless() + " already exists, statement succeeded.");
        }
        if (define.table() != null) {
            account.history().forget(history(define.table()));
        }
        for (var sql : define.sql()) {
            update(sql);
        }
        return Rowset.said(Rowset.DEFINITION, define.said());
    }

    private static String isThere(String table) {
        return "SELECT 1 AS one FROM duckdb_tables() WHERE table_name = " + Names.text(table);
    }

    private boolean isTemporary(String table) throws SQLException {
        return !query(isThere(table) + " AND temporary").rows().isEmpty();
    }

    private String history(String table) throws SQLException {
        return isTemporary(table) ? System.identityHashCode(this) + "." + table : table;
    }

    /** Skips what the table has copied before; all of it or nothing. */
    private Rowset copy(Statement.Copy copy) throws SQLException {
        commit();
        var history = history(copy.table());
        var columns = query("SELECT * FROM " + Names.quoted(copy.table()) + " LIMIT 0")
                .columns();
        var rows = new ArrayList<List<String>>();
        var copied = new HashSet<String>();
        update("BEGIN TRANSACTION");
        try {
            for (var name : copy.files()) {
                var file = stages.file(copy.place(), name);
                if (account.history().holds(history, file.name()) || !copied.add(file.name())) {
                    continue;
                }
                var count = Integer.toString(update(insert(copy.table(), columns, file)));
                rows.add(new ArrayList<>(List.of(file.name(), "LOADED", count, count, "1", "0")));
                rows.get(rows.size() - 1).addAll(java.util.Collections.nCopies(4, null));
            }
            update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            update("ROLLBACK");
            throw e;
        }
        account.history().add(history, copied);
        if (rows.isEmpty()) {
            return Rowset.said(Rowset.COPY, "Copy executed with 0 files processed.");
        }
        var names = List.of(
                "file",
                "status",
                "rows_parsed",
                "rows_loaded",
                "error_limit",
                "errors_seen",
                "first_error",
                "first_error_line",
                "first_error_character",
                "first_error_column_name");
        return new Rowset(
                Rowset.COPY,
                names.stream()
                        .map(name -> name.matches("rows.*|error.*|.*line|.*character")
                                ? Rowset.Column.number(name)
                                : Rowset.Column.text(name))
                        .toList(),
                rows);
    }

    /** MATCH_BY_COLUMN_NAME: what the file lacks is NULL, what the table lacks is left. A text stays one in a VARIANT. */
    private String insert(String table, List<Rowset.Column> columns, Stages.Staged file) {
        var found = stages.columns(file.local());
        var into = new ArrayList<String>();
        var from = new ArrayList<String>();
        for (var column : columns) {
            found.stream()
                    .filter(name -> name.equalsIgnoreCase(column.name()))
                    .findFirst()
                    .ifPresent(name -> {
                        into.add(Names.quoted(column.name()));
                        from.add(
                                column.type().equals("variant")
                                        ? "to_json(" + Names.quoted(name) + ")"
                                        : Names.quoted(name));
                    });
        }
        if (into.isEmpty()) {
            throw SnowflakeFault.invalid("No column of " + file.name() + " matches one of " + table + ".");
        }
        return "INSERT INTO " + Names.quoted(table) + " (" + String.join(", ", into) + ") SELECT "
                + String.join(", ", from) + " FROM read_parquet("
                + Names.text(file.local().toString()) + ")";
    }

    private void begin(String table, boolean locks) throws SQLException, InterruptedException {
        if (locks && !isTemporary(table)) {
            var patience = Duration.ofSeconds(Long.parseLong(parameters.get("LOCK_TIMEOUT")));
            account.locks().take(table, this, patience);
        }
        open |= parameters.get("AUTOCOMMIT").equals("false");
        if (!writing) {
            update("BEGIN TRANSACTION");
            writing = true;
        }
    }

    /** The end of a statement that changed something. */
    private void end() throws SQLException {
        if (!open) {
            commit();
        }
    }

    private void commit() throws SQLException {
        finish("COMMIT");
    }

    private void rollback() throws SQLException {
        finish("ROLLBACK");
    }

    private void finish(String how) throws SQLException {
        try {
            if (writing) {
                update(how);
            }
        } finally {
            writing = false;
            open = false;
            account.locks().release(this);
        }
    }

    private int update(String sql) throws SQLException {
        try (var statement = duckDb.createStatement()) {
            return statement.execute(sql) ? 0 : Math.max(0, statement.getUpdateCount());
        }
    }

    /** Rolls back; temporary tables and stages go with it. */
    @Override
    public synchronized void close() throws SQLException {
        rollback();
        duckDb.close();
    }
}
