package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Amazon Redshift, which reads a load's files out of the lake by COPY.
 *
 * <p>Times are TIMESTAMP, in UTC, and not TIMESTAMPTZ: COPY of Parquet goes through Spectrum, whose types have none with a
 * zone. The length of a VARCHAR is in bytes, of which a character takes up to four; a text that does not fit fails its
 * load, and is never cut. JSON is SUPER, parsed on its way from a staging table in which it is still text. Redshift
 * compares texts without their trailing spaces: keys that differ in those alone are one.
 */
final class RedshiftDialect implements Dialect {
    /** Most characters of a text in a key without a length of its own. */
    private static final int KEY_LENGTH = 255;

    private static final int BYTES_A_CHARACTER = 4;
    private static final int MOST_BYTES = 65_535;

    private static final String TEXT = "VARCHAR(" + MOST_BYTES + ")";

    /** Columns of every file beside the dataset's: where a row comes from. */
    private static final Map<String, String> TECHNICAL =
            Map.of(Sql.BATCH, "BIGINT", "shard", "VARCHAR(256)", "seq", "VARCHAR(256)");

    private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

    private final String warehouse;
    private final CopySource source;
    private final Access access;

    /** @param warehouse its name, for what it keeps in the lake */
    RedshiftDialect(String warehouse, CopySource source) {
        this(warehouse, source, null);
    }

    /** @param access for the statements that a person runs; null if nobody asks for them */
    RedshiftDialect(String warehouse, CopySource source, Access access) {
        this.warehouse = warehouse;
        this.source = source;
        this.access = access;
    }

    @Override
    public List<String> setups() {
        return List.of("setup", "setup-grants");
    }

    @Override
    public String identifier(String name) {
        return Sql.identifier(name);
    }

    @Override
    public String type(Dataset dataset, Column column) {
        return switch (column.type().kind()) {
            case STRING -> "VARCHAR(" + bytes(dataset, column) + ")";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL ->
                "NUMERIC(" + column.type().precision() + "," + column.type().scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case JSON -> "SUPER";
        };
    }

    private static int bytes(Dataset dataset, Column column) {
        if (column.maxLength() != null) {
            return Math.min(MOST_BYTES, column.maxLength() * BYTES_A_CHARACTER);
        }
        return dataset.key().contains(column.name()) ? KEY_LENGTH * BYTES_A_CHARACTER : MOST_BYTES;
    }

    /** A text may be longer than it has to be. */
    @Override
    public boolean isType(Dataset dataset, Column column, String found) {
        var type = found.replace("character varying", "VARCHAR").replace("timestamp without time zone", "TIMESTAMP");
        var length = VARCHAR.matcher(type);
        return column.type().kind() == ColumnType.Kind.STRING && length.matches()
                ? Integer.parseInt(length.group(1)) >= bytes(dataset, column)
                : Dialect.super.isType(dataset, column, type);
    }

    @Override
    public String same(String a, String b) {
        return "(" + a + " = " + b + " OR " + a + " IS NULL AND " + b + " IS NULL)";
    }

    @Override
    public String member(String object, String name) {
        return "CAST(" + object + "." + name + " AS VARCHAR)";
    }

    @Override
    public String proposed(String identifier) {
        return "s." + identifier;
    }

    @Override
    public String text(Column column) {
        var name = identifier(column.name());
        return switch (column.type().kind()) {
            // As the driver reads it: a cast would leave digits out.
            case STRING, DOUBLE -> name;
            case TIMESTAMP -> "to_char(" + name + ", 'YYYY-MM-DD HH24:MI:SS.US') || '+00'";
            case DATE -> "to_char(" + name + ", 'YYYY-MM-DD')";
            // A cast to a text is not there.
            case BOOLEAN -> "CASE WHEN " + name + " THEN 'true' WHEN NOT " + name + " THEN 'false' END";
            case JSON -> "json_serialize(" + name + ")";
            default -> "CAST(" + name + " AS VARCHAR)";
        };
    }

    @Override
    public boolean keepsJsonText() {
        return false;
    }

    @Override
    public Map<String, String> setup() {
        return Map.of(
                "catalog-database",
                Sql.literal(source.catalog()),
                "iam-role",
                source.roleClause(),
                "database",
                identifier(access.database()),
                "schema",
                identifier(access.schema()),
                "user",
                identifier(access.user()),
                "reader",
                identifier(access.reader()));
    }

    @Override
    public List<String> after(Dataset dataset, SqlFolder sql) {
        var values = new LinkedHashMap<>(sql.values(dataset));
        values.putAll(setup());
        return sql.script("after", values);
    }

