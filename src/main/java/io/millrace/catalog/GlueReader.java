package io.millrace.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Table;

/** What stands in one database of the catalog. Thread-safe. */
final class GlueReader {
    private final GlueClient client;
    private final String database;

    GlueReader(GlueClient client, String database) {
        this.client = client;
        this.database = database;
    }

    boolean hasDatabase() {
        try {
            client.getDatabase(r -> r.name(database));
            return true;
        } catch (EntityNotFoundException e) {
            return false;
        }
    }

    Optional<Table> table(String name) {
        try {
            return Optional.of(
                    client.getTable(r -> r.databaseName(database).name(name)).table());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    /** All partitions of a table, without their columns. */
    List<CatalogPartition> partitions(String table) {
        var found = new ArrayList<CatalogPartition>();
        client.getPartitionsPaginator(
                        r -> r.databaseName(database).tableName(table).excludeColumnSchema(true))
                .forEach(page -> page.partitions().forEach(partition -> found.add(of(partition))));
        return found;
    }

    /**
     * Those of some partitions that are there.
     *
     * @param values of at most 1,000
     */
    List<CatalogPartition> partitions(String table, List<List<String>> values) {
        var keys = values.stream()
                .map(one -> PartitionValueList.builder().values(one).build())
                .toList();
        return client
                .batchGetPartition(
                        r -> r.databaseName(database).tableName(table).partitionsToGet(keys))
                .partitions()
                .stream()
                .map(GlueReader::of)
                .toList();
    }

    private static CatalogPartition of(Partition partition) {
        var storage = partition.storageDescriptor();
        return new CatalogPartition(partition.values(), storage == null ? null : storage.location());
    }
}
