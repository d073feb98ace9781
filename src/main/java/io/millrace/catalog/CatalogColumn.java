package io.millrace.catalog;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;

/**
 * A column of a table of the catalog.
 *
 * @param type in Hive's words, which Athena, Spectrum and Spark read: {@code string}, {@code decimal(18,4)}
 * @param comment at most 255 characters; may be empty
 */
record CatalogColumn(String name, String type, String comment) {
    /** As much Glue keeps. */
    private static final int LONGEST = 255;

    CatalogColumn {
        comment = comment.length() <= LONGEST ? comment : comment.substring(0, LONGEST - 1) + "…";
    }

    static CatalogColumn of(Column column) {
        return new CatalogColumn(column.name(), type(column.type()), column.doc());
    }

    private static String type(ColumnType type) {
        return switch (type.kind()) {
            case STRING, JSON -> "string";
            case INT -> "int";
            case BIGINT -> "bigint";
            case DOUBLE -> "double";
            case DECIMAL -> "decimal(" + type.precision() + "," + type.scale() + ")";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
        };
    }
}
