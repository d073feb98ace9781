package io.millrace.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** Makes the database and the tables where they are missing, and adds what a table lacks. */
final class TableSetup implements CatalogRound.Task {
    private final GlueReader glue;
    private final String database;
    private final CatalogRound.Count count;
    private final Deque<CatalogTable> left;
    private final Set<String> made = new HashSet<>();
    private final Map<String, Instant> ready = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private boolean looked;

    TableSetup(GlueReader glue, String database, List<CatalogTable> tables, CatalogRound.Count count) {
        this.glue = glue;
        this.database = database;
        this.left = new ArrayDeque<>(tables);
        this.count = count;
    }

    /** Tables that are as they are to be, and when each was created; known once there are no more steps. */
    Map<String, Instant> ready() {
        return ready;
    }

    /** Why the others are not; for people. */
    List<String> faults() {
        return faults;
    }

    @Override
    public CatalogStep next() {
        if (!looked) {
            looked = true;
            if (!glue.hasDatabase()) {
                return step(
                        CatalogStep.Kind.CREATE_DATABASE,
                        CreateDatabaseRequest.builder()
                                .databaseInput(input -> input.name(database).description("The lake of Millrace"))
                                .build());
            }
        }
        while (!left.isEmpty()) {
            var step = look(left.peek());
            if (step != null) {
                return step;
            }
            left.remove();
        }
        return null;
    }

    private CatalogStep look(CatalogTable table) {
        var found = glue.table(table.name());
        if (found.isEmpty()) {
            if (!made.add(table.name())) {
                throw new IllegalStateException("table " + database + "." + table.name()
                        + " of the Glue catalog was made and is not there: does somebody drop it?");
            }
            return step(
                    CatalogStep.Kind.CREATE_TABLE,
                    CreateTableRequest.builder()
                            .databaseName(database)
                            .tableInput(GlueShapes.table(table))
                            .build());
        }
        try {
            var change = TableChange.of(found.get(), table);
            if (change.isPresent() && made.add(table.name())) {
                return step(
                        CatalogStep.Kind.UPDATE_TABLE,
                        UpdateTableRequest.builder()
                                .databaseName(database)
                                .tableInput(change.get())
                                .build());
            }
            ready.put(table.name(), found.get().createTime());
        } catch (IllegalStateException e) {
            faults.add(e.getMessage());
        }
        return null;
    }

    private CatalogStep step(CatalogStep.Kind kind, Object request) {
        return new CatalogStep(kind, null, request, answer -> count.table());
    }
}
