package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a load's files get into Redshift's staging tables. COPY maps columns by their places, so files of each shape go
 * through a table of their own, with the types that they really have. Thread-safe.
 */
final class RedshiftCopy {
    /** Columns of every file beside the dataset's: where a row comes from. */
    private static final Map<String, String> TECHNICAL =
            Map.of(Sql.BATCH, "BIGINT", "shard", "VARCHAR(256)", "seq", "VARCHAR(256)");

    private final String warehouse;
    private final CopySource source;
    private final RedshiftDialect dialect;

    /** @param warehouse its name, for what it keeps in the lake */
    RedshiftCopy(String warehouse, CopySource source, RedshiftDialect dialect) {
        this.warehouse = warehouse;
        this.source = source;
        this.dialect = dialect;
    }

    /**
     * Puts into the lake the lists of files that the statements name.
     *
     * @param work folder for scratch files
     */
    void offer(Load load, ObjectStore store, Commits commits, Path work) throws IOException {
        var shapes = load.shapes();
        for (var shape : shapes.files().entrySet()) {
            if (!isDeclared(load.declaration(), shape.getKey())) {
                var example = shape.getValue().get(0).key();
                var content = store.get(example).orElseThrow(() -> new IllegalStateException(example + " is gone"));
                shapes.found(shape.getKey(), FileTypes.of(content, work));
            }
            var manifest = manifest(load, shape.getKey(), shape.getValue());
            commits.create(manifest.key(), manifest.content(), Map.of());
        }
    }

    /** Whether the declaration tells the types of files; those of other versions may have had others. */
    private static boolean isDeclared(Dataset dataset, FileShapes.Shape shape) {
        return shape.version() == dataset.version()
                && shape.columns().stream()
                        .allMatch(name -> TECHNICAL.containsKey(name)
                                || dataset.column(name).isPresent());
    }

    private CopyManifest manifest(Load load, FileShapes.Shape shape, List<Manifest.DataFile> files) {
        return CopyManifest.of(source, warehouse, load.dataset(), shape.columns(), files);
    }

    /** Statements that fill a staging table, a part for each shape of files. */
    List<String> statements(Load load, Dialect.Staging staging) {
        var statements = new ArrayList<String>();
        var shapes = load.shapes();
        shapes.files().forEach((shape, files) -> {
            var manifest = manifest(load, shape, files);
            statements.addAll(
                    load.statements("copy", part(load.declaration(), staging, manifest, shapes.types(shape))));
        });
        return statements;
    }

    private Map<String, String> part(
            Dataset dataset, Dialect.Staging staging, CopyManifest manifest, Map<String, String> types) {
        var present = dataset.columns().stream()
                .filter(column -> manifest.columns().contains(column.name()))
                .toList();
        return Map.of(
                "part",
                dialect.identifier("part_" + dataset.name()),
                "part-definitions",
                Sql.join(
                        manifest.columns(),
                        name -> dialect.identifier(name) + " " + types.getOrDefault(name, copied(dataset, name))),
                "copy-manifest",
                Sql.literal(manifest.url()),
                "iam-role",
                source.roleClause(),
                "into",
                dialect.identifier(staging.table(dataset.name())),
                "part-columns",
                Sql.join(present, column -> dialect.identifier(column.name())),
                "part-values",
                Sql.join(present, this::staged));
    }

    /** The type into which COPY takes a column of the files as it is. */
    private String copied(Dataset dataset, String name) {
        return dataset.column(name)
                .map(column -> Sql.isJson(column) ? RedshiftDialect.TEXT : dialect.type(dataset, column))
                .orElse(TECHNICAL.getOrDefault(name, RedshiftDialect.TEXT));
    }

    private String staged(Column column) {
        var name = dialect.identifier(column.name());
        return Sql.isJson(column) ? "json_parse(" + name + ")" : name;
    }
}
