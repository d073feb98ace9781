package io.millrace.catalog;

import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Tables and partitions in Glue's words. */
final class GlueShapes {
    private GlueShapes() {}

    static TableInput table(CatalogTable table) {
        return TableInput.builder()
                .name(table.name())
                .description(table.comment())
                .tableType("EXTERNAL_TABLE")
                .parameters(table.properties())
                .partitionKeys(columns(table.keys()))
                .storageDescriptor(storage(table, table.location()))
                .build();
    }

    static PartitionInput partition(CatalogTable table, CatalogPartition partition) {
        return PartitionInput.builder()
                .values(partition.values())
                .storageDescriptor(storage(table, partition.location()))
                .build();
    }

    static List<Column> columns(List<CatalogColumn> columns) {
        return columns.stream()
                .map(column -> Column.builder()
                        .name(column.name())
                        .type(column.type())
                        .comment(column.comment().isEmpty() ? null : column.comment())
                        .build())
                .toList();
    }

    private static StorageDescriptor storage(CatalogTable table, String location) {
        return StorageDescriptor.builder()
                .columns(columns(table.columns()))
                .location(location)
                .inputFormat(table.format().input())
                .outputFormat(table.format().output())
                .serdeInfo(serde ->
                        serde.serializationLibrary(table.format().serde()).parameters(TableFormat.PARAMETERS))
                .build();
    }
}
