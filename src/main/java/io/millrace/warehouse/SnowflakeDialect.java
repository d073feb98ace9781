package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final SnowflakeOptions options;
    private final SnowflakeFiles files;

    SnowflakeDialect(SnowflakeOptions options) {
        this.options = options;
        this.files = new SnowflakeFiles(options.stage(), this);
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
                Sql.literal("s3://" + options.bucket() + "/" + SnowflakeFiles.STAGED));
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

    /** The type of a column in a staging table. */
    String stagedType(Dataset dataset, Column column) {
        return Sql.isJson(column) ? "VARCHAR" : type(dataset, column);
    }

    @Override
    public String now() {
        return "current_timestamp()";
    }

    @Override
    public String epoch(String time) {
        return "date_part('EPOCH_SECOND', " + time + ")";
    }

    @Override
    public String time(String seconds) {
        return "to_timestamp_tz(CAST(" + seconds + " AS NUMBER(19,0)))";
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
        var values = new LinkedHashMap<String, String>();
        values.put("key-comment", Sql.literal(KEY_COMMENT));
        values.put("view-options", " COPY GRANTS");
        values.put(
                "staged-definitions",
                Sql.join(columns, column -> identifier(column.name()) + " " + stagedType(dataset, column)));
        values.put("column-definitions", Sql.join(columns, column -> definition(dataset, column)));
        values.put("staged-values", Sql.join(columns, this::stagedValue));
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
        return Sql.isJson(column) ? "parse_json(" + name + ") AS " + name : name;
    }

    private String isSameAsStaged(Column column) {
        var name = identifier(column.name());
        return Sql.isJson(column)
                ? same("to_json(t." + name + ")", "to_json(parse_json(s." + name + "))")
                : same("t." + name, "s." + name);
    }

    @Override
    public boolean readsLocalFiles() {
        return options.stage().isEmpty();
    }

    @Override
    public List<String> copies(Load load, Staging staging) {
        return readsLocalFiles() ? List.of() : files.staged(load, staging);
    }

    @Override
    public void fill(Load load, Staging staging, Connection connection) throws SQLException, IOException {
        if (load.folder() != null) {
            files.upload(load, staging, connection);
        }
    }
}
