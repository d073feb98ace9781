package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** DuckDB, which reads a load's files itself. */
public final class DuckDbDialect implements Dialect {
    /** A row costs half a kilobyte to one of the memory until it is committed, with what its key's index takes. */
    private static final long MOST_ROWS = 100_000;

    private static final long MOST_BYTES = 16L << 20;
    private static final int HISTORY = 3;

    @Override
    public LoadSize most(int batches) {
        return new LoadSize(batches, MOST_ROWS, MOST_BYTES);
    }

    /** Of a history, whose rows are new: those take a third of the memory of rows that take the place of others. */
    @Override
    public LoadSize most(LoadSize size, Dataset dataset) {
        return dataset.isHistory() ? size.times(HISTORY) : size;
    }

    @Override
    public String type(Dataset dataset, Column column) {
        return type(column);
    }

    static String type(Column column) {
        return switch (column.type().kind()) {
            case STRING -> "VARCHAR";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL ->
                "DECIMAL(" + column.type().precision() + ", " + column.type().scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case JSON -> "JSON";
        };
    }

    @Override
    public String epoch(String time) {
        return "CAST(floor(epoch(" + time + ")) AS BIGINT)";
    }

    @Override
    public String time(String seconds) {
        return "to_timestamp(" + seconds + ")";
    }

    @Override
    public String day(String time) {
        return "CAST(" + time + " AT TIME ZONE 'UTC' AS DATE)";
    }

    @Override
    public String member(String object, String name) {
        return "(" + object + "->>" + Sql.literal(name) + ")";
    }

    @Override
    public Map<String, String> values(Dataset dataset) {
        return Map.of(
                "files",
                identifier("files_" + dataset.name()),
                "staged",
                identifier("staged_" + dataset.name()),
                "deciding-columns",
                Sql.join(Sql.deciding(dataset), this::identifier));
    }

    /** Nothing: its connections come from no pool, and the statement {@code begin} begins the transaction. */
    @Override
    public void begin(Connection connection) {}

    /** Straight from the files where every row of theirs is new, as it is for most loads of a history. */
    @Override
    public void insertNew(Load load, Connection connection) throws SQLException {
        if (load.isTaking()) {
            return;
        }
        var counts = Warehouse.rows(connection, load.statement("count-new")).get(0);
        if (load.rows() == 0 || Answer.number(counts, "fresh") != load.rows()) {
            return;
        }
        var statements = load.statements("insert-new");
        try (var statement = connection.createStatement()) {
            var inserted = statement.executeLargeUpdate(statements.get(0));
            if (inserted != load.rows()) {
                throw new SQLException(
                        "the files of " + load + " held " + load.rows() + " rows when they were staged, and " + inserted
                                + " now: did something else write to the folder of fetched files?");
            }
            statement.execute(statements.get(1));
        }
    }
}
