package io.millrace.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an attempt made of a batch, for a reader that is neither engine's: DuckDB's SQL over the files.
 *
 * @param file where a key's file is
 */
record Outcome(Manifest manifest, Function<String, Path> file) {
    /** Fails where anything differs: rows, their types and days, rejected lines, counts. */
    void requireSame(Outcome other) throws SQLException {
        assertEquals(counts(), other.counts());
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            for (var dataset : DirtyZone.DATASETS) {
                assertEquals(types(connection, dataset), other.types(connection, dataset));
                requireSame(connection, dataset.name(), rows(dataset), other.rows(dataset));
            }
            requireSame(connection, "rejected", rejected(), other.rejected());
        }
    }

    private static void requireSame(Connection connection, String what, String some, String others)
            throws SQLException {
        assertEquals(List.of(), query(connection, "(" + some + ") EXCEPT ALL (" + others + ") LIMIT 5"), what);
        assertEquals(List.of(), query(connection, "(" + others + ") EXCEPT ALL (" + some + ") LIMIT 5"), what);
    }

    private String counts() {
        var days = new TreeMap<String, Long>();
        var levels = new TreeSet<String>();
        manifest.datasets().forEach((name, written) -> {
            written.levels().forEach(level -> levels.add(name + " " + level));
            days.put(name + " " + written.version() + written.columns(), written.rows());
            written.files().forEach(part -> days.merge(name + " " + part.dt(), part.rows(), Long::sum));
        });
        var numbers = manifest.publishers().entrySet().stream()
                .map(entry -> entry.getKey()
                        + entry.getValue().stream()
                                .map(range -> range[0] + "-" + range[1])
                                .toList())
                .toList();
        return "read " + manifest.read() + " duplicates " + manifest.duplicates() + " rejected " + manifest.rejected()
                + " " + new TreeMap<>(manifest.reasons()) + " rows " + days + " publishers " + numbers.hashCode()
                + " levels " + levels;
    }

    private String types(Connection connection, Dataset dataset) throws SQLException {
        return query(
                        connection,
                        "SELECT DISTINCT name, type, type_length, repetition_type, converted_type, precision, scale FROM"
                                + " parquet_schema(" + files(dataset) + ") WHERE num_children IS NULL ORDER BY name")
                .toString();
    }

    /** Also where each row is filed. */
    private String rows(Dataset dataset) {
        return "SELECT * EXCLUDE filename, regexp_extract(filename, '.*(\\d{4}-\\d{2}-\\d{2})', 1) FROM read_parquet("
                + files(dataset) + ", filename = true, hive_partitioning = false)";
    }

    private String rejected() {
        return "SELECT json::VARCHAR FROM read_json_objects("
                + list(manifest.rejectedFiles())
                + ", format = 'newline_delimited', maximum_object_size = 50000000)";
    }

    private String files(Dataset dataset) {
        return list(manifest.datasets().get(dataset.name()).files().stream()
                .map(Manifest.DataFile::key)
                .toList());
    }

    private String list(List<String> keys) {
        return keys.stream().map(key -> "'" + file.apply(key) + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" | ", row));
            }
            return rows;
        }
    }
}
