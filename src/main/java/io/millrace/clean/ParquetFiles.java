package io.millrace.clean;

import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parquet files of one dataset, fetched onto this machine to be read as one table, whatever columns each of them has.
 * Not thread-safe.
 */
final class ParquetFiles {
    /** How COPY writes them: Snappy is what the documentation of every reader names. */
    static final String FORMAT = "(FORMAT parquet, COMPRESSION snappy)";

    private final Connection connection;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /**
     * Fetches them, one after the other.
     *
     * @throws IllegalStateException if one is gone
     */
    ParquetFiles(Connection connection, ObjectStore store, Iterable<String> keys, Path folder) throws IOException {
        this.connection = connection;
        for (var key : keys) {
            var content = store.get(key)
                    .orElseThrow(() ->
                            new IllegalStateException(key + " is gone; restore it from a backup or its versions"));
            files.put(key, Files.write(folder.resolve("read-" + files.size() + ".parquet"), content));
        }
    }

    /** Keys of the files of each day, in order of the days. */
    static Map<String, List<String>> byDay(List<String> keys) {
        return keys.stream()
                .collect(Collectors.groupingBy(
                        ParquetFiles::day, java.util.TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** SQL of the rows of some of them, with all columns that any of them has. */
    String rows(List<String> keys) {
        return "(SELECT * EXCLUDE (filename) FROM " + all() + " WHERE filename IN ("
                + keys.stream().map(key -> literal(files.get(key))).collect(Collectors.joining(", ")) + "))";
    }

    /** The columns that any of them has, in order. */
    List<String> columns() throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("DESCRIBE SELECT * EXCLUDE (filename) FROM " + all())) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    /** Key to number of rows that fulfil a condition, of the files that have one. */
    Map<String, Long> count(String condition) throws SQLException {
        var byFile = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT filename, count(*) FROM " + all() + " WHERE " + condition + " GROUP BY filename")) {
            while (result.next()) {
                byFile.put(result.getString(1), result.getLong(2));
            }
        }
        var byKey = new LinkedHashMap<String, Long>();
        files.forEach((key, file) -> {
            if (byFile.containsKey(file.toString())) {
                byKey.put(key, byFile.get(file.toString()));
            }
        });
        return byKey;
    }

    /** Removes them from this machine. */
    void remove() throws IOException {
        for (var file : files.values()) {
            Files.deleteIfExists(file);
        }
    }

    /** The dataset of a processed file, from its key. */
    static String dataset(String key) {
        return key.split("/", 3)[1];
    }

    private static String day(String key) {
        var at = key.indexOf("/dt=") + "/dt=".length();
        return key.substring(at, key.indexOf('/', at));
    }

    private String all() {
        return files.values().stream()
                .map(ParquetFiles::literal)
                .collect(Collectors.joining(
                        ", ",
                        "read_parquet([",
                        "], union_by_name = true, filename = true, hive_partitioning = false)"));
    }

    private static String literal(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