    @Override
    public Map<String, String> values(Dataset dataset) {
        var target = identifier(dataset.name());
        var staging = identifier(Staging.ROWS.table(dataset.name()));
        var uncovered = identifier("uncovered_" + dataset.name());
        var columns = dataset.columns().stream().map(Column::name).toList();
        var values = new LinkedHashMap<String, String>();
        // A statement that changes a table gives it no other name.
        values.put("staged-match", match(dataset, target, staging));
        values.put("merge-match", match(dataset, target, "s"));
        values.put("gone-match", match(dataset, target, uncovered));
        values.put("kept-match", match(dataset, uncovered, staging));
        values.put("target-key", join(dataset.key(), name -> "t." + identifier(name)));
        values.put("proposed-columns", join(columns, name -> proposed(identifier(name))));
        values.put(
                "key-definitions",
                dataset.columns().stream()
                        .filter(column -> dataset.key().contains(column.name()))
                        .sorted((a, b) -> Integer.compare(
                                dataset.key().indexOf(a.name()), dataset.key().indexOf(b.name())))
                        .map(column -> identifier(column.name()) + " " + type(dataset, column))
                        .collect(Collectors.joining(", ")));
        values.put(
                "same-values",
                dataset.columns().stream()
                        .map(column -> same(comparable(target, column), comparable(staging, column)))
                        .collect(Collectors.joining(" AND ")));
        values.put("distribution", identifier(distribution(dataset)));
        values.put("sorting", identifier(dataset.versionColumn()));
        values.put("lake-view", identifier("lake_" + dataset.name()));
        return values;
    }

    private String match(Dataset dataset, String table, String other) {
        return dataset.key().stream()
                .map(this::identifier)
                .map(name -> table + "." + name + " = " + other + "." + name)
                .collect(Collectors.joining(" AND "));
    }

    private String comparable(String table, Column column) {
        var name = table + "." + identifier(column.name());
        return column.type().kind() == ColumnType.Kind.JSON ? "json_serialize(" + name + ")" : name;
    }

    /** The key's last text, which has the most values: the product rather than the shop. */
    private static String distribution(Dataset dataset) {
        return dataset.key().stream()
                .filter(name -> column(dataset, name).orElseThrow().type().kind() == ColumnType.Kind.STRING)
                .reduce((first, last) -> last)
                .orElse(dataset.key().get(0));
    }

    @Override
    public Map<String, String> values(Load load) {
        return Map.of("batch-selects", load.batchSelects(), "taken-selects", load.takenSelects());
    }

    @Override
    public boolean readsLocalFiles() {
        return false;
    }

    @Override
    public void offer(Load load, ObjectStore store, Commits commits, Path work) throws IOException {
        for (var shape : load.filesByShape().entrySet()) {
            if (!isDeclared(load.declaration(), shape.getKey())) {
                var example = shape.getValue().get(0).key();
                load.found(
                        shape.getKey(),
                        FileTypes.of(
                                store.get(example).orElseThrow(() -> new IllegalStateException(example + " is gone")),
                                work));
            }
            var manifest = manifest(load, shape.getKey(), shape.getValue());
            commits.create(manifest.key(), manifest.content(), Map.of());
        }
    }

    /** Whether the declaration tells the types of files; those of other versions may have had others. */
    private static boolean isDeclared(Dataset dataset, Load.Shape shape) {
        return shape.version() == dataset.version()
                && shape.columns().stream()
                        .allMatch(name -> TECHNICAL.containsKey(name)
                                || column(dataset, name).isPresent());
    }

    private CopyManifest manifest(Load load, Load.Shape shape, List<Manifest.DataFile> files) {
        return CopyManifest.of(source, warehouse, load.dataset(), shape.columns(), files);
    }

    @Override
    public List<String> copies(Load load, Staging staging) {
        var statements = new ArrayList<String>();
        load.filesByShape()
                .forEach((shape, files) -> statements.addAll(load.statements(
                        "copy", part(load.declaration(), staging, manifest(load, shape, files), load.types(shape)))));
        return statements;
    }

    private Map<String, String> part(
            Dataset dataset, Staging staging, CopyManifest manifest, Map<String, String> types) {
        var present = dataset.columns().stream()
                .filter(column -> manifest.columns().contains(column.name()))
                .toList();
        return Map.of(
                "part",
                identifier("part_" + dataset.name()),
                "part-definitions",
                join(
                        manifest.columns(),
                        name -> identifier(name) + " " + types.getOrDefault(name, copied(dataset, name))),
                "copy-manifest",
                Sql.literal(manifest.url()),
                "iam-role",
                source.roleClause(),
                "into",
                identifier(staging.table(dataset.name())),
                "part-columns",
                join(present, column -> identifier(column.name())),
                "part-values",
                join(present, column -> staged(column)));
    }

    /** The type into which COPY takes a column of the files as it is. */
    private String copied(Dataset dataset, String name) {
        return column(dataset, name)
                .map(column -> column.type().kind() == ColumnType.Kind.JSON ? TEXT : type(dataset, column))
                .orElse(TECHNICAL.getOrDefault(name, TEXT));
    }

    private String staged(Column column) {
        var name = identifier(column.name());
        return column.type().kind() == ColumnType.Kind.JSON ? "json_parse(" + name + ")" : name;
    }

    private static Optional<Column> column(Dataset dataset, String name) {
        return dataset.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    private static <T> String join(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        // So the pool rolls back what a load that failed leaves behind.
        connection.setAutoCommit(false);
    }
}
