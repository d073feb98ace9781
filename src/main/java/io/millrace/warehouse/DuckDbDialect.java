package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.sql.Connection;

/** DuckDB, which reads a load's files itself. */
public final class DuckDbDialect implements Dialect {
    /** A row costs half a kilobyte to one of the memory until it is committed, with what its key's index takes. */
    private static final long MOST_ROWS = 100_000;

    private static final long MOST_BYTES = 16L << 20;

    @Override
    public LoadSize most(int batches) {
        return new LoadSize(batches, MOST_ROWS, MOST_BYTES);
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
    public String day(String time) {
        return "CAST(" + time + " AT TIME ZONE 'UTC' AS DATE)";
    }

    @Override
    public String member(String object, String name) {
        return "(" + object + "->>" + Sql.literal(name) + ")";
    }

    /** Nothing: its connections come from no pool, and the statement {@code begin} begins the transaction. */
    @Override
    public void begin(Connection connection) {}
}
