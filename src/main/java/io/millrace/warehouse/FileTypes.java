package io.millrace.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of a Parquet file's columns as Redshift's COPY takes them, for files that the declaration does not describe. */
final class FileTypes {
    private FileTypes() {}

    /**
     * Column to type, in the file's order.
     *
     * @param work folder for the file while it is looked at
     */
    static Map<String, String> of(byte[] content, Path work) throws IOException {
        Files.createDirectories(work);
        var file = Files.write(Files.createTempFile(work, "types-", ".parquet"), content);
        try (var connection = DuckDb.inMemory(work);
                var statement = connection.createStatement();
                var columns = statement.executeQuery(
                        "DESCRIBE SELECT * FROM read_parquet(" + Sql.literal(file.toString()) + ")")) {
            var types = new LinkedHashMap<String, String>();
            while (columns.next()) {
                types.put(columns.getString("column_name"), redshift(columns.getString("column_type")));
            }
            return types;
        } catch (SQLException e) {
            throw new IllegalStateException("the columns of a file cannot be told: " + e.getMessage(), e);
        } finally {
            Files.delete(file);
        }
    }

    private static String redshift(String duckDb) {
        return switch (duckDb) {
            case "VARCHAR" -> "VARCHAR(65535)";
            case "DOUBLE" -> "DOUBLE PRECISION";
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
            default -> duckDb.replace("DECIMAL", "NUMERIC");
        };
    }
}
