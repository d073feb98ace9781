package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Snowflake. Names are in upper case, so that analysts need not quote them.
 *
 * <p>A time is a TIMESTAMP_TZ in UTC: it shows and truncates alike in each session, whatever its time zone, and unlike
 * TIMESTAMP_NTZ it compares right with times of other zones. JSON is VARIANT in tables, and text until it gets there. A
 * table's key is not enforced; the statements keep it.
 *
 * <p>Every DDL statement commits the open transaction, one for a temporary table too, and COPY INTO has one of its own.
 * So inside of a load's transaction there is neither: what it uncovers comes by INSERT out of staged files.
 */
final class SnowflakeDialect implements Dialect {
    /** Comment of a column that is part of the key, by which it is known again. */
    static final String KEY_COMMENT = "Part of the key";

    /** What a stage over the lake begins at. */
    private static final String STAGED = "processed/";

    /** Most names that FILES takes. */
    private static final int FILES_A_COPY = 1_000;

    /** Files of one INSERT, whose text grows with them. */
    private static final int FILES_AN_INSERT = 50;

    /** Holds what is uploaded, until the next load of the session or its end. */
    private static final String UPLOADS = "millrace_uploads";

    private final SnowflakeOptions options;
    private final String stage;

    SnowflakeDialect(SnowflakeOptions options) {
        this.options = options;
        this.stage = options.stage();
    }

    @Override
    public boolean isLoadedHere() {
        return options.loads() == SnowflakeOptions.Loads.HERE;
    }

    @Override
    public List<String> setups() {
        var names = new ArrayList<>(List.of("setup"));
        if (!readsLocalFiles()) {
            names.add("setup-stage");
        }
        if (!isLoadedHere()) {
            names.add("setup-task");
        }
        names.add("setup-use");
        return names;
    }

    @Override
    public Map<String, String> setup() {
        var role = options.role().isEmpty() ? "MILLRACE" : options.role();
        return Map.of(
                "role",
                role,
                "reader",
                role + "_READER",
                "database",
                options.database(),
                "schema",
                options.database() + "." + options.schema(),
                "compute",
                options.compute().isEmpty() ? "COMPUTE_WH" : options.compute(),
                "integration",
                options.integration(),
                "location",
                Sql.literal("s3://" + options.bucket() + "/" + STAGED));
    }

    @Override
    public List<String> after(Dataset dataset, SqlFolder sql) {
        return isLoadedHere() ? List.of() : new SnowflakeTask(options, dataset, sql).definitions();
    }

