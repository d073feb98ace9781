package io.millrace.local.snowflake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** What all sessions share: one database with one schema, stages, locks, the memory of copied files. Thread-safe. */
final class Account implements AutoCloseable {
    private static final String COLUMNS = """
            CREATE VIEW "INFORMATION_SCHEMA$COLUMNS" AS
            SELECT table_name AS "TABLE_NAME", 'PUBLIC' AS "TABLE_SCHEMA", column_name AS "COLUMN_NAME",
                column_index AS "ORDINAL_POSITION", CASE WHEN is_nullable THEN 'YES' ELSE 'NO' END AS "IS_NULLABLE",
                CASE WHEN data_type LIKE 'DECIMAL%' THEN 'NUMBER' WHEN data_type = 'VARCHAR' THEN 'TEXT'
                    WHEN data_type = 'DOUBLE' THEN 'FLOAT' WHEN data_type = 'JSON' THEN 'VARIANT'
                    WHEN data_type = 'TIMESTAMP WITH TIME ZONE' THEN 'TIMESTAMP_TZ' ELSE data_type END AS "DATA_TYPE",
                numeric_precision AS "NUMERIC_PRECISION", numeric_scale AS "NUMERIC_SCALE",
                CASE WHEN data_type = 'VARCHAR' THEN 16777216 END AS "CHARACTER_MAXIMUM_LENGTH",
                CASE WHEN data_type LIKE 'TIMESTAMP%' THEN 6 END AS "DATETIME_PRECISION", comment AS "COMMENT"
            FROM duckdb_columns() WHERE schema_name = 'main' AND database_name = 'memory' AND NOT internal""";

    /** An object's keys come in order, as Snowflake keeps them. */
    private static final String PARSE_JSON = "CREATE MACRO millrace_parse_json(x) AS CASE"
            + " WHEN json_type(x) = 'OBJECT' AND x <> '{}' THEN (SELECT json_group_object(k, json_extract(x, '$.\"' || k || '\"'))"
            + " FROM (SELECT unnest(json_keys(x)) AS k ORDER BY k)) ELSE CAST(json(x) AS JSON) END";

    private final DuckDBConnection root;
    private final Path work;
    private final Bucket bucket;
    private final TableLocks locks = new TableLocks();
    private final LoadHistory history = new LoadHistory();
    private final Map<String, Stages.Stage> stages = new ConcurrentHashMap<>();
    private final Set<String> formats = ConcurrentHashMap.newKeySet();
    private volatile String suspended;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    Account(Path work, Bucket bucket) throws SQLException {
        this.work = work;
        this.bucket = bucket;
        var settings = new java.util.Properties();
        settings.setProperty("threads", "2");
        settings.setProperty("autoinstall_known_extensions", "false");
        this.root = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try (var statement = root.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute(COLUMNS);
            statement.execute(PARSE_JSON);
        }
    }

    Connection connect() throws SQLException {
        return root.duplicate();
    }

    Stages stages(java.sql.Statement statement) {
        return new Stages(stages, formats, work, bucket, statement);
    }

    TableLocks locks() {
        return locks;
    }

    LoadHistory history() {
        return history;
    }

    void makeFormat(String name) {
        formats.add(name);
    }

    /** From now on no statement that begins so is allowed. */
    void revoke(String beginning) {
        revoked.add(beginning);
    }

    /** Whatever was revoked is allowed again. */
    void grantAll() {
        revoked.clear();
    }

    /** From now on a statement that begins so finds no virtual warehouse: its quota is used up. Null: it has one. */
    void suspend(String beginning) {
        suspended = beginning;
    }

    void expectAllowed(String sql) {
        if (suspended != null && sql.strip().toUpperCase(Locale.ROOT).startsWith(suspended)) {
            throw new SnowflakeFault(
                    "090073",
                    "22000",
                    "Warehouse 'LOADING' cannot be resumed because resource monitor 'MONTHLY' has exceeded its quota.");
        }
        if (revoked.stream().anyMatch(sql.strip().toUpperCase(Locale.ROOT)::startsWith)) {
            throw new SnowflakeFault(
                    "003001",
                    "42501",
                    "SQL access control error:\nInsufficient privileges to operate on schema 'PUBLIC'.");
        }
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
