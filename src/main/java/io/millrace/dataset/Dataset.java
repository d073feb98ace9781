package io.millrace.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A declared dataset, from which everything about its rows follows: cleaning, Parquet and catalog schemas, tables,
 * documentation.
 *
 * @param name a safe SQL identifier, unique
 * @param version of the declaration, from 1
 * @param doc what a row is; may be empty
 * @param key the columns that tell one row from another, in this order
 * @param versionColumn of two rows of one key, the one with the greater value is the newer
 * @param columns in the order of the tables
 * @param requireAny a row has to hold one of these columns at least; empty if it need not
 * @param references to other datasets
 */
public record Dataset(
        String name,
        int version,
        String doc,
        List<String> key,
        String versionColumn,
        List<Column> columns,
        List<String> requireAny,
        List<Reference> references) {
    public Dataset {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        requireAny = List.copyOf(requireAny);
        references = List.copyOf(references);
    }

    /** The column of that name, if there is one. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Whether the version is part of the key: rows are added, and hardly one takes the place of another. */
    public boolean isHistory() {
        return key.contains(versionColumn);
    }

    /** The declaration as maps, lists, texts, numbers and booleans, in the shape of its YAML file: for JSON. */
    public Map<String, Object> toMap() {
        return DatasetMap.of(this);
    }

    /**
     * The declaration that {@link #toMap} gave, also after a way through JSON.
     *
     * @throws IllegalArgumentException when the map holds something unknown or lacks something: it was written by
     *     another version of the program
     */
    public static Dataset fromMap(Map<String, ?> map) {
        return DatasetMap.read(map);
    }
}
