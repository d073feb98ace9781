package io.millrace.local.redshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.redshift.StatementGrammar.Copy;
import io.millrace.local.redshift.StatementGrammar.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What COPY does: reads a manifest and its Parquet files, maps columns by their position, and takes a value only where it
 * fits as it is. Everything or nothing; errors in Redshift's words.
 */
final class CopiedFiles {
    private static final Pattern URL = Pattern.compile("s3://([^/]+)/(.+)");
    private static final Pattern LENGTH = Pattern.compile("VARCHAR\\((\\d+)\\)");
    private static final String STATE = "XX000";

    private final Bucket bucket;
    private final Path folder;

    CopiedFiles(Bucket bucket, Path folder) {
        this.bucket = bucket;
        this.folder = folder;
    }

    /** The rows of the files as one CSV file, in which NULL is a word without quotation marks. */
    Path csv(Copy copy, Table table) {
        if (table == null) {
            throw new RefusedSql("42P01", "the stand-in copies into tables of the same session, not " + copy.table());
        }
        try {
            var csv = Files.createTempFile(folder, "copy", ".csv");
            csv.toFile().deleteOnExit();
            for (var entry :
                    new ObjectMapper().readTree(object(copy.manifest())).path("entries")) {
                append(entry, table, csv);
            }
            return csv;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new RefusedSql(STATE, "Spectrum Scan Error: " + e.getMessage());
        }
    }

    private byte[] object(String url) {
        var match = match(URL, url);
        return bucket.get(match.group(1), match.group(2))
                .orElseThrow(() -> new RefusedSql(
                        STATE,
                        "S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey," + url));
    }

    private void append(JsonNode entry, Table table, Path csv) throws IOException, SQLException {
        var content = object(entry.path("url").asText());
        var length = entry.path("meta").path("content_length");
        if (!length.isIntegralNumber() || length.asLong() != content.length) {
            throw new RefusedSql(
                    STATE, "the manifest has no right content_length of " + entry + ", it is " + content.length);
        }
        var parquet = Files.write(folder.resolve("copied-" + System.nanoTime() + ".parquet"), content);
        var rows = parquet.resolveSibling(parquet.getFileName() + ".csv");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE VIEW copied AS SELECT * FROM read_parquet('" + parquet + "')");
            expectFit(statement, table);
            statement.execute("COPY copied TO '" + rows
                    + "' (FORMAT csv, HEADER false, NULLSTR 'NULL', QUOTE '\"', ESCAPE '\"', FORCE_QUOTE *)");
            Files.writeString(csv, Files.readString(rows), StandardOpenOption.APPEND);
        } finally {
            Files.deleteIfExists(parquet);
            Files.deleteIfExists(rows);
        }
    }

    private static void expectFit(Statement statement, Table table) throws SQLException {
        var names = new ArrayList<String>();
        var types = new ArrayList<String>();
        try (var result = statement.executeQuery("DESCRIBE copied")) {
            while (result.next()) {
                names.add(result.getString(1));
                types.add(result.getString(2));
            }
        }
        var columns = List.copyOf(table.columns().entrySet());
        if (columns.size() != names.size()) {
            throw new RefusedSql(
                    STATE,
                    "Unmatched number of columns between table and file. Table columns: " + columns.size()
                            + ", Data columns: " + names.size());
        }
        for (var i = 0; i < names.size(); i++) {
            var type = columns.get(i).getValue();
            var text = LENGTH.matcher(type);
            if (!type.startsWith(redshift(types.get(i)))) {
                throw new RefusedSql(
                        STATE,
                        "Spectrum Scan Error: incompatible Parquet schema for column "
                                + columns.get(i).getKey() + ": column type " + type + ", Parquet type " + types.get(i));
            }
            if (text.matches()) {
                expectLength(statement, names.get(i), columns.get(i).getKey(), Integer.parseInt(text.group(1)));
            }
        }
    }

    private static void expectLength(Statement statement, String name, String column, int bytes) throws SQLException {
        var quoted = '"' + name.replace("\"", "\"\"") + '"';
        try (var longest = statement.executeQuery("SELECT max(strlen(" + quoted + ")) FROM copied")) {
            longest.next();
            if (longest.getLong(1) > bytes) {
                throw new RefusedSql(
                        STATE,
                        "Spectrum Scan Error: The length of the data column " + column
                                + " is longer than the length defined in the table. Table: " + bytes + ", Data: "
                                + longest.getLong(1));
            }
        }
    }

    /** The beginning of the only type that takes a Parquet type. */
    private static String redshift(String parquet) {
        return switch (parquet) {
            case "VARCHAR" -> "VARCHAR(";
            case "INTEGER", "BIGINT", "BOOLEAN", "DATE" -> parquet;
            case "DOUBLE" -> "DOUBLE PRECISION";
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP" -> "TIMESTAMP";
            default -> parquet.replace("DECIMAL", "NUMERIC");
        };
    }

    private static Matcher match(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        if (!match.matches()) {
            throw new RefusedSql(STATE, "\"" + text + "\" is not an address of S3");
        }
        return match;
    }

    static String sql(Copy copy, Path csv) {
        return "COPY \"" + copy.table().replace("\"", "\"\"") + "\" FROM '" + csv
                + "' WITH (FORMAT csv, NULL 'NULL', ENCODING 'UTF8')";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