    @Override
    public String identifier(String name) {
        return Sql.identifier(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String type(Dataset dataset, Column column) {
        return switch (column.type().kind()) {
            case STRING -> "VARCHAR";
            case INT -> "NUMBER(10,0)";
            case BIGINT -> "NUMBER(19,0)";
            case DOUBLE -> "FLOAT";
            case DECIMAL ->
                "NUMBER(" + column.type().precision() + "," + column.type().scale() + ")";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP_TZ(6)";
            case JSON -> "VARIANT";
        };
    }

    private String stagedType(Dataset dataset, Column column) {
        return isJson(column) ? "VARCHAR" : type(dataset, column);
    }

    private static boolean isJson(Column column) {
        return column.type().kind() == ColumnType.Kind.JSON;
    }

    @Override
    public String same(String a, String b) {
        return a + " IS NOT DISTINCT FROM " + b;
    }

    @Override
    public String day(String time) {
        return "CAST(convert_timezone('UTC', " + time + ") AS DATE)";
    }

    @Override
    public String member(String object, String name) {
        return object + ":" + name + "::VARCHAR";
    }

    @Override
    public String proposed(String identifier) {
        return "s." + identifier;
    }

    @Override
    public String text(Column column) {
        var name = identifier(column.name());
        return switch (column.type().kind()) {
            case TIMESTAMP -> "to_char(convert_timezone('UTC', " + name + "), 'YYYY-MM-DD HH24:MI:SS.FF6') || '+00'";
            case JSON -> "to_json(" + name + ")";
            // As a text it would lose digits; the driver writes all of them.
            case STRING, DOUBLE -> name;
            default -> "to_varchar(" + name + ")";
        };
    }

    @Override
    public boolean isSnapshotKept() {
        return false;
    }

    @Override
    public boolean keepsJsonText() {
        return false;
    }

    @Override
    public Map<String, String> values(Dataset dataset) {
        var columns = dataset.columns();
        var keys = columns.stream()
                .filter(column -> dataset.key().contains(column.name()))
                .toList();
        var values = new LinkedHashMap<String, String>();
        values.put("key-comment", Sql.literal(KEY_COMMENT));
        values.put("view-options", " COPY GRANTS");
        values.put("target-key", join(dataset.key(), name -> "t." + identifier(name)));
        values.put("key-definitions", join(keys, column -> identifier(column.name()) + " " + type(dataset, column)));
        values.put(
                "staged-definitions",
                join(columns, column -> identifier(column.name()) + " " + stagedType(dataset, column)));
        values.put("column-definitions", join(columns, column -> definition(dataset, column)));
        values.put("staged-values", join(columns, this::stagedValue));
        values.put("proposed-values", join(columns, column -> proposed(identifier(column.name()))));
        values.put("same-values", columns.stream().map(this::isSameAsStaged).collect(Collectors.joining(" AND ")));
        return values;
    }

    private String definition(Dataset dataset, Column column) {
        return identifier(column.name()) + " " + type(dataset, column)
                + (Sql.isNotNull(dataset, column.name()) ? " NOT NULL" : "")
                + (dataset.key().contains(column.name()) ? " COMMENT " + Sql.literal(KEY_COMMENT) : "");
    }

    private String stagedValue(Column column) {
        var name = identifier(column.name());
        return isJson(column) ? "parse_json(" + name + ") AS " + name : name;
    }

    private String isSameAsStaged(Column column) {
        var name = identifier(column.name());
        return isJson(column)
                ? same("to_json(t." + name + ")", "to_json(parse_json(s." + name + "))")
                : same("t." + name, "s." + name);
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        // So the pool rolls back what a load that failed leaves behind.
        connection.setAutoCommit(false);
    }

    @Override
    public boolean readsLocalFiles() {
        return stage.isEmpty();
    }

    @Override
    public List<String> copies(Load load, Staging staging) {
        if (readsLocalFiles()) {
            return List.of();
        }
        var files = load.fileKeys().stream().map(SnowflakeDialect::staged).toList();
        return fills(load, staging, "@" + stage + "/", files);
    }

    /** A file's name in the external stage. */
    private static String staged(String key) {
        if (!key.startsWith(STAGED)) {
            throw new IllegalArgumentException(key + " is not in the zone that the stage is over, " + STAGED);
        }
        return key.substring(STAGED.length());
    }

    @Override
    public void fill(Load load, Staging staging, Connection connection) throws SQLException, IOException {
        if (load.folder() == null) {
            return;
        }
        try (var statement = connection.createStatement()) {
            if (staging == Staging.ROWS) {
                statement.execute("CREATE OR REPLACE TEMPORARY STAGE " + UPLOADS);
            }
            var prefix = load.folder().getFileName().toString();
            var names = new ArrayList<String>();
            for (var file : load.files()) {
                var name = file.getFileName().toString();
                try (var in = Files.newInputStream(file)) {
                    Snowflake.upload(connection, UPLOADS, prefix, name, in);
                }
                names.add(name);
            }
            for (var sql : fills(load, staging, "@" + UPLOADS + "/" + prefix + "/", names)) {
                statement.execute(sql);
            }
        }
    }

    private List<String> fills(Load load, Staging staging, String place, List<String> files) {
        var table = identifier(staging.table(load.dataset()));
        return staging == Staging.ROWS
                ? split(files, FILES_A_COPY).stream()
                        .map(some -> copy(table, place, some))
                        .toList()
                : split(files, FILES_AN_INSERT).stream()
                        .map(some -> insert(load, table, place, some))
                        .toList();
    }

    private static String copy(String table, String place, List<String> files) {
        return "COPY INTO " + table + " FROM " + Sql.literal(place) + " FILES = (" + join(files, Sql::literal)
                + ") FILE_FORMAT = (FORMAT_NAME = 'millrace_parquet') MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE"
                + " ON_ERROR = ABORT_STATEMENT";
    }

    private String insert(Load load, String table, String place, List<String> files) {
        var columns = load.declaration().columns();
        var values = join(
                        columns,
                        column -> "$1:" + Sql.identifier(column.name()) + "::" + stagedType(load.declaration(), column))
                + ", $1:\"batch\"::NUMBER(19,0)";
        return "INSERT INTO " + table + " (" + join(columns, column -> identifier(column.name())) + ", batch) "
                + files.stream()
                        .map(file -> "SELECT " + values + " FROM " + Sql.literal(place + file)
                                + " (FILE_FORMAT => 'millrace_parquet')")
                        .collect(Collectors.joining(" UNION ALL "));
    }

    private static List<List<String>> split(List<String> files, int most) {
        var parts = new ArrayList<List<String>>();
        for (var i = 0; i < files.size(); i += most) {
            parts.add(files.subList(i, Math.min(files.size(), i + most)));
        }
        return parts;
    }

    private static <T> String join(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
