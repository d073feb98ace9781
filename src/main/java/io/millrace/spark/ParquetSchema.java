package io.millrace.spark;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema of a dataset's files: the same types that the embedded engine writes. */
final class ParquetSchema {
    static final ColumnType TEXT = new ColumnType(ColumnType.Kind.STRING, 0, 0);

    /** Digits of a decimal that is stored as 32 bits. */
    static final int INT_DIGITS = 9;
    /** Digits of a decimal that is stored as 64 bits. */
    static final int LONG_DIGITS = 18;
    /** What all others take. */
    static final int DECIMAL_BYTES = 16;

    private static final ColumnType NUMBER = new ColumnType(ColumnType.Kind.BIGINT, 0, 0);

    private ParquetSchema() {}

    static MessageType of(Dataset dataset) {
        var schema = Types.buildMessage();
        for (Column column : dataset.columns()) {
            schema.addField(field(column.type(), column.name()));
        }
        // As FileColumns says.
        schema.addField(field(NUMBER, "batch"));
        schema.addField(field(TEXT, "shard"));
        schema.addField(field(TEXT, "seq"));
        return schema.named(dataset.name());
    }

    private static Type field(ColumnType type, String name) {
        return switch (type.kind()) {
            case STRING, JSON ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case INT ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.intType(Integer.SIZE, true))
                        .named(name);
            case BIGINT ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.intType(Long.SIZE, true))
                        .named(name);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case DECIMAL -> decimal(type).named(name);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
        };
    }

    private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> decimal(ColumnType type) {
        var stored = type.precision() <= INT_DIGITS
                ? Types.optional(PrimitiveTypeName.INT32)
                : type.precision() <= LONG_DIGITS
                        ? Types.optional(PrimitiveTypeName.INT64)
                        : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(DECIMAL_BYTES);
        return stored.as(LogicalTypeAnnotation.decimalType(type.scale(), type.precision()));
    }
}
