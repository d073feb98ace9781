package io.millrace.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What a table of the catalog lacks of the one that is to be there. */
final class TableChange {
    private TableChange() {}

    /**
     * The table with the columns and comments that it lacks, everything else as it is; empty if it lacks none. Columns that
     * are not declared any more stay: older files have them.
     *
     * @throws IllegalStateException if it cannot become the one that is to be there without being made anew
     */
    static Optional<TableInput> of(Table found, CatalogTable wanted) {
        var faults = new ArrayList<String>();
        var keys = found.partitionKeys().stream().map(TableChange::words).toList();
        var wantedKeys =
                wanted.keys().stream().map(key -> key.name() + " " + key.type()).toList();
        if (!keys.equals(wantedKeys)) {
            faults.add("its partition keys are " + keys + " in place of " + wantedKeys);
        }
        var storage = found.storageDescriptor();
        if (storage == null || !new CatalogPartition(List.of(), wanted.location()).isAt(storage.location())) {
            faults.add("it lies at " + (storage == null ? null : storage.location()) + " in place of "
                    + wanted.location());
        }
        var columns = new LinkedHashMap<String, Column>();
        if (storage != null) {
            storage.columns().forEach(column -> columns.put(column.name().toLowerCase(Locale.ROOT), column));
        }
        var changes = changes(columns, wanted, faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("table " + found.databaseName() + "." + found.name()
                    + " of the Glue catalog is not what the dataset declares: " + String.join("; ", faults)
                    + ". Drop it (its files stay), and the next round makes it anew and registers every committed batch; or"
                    + " set another catalog.database");
        }
        var isDescribed = wanted.comment().isEmpty() || wanted.comment().equals(found.description());
        return changes || !isDescribed
                ? Optional.of(input(found, wanted, List.copyOf(columns.values())))
                : Optional.empty();
    }

    /** Puts what is missing into {@code columns}; whether there was something. */
    private static boolean changes(Map<String, Column> columns, CatalogTable wanted, List<String> faults) {
        var changed = false;
        for (var column : GlueShapes.columns(wanted.columns())) {
            var there = columns.get(column.name());
            if (there != null && !column.type().equalsIgnoreCase(there.type())) {
                faults.add("its column " + column.name() + " is " + there.type() + " in place of " + column.type());
            } else if (there == null
                    || column.comment() != null && !Objects.equals(column.comment(), there.comment())) {
                columns.put(column.name(), column);
                changed = true;
            }
        }
        return changed;
    }

    private static TableInput input(Table found, CatalogTable wanted, List<Column> columns) {
        return TableInput.builder()
                .name(found.name())
                .description(wanted.comment().isEmpty() ? found.description() : wanted.comment())
                .owner(found.owner())
                .retention(found.retention())
                .tableType(found.tableType())
                .parameters(found.hasParameters() ? found.parameters() : null)
                .partitionKeys(found.partitionKeys())
                .storageDescriptor(
                        found.storageDescriptor().toBuilder().columns(columns).build())
                .build();
    }

    private static String words(Column column) {
        return column.name() + " " + column.type();
    }
}
