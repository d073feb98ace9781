package io.millrace.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a load's files get into Snowflake's staging tables: out of an external stage over the lake, or out of a stage of
 * the session's own into which they are uploaded. Thread-safe.
 */
final class SnowflakeFiles {
    /** What a stage over the lake begins at. */
    static final String STAGED = "processed/";

    /** Most names that FILES takes. */
    private static final int FILES_A_COPY = 1_000;

    /** Files of one INSERT, whose text grows with them. */
    private static final int FILES_AN_INSERT = 50;

    /** Holds what is uploaded, until the next load of the session or its end. */
    private static final String UPLOADS = "millrace_uploads";

    private final String stage;
    private final SnowflakeDialect dialect;

    /** @param stage over the lake; empty where there is none */
    SnowflakeFiles(String stage, SnowflakeDialect dialect) {
        this.stage = stage;
        this.dialect = dialect;
    }

    /** Statements that take a load's files out of the stage over the lake. */
    List<String> staged(Load load, Dialect.Staging staging) {
        var files = load.fileKeys().stream().map(SnowflakeFiles::staged).toList();
        return fills(load, staging, "@" + stage + "/", files);
    }

    /** A file's name in the external stage. */
    private static String staged(String key) {
        if (!key.startsWith(STAGED)) {
            throw new IllegalArgumentException(key + " is not in the zone that the stage is over, " + STAGED);
        }
        return key.substring(STAGED.length());
    }

    /** Uploads a load's files and takes them from there. */
    void upload(Load load, Dialect.Staging staging, Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            if (staging == Dialect.Staging.ROWS) {
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

    private List<String> fills(Load load, Dialect.Staging staging, String place, List<String> files) {
        var table = dialect.identifier(staging.table(load.dataset()));
        return staging == Dialect.Staging.ROWS
                ? split(files, FILES_A_COPY).stream()
                        .map(some -> copy(table, place, some))
                        .toList()
                : split(files, FILES_AN_INSERT).stream()
                        .map(some -> insert(load, table, place, some))
                        .toList();
    }

    private static String copy(String table, String place, List<String> files) {
        return "COPY INTO " + table + " FROM " + Sql.literal(place) + " FILES = (" + Sql.join(files, Sql::literal)
                + ") FILE_FORMAT = (FORMAT_NAME = 'millrace_parquet') MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE"
                + " ON_ERROR = ABORT_STATEMENT";
    }

    private String insert(Load load, String table, String place, List<String> files) {
        var columns = load.declaration().columns();
        var values = Sql.join(
                        columns,
                        column -> "$1:" + Sql.identifier(column.name()) + "::"
                                + dialect.stagedType(load.declaration(), column))
                + ", $1:\"batch\"::NUMBER(19,0)";
        return "INSERT INTO " + table + " (" + Sql.join(columns, column -> dialect.identifier(column.name()))
                + ", batch) "
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
}
