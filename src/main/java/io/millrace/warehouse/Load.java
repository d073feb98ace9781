package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One load: committed batches of one dataset on their way into one warehouse. Not thread-safe: one exchange has it. */
public final class Load {
    private final Dataset dataset;
    private final List<Manifest> manifests;
    private final SqlFolder sql;
    private final List<Path> files = new ArrayList<>();
    private Path folder;

    Load(Dataset dataset, List<Manifest> manifests, SqlFolder sql) {
        this.dataset = dataset;
        this.manifests = List.copyOf(manifests);
        this.sql = sql;
    }

    public String dataset() {
        return dataset.name();
    }

    /** Numbers of the batches, in order. */
    public List<Long> batches() {
        return manifests.stream().map(Manifest::n).toList();
    }

    /** Rows that the manifests promise. */
    public long rows() {
        return manifests.stream()
                .mapToLong(manifest -> written(manifest).rows())
                .sum();
    }

    /** The named statement of the warehouse, for this load. */
    public String statement(String name) {
        var values = new LinkedHashMap<>(Sql.of(dataset));
        values.put("batches", Sql.numbers(batches()));
        values.put("batch-values", batchValues());
        values.put("staged-columns", stagedColumns());
        values.put("staged-rows", stagedRows());
        return sql.statement(name, values);
    }

    List<String> fileKeys() {
        return manifests.stream()
                .flatMap(manifest -> written(manifest).files().stream())
                .map(Manifest.DataFile::key)
                .toList();
    }

    /** From now on its files are put into that folder. */
    void fetchInto(Path local) {
        folder = local;
    }

    /** Takes the place of the next of {@link #fileKeys}. */
    Path nextFile() {
        var file = folder.resolve(files.size() + ".parquet");
        files.add(file);
        return file;
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    /** Where its files are; null before they are fetched. */
    Path folder() {
        return folder;
    }

    /** What a batch has of the dataset: nothing, where it was planned before the dataset was declared. */
    private Manifest.Written written(Manifest manifest) {
        return manifest.datasets().getOrDefault(dataset.name(), new Manifest.Written(0, List.of(), 0, List.of()));
    }

    private String batchValues() {
        return manifests.stream()
                .map(m -> "(" + m.n() + ", " + Sql.literal(m.attempt()) + ", "
                        + written(m).rows() + ")")
                .collect(Collectors.joining(", "));
    }

    /** The dataset's columns; those that none of the batches has yet are NULL. */
    private String stagedColumns() {
        var present = manifests.stream()
                .filter(manifest -> !written(manifest).files().isEmpty())
                .flatMap(manifest -> written(manifest).columns().stream())
                .toList();
        var columns = new ArrayList<String>();
        for (var column : dataset.columns()) {
            var name = Sql.identifier(column.name());
            columns.add(
                    files.isEmpty() || present.contains(column.name())
                            ? name
                            : "CAST(NULL AS " + DuckDbTypes.of(column) + ") AS " + name);
        }
        return String.join(", ", columns);
    }

    private String stagedRows() {
        if (files.isEmpty()) {
            return Sql.identifier(dataset.name()) + " WHERE false";
        }
        return files.stream()
                .map(file -> Sql.literal(file.toString()))
                .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
    }

    @Override
    public String toString() {
        return dataset.name() + " batches " + batches();
    }

    Map<String, String> names() {
        return Sql.of(dataset);
    }
}
