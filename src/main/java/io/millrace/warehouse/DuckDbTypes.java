package io.millrace.warehouse;

import io.millrace.dataset.Column;

/** The DuckDB type of a column's table column. */
final class DuckDbTypes {
    private DuckDbTypes() {}

    static String of(Column column) {
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
}
