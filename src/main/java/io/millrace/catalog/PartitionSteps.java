package io.millrace.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** Requests that add and take out partitions, as many at a time as Glue takes, one after the other. */
final class PartitionSteps implements CatalogRound.Task {
    /** BatchCreatePartition takes so many. */
    static final int MOST_CREATED = 100;

    /** BatchDeletePartition takes so many. */
    static final int MOST_DELETED = 25;

    private final GlueReader glue;
    private final String database;
    private final CatalogRound.Count count;
    private final Deque<CatalogStep> steps = new ArrayDeque<>();

    PartitionSteps(GlueReader glue, String database, CatalogRound.Count count) {
        this.glue = glue;
        this.database = database;
        this.count = count;
    }

    @Override
    public CatalogStep next() {
        return steps.poll();
    }

    void create(CatalogTable table, Collection<CatalogPartition> partitions) {
        chunks(List.copyOf(partitions), MOST_CREATED).forEach(chunk -> steps.add(creation(table, chunk)));
    }

    void delete(CatalogTable table, Collection<CatalogPartition> partitions) {
        chunks(List.copyOf(partitions), MOST_DELETED).forEach(chunk -> steps.add(deletion(table, chunk)));
    }

    private CatalogStep creation(CatalogTable table, List<CatalogPartition> chunk) {
        var request = BatchCreatePartitionRequest.builder()
                .databaseName(database)
                .tableName(table.name())
                .partitionInputList(chunk.stream()
                        .map(partition -> GlueShapes.partition(table, partition))
                        .toList())
                .build();
        return new CatalogStep(CatalogStep.Kind.CREATE_PARTITIONS, null, request, answer -> {
            var errors = ((BatchCreatePartitionResponse) answer).errors();
            verify(table, errors, "AlreadyExistsException");
            count.created((long) chunk.size() - errors.size());
            verifyLocations(table, chunk, errors);
        });
    }

    private CatalogStep deletion(CatalogTable table, List<CatalogPartition> chunk) {
        var request = BatchDeletePartitionRequest.builder()
                .databaseName(database)
                .tableName(table.name())
                .partitionsToDelete(chunk.stream()
                        .map(partition -> PartitionValueList.builder()
                                .values(partition.values())
                                .build())
                        .toList())
                .build();
        return new CatalogStep(CatalogStep.Kind.DELETE_PARTITIONS, null, request, answer -> {
            var errors = ((BatchDeletePartitionResponse) answer).errors();
            verify(table, errors, "EntityNotFoundException");
            count.deleted((long) chunk.size() - errors.size());
        });
    }

    /** What was there already may be of somebody else, and elsewhere: then it is made anew. */
    private void verifyLocations(CatalogTable table, List<CatalogPartition> chunk, List<PartitionError> there) {
        if (there.isEmpty()) {
            return;
        }
        Map<List<String>, CatalogPartition> wanted = new HashMap<>();
        chunk.forEach(partition -> wanted.put(partition.values(), partition));
        var values = there.stream().map(PartitionError::partitionValues).toList();
        var wrong = glue.partitions(table.name(), values).stream()
                .filter(found -> !wanted.get(found.values()).isAt(found.location()))
                .map(found -> wanted.get(found.values()))
                .toList();
        delete(table, wrong);
        create(table, wrong);
    }

    private void verify(CatalogTable table, List<PartitionError> errors, String fine) {
        var refused = errors.stream()
                .filter(error -> !error.errorDetail().errorCode().equals(fine))
                .map(error ->
                        error.partitionValues() + ": " + error.errorDetail().errorCode() + ", "
                                + error.errorDetail().errorMessage())
                .collect(Collectors.joining("; "));
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    "Glue refused partitions of " + database + "." + table.name() + ": " + refused);
        }
    }

    private static <T> List<List<T>> chunks(List<T> all, int most) {
        var chunks = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += most) {
            chunks.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return chunks;
    }
}
