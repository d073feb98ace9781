package io.millrace.clean;

import io.millrace.dataset.Column;

/** The DuckDB type of a column, which decides the Parquet type: times in UTC microseconds, decimals exact. */
final class DuckDbTypes {
    private DuckDbTypes() {}

    static String of(Column column) {
        return switch (column.type().kind()) {
            case STRING, JSON -> "VARCHAR";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL ->
                "DECIMAL(" + column.type().precision() + "," + column.type().scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
        };
    }
}
