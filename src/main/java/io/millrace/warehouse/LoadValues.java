package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that a load's statements are filled in with, beside those of its dataset. */
final class LoadValues {
    private LoadValues() {}

    /** By name, those of the dataset among them. */
    static Map<String, String> of(Load load, SqlFolder sql, References references) {
        var dataset = load.declaration();
        var batches = load.batches();
        var values = new LinkedHashMap<>(sql.values(dataset));
        values.put("batches", Sql.numbers(batches));
        values.put(
                "read-batches",
                Sql.numbers(load.read().stream().map(Manifest::n).toList()));
        values.put("taken", Sql.numbers(load.extent().taken()));
        values.put("newest", Sql.numbers(batches.subList(Math.max(0, batches.size() - 1), batches.size())));
        values.put("locked", locked(dataset, references));
        values.put("first", Long.toString(load.extent().first()));
        values.put("batch-values", batchValues(load));
        values.put("empty-values", emptyValues(load));
        values.put("batch-selects", batchSelects(load));
        values.put("replaced-values", replacedValues(load));
        values.put("taken-selects", takenSelects(load));
        // The rows of a batch that replaces others may have the others' numbers; it is alone.
        values.put(
                "manifest",
                batches.size() == 1 ? Sql.numbers(batches) : sql.dialect().identifier(Sql.BATCH));
        values.put("staged-columns", stagedColumns(load));
        values.put("staged-rows", stagedRows(load));
        return values;
    }

    /**
     * A query of DuckDB for the rows of its fetched files: the dataset's columns, batch, number of the manifest, and its
     * place: {@code millrace_file} and {@code millrace_place}.
     */
    static String localRows(Load load) {
        var batches = load.batches();
        var manifest = batches.size() == 1 ? Sql.numbers(batches) : Sql.BATCH;
        return "SELECT " + stagedColumns(load) + ", " + Sql.BATCH + ", CAST(" + manifest
                + " AS BIGINT) AS millrace_manifest, file_index AS millrace_file,"
                + " file_row_number AS millrace_place FROM " + stagedRows(load);
    }

    /** The datasets whose tables it may change: its own, and those that stubs go into. */
    private static String locked(Dataset dataset, References references) {
        return Stream.concat(
                        Stream.of(dataset.name()),
                        references.from(dataset).stream()
                                .map(link -> link.parent().name()))
                .distinct()
                .map(Sql::literal)
                .collect(Collectors.joining(", "));
    }

    private static String batchValues(Load load) {
        return Sql.join(
                load.manifests(),
                m -> "(" + m.n() + ", " + Sql.literal(m.attempt()) + ", "
                        + load.written(m).rows() + ")");
    }

    /** Whole rows of the ledger, of batches that have nothing of the dataset. */
    private static String emptyValues(Load load) {
        return Sql.join(
                load.manifests(),
                m -> "(" + m.n() + ", " + Sql.literal(load.dataset()) + ", " + Sql.literal(m.attempt())
                        + ", 0, 0, 0, 0, 0, " + load.dialect().now() + ")");
    }

    /** The same as {@code batch-values}, for databases that have no list of rows. */
    private static String batchSelects(Load load) {
        return load.manifests().stream()
                .map(m -> "SELECT " + m.n() + " AS batch, " + Sql.literal(m.attempt()) + " AS attempt, "
                        + load.written(m).rows() + " AS written")
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String replacedValues(Load load) {
        return Sql.join(
                load.extent().taken(),
                n -> "(" + n + ", " + Sql.literal(load.dataset()) + ", " + Sql.numbers(load.batches()) + ")");
    }

    /** The batches whose rows it takes the place of, for databases that have no list of rows. */
    private static String takenSelects(Load load) {
        return load.extent().taken().stream()
                .map(n -> "SELECT " + n + " AS batch")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** The dataset's columns; those that none of the batches has yet are NULL. */
    private static String stagedColumns(Load load) {
        var present = load.read().stream()
                .filter(manifest -> load.files(manifest).findAny().isPresent())
                .flatMap(manifest -> load.written(manifest).columns().stream())
                .toList();
        var columns = new ArrayList<String>();
        for (var column : load.declaration().columns()) {
            var name = Sql.identifier(column.name());
            columns.add(
                    present.isEmpty() || present.contains(column.name())
                            ? name
                            : "CAST(NULL AS " + DuckDbDialect.type(column) + ") AS " + name);
        }
        return String.join(", ", columns);
    }

    private static String stagedRows(Load load) {
        var keys = load.fileKeys();
        if (keys.isEmpty()) {
            return "(SELECT *, 0 AS file_index, 0 AS file_row_number FROM " + Sql.identifier(load.dataset())
                    + " WHERE false)";
        }
        var places = load.folder() == null
                ? keys
                : load.files().stream().map(Path::toString).toList();
        return places.stream()
                .map(Sql::literal)
                .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
    }
}
