package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The longest text. */
    static final String TEXT = "VARCHAR(" + MOST_BYTES + ")";

    private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

    private final CopySource source;
    private final RedshiftCopy copy;
    private final Access access;

    /** @param warehouse its name, for what it keeps in the lake */
    RedshiftDialect(String warehouse, CopySource source) {
        this(warehouse, source, null);
    }

    /** @param access for the statements that a person runs; null if nobody asks for them */
    RedshiftDialect(String warehouse, CopySource source, Access access) {
        this.source = source;
        this.access = access;
        this.copy = new RedshiftCopy(warehouse, source, this);
    }

    @Override
    public List<String> setups() {
        return List.of("setup", "setup-grants");
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
    public String now() {
        return "getdate()";
    }

    @Override
    public String epoch(String time) {
        return "CAST(floor(extract(epoch FROM " + time + ")) AS BIGINT)";
    }

    @Override
    public String time(String seconds) {
        return "(TIMESTAMP '1970-01-01 00:00:00' + (" + seconds + ") * INTERVAL '1 second')";
    }

    @Override
    public String member(String object, String name) {
        return "CAST(" + object + "." + name + " AS VARCHAR)";
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
        var values = new LinkedHashMap<String, String>();
        // A statement that changes a table gives it no other name.
        values.put("staged-match", Sql.equality(dataset.key(), target, staging, this));
        values.put("merge-match", Sql.equality(dataset.key(), target, "s", this));
        values.put("gone-match", Sql.equality(dataset.key(), target, uncovered, this));
        values.put("kept-match", Sql.equality(dataset.key(), uncovered, staging, this));
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

    private String comparable(String table, Column column) {
        var name = table + "." + identifier(column.name());
        return Sql.isJson(column) ? "json_serialize(" + name + ")" : name;
    }

    /** The key's last text, which has the most values: the product rather than the shop. */
    private static String distribution(Dataset dataset) {
        return dataset.key().stream()
                .filter(name -> dataset.column(name).orElseThrow().type().kind() == ColumnType.Kind.STRING)
                .reduce((first, last) -> last)
                .orElse(dataset.key().get(0));
    }

    @Override
    public boolean readsLocalFiles() {
        return false;
    }

    @Override
    public void offer(Load load, ObjectStore store, Commits commits, Path work) throws IOException {
        copy.offer(load, store, commits, work);
    }

    @Override
    public List<String> copies(Load load, Staging staging) {
        return copy.statements(load, staging);
    }
}
