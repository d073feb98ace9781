package io.millrace.bench;

import io.millrace.config.WarehouseSettings;
import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement that brings files into a table like the loader's, and nothing else.
 *
 * @param statement what it is called
 */
record BareLoad(String statement, double seconds) {
    private static final String MEMORY = "192MB";
    private static final double NANOS = 1e9;

    static BareLoad duckDb(Dataset dataset, List<Path> files, Path folder) throws SQLException, IOException {
        try (var file = DuckDb.open(folder.resolve("bare.duckdb"), MEMORY);
                var connection = file.getConnection();
                var statement = connection.createStatement()) {
            for (var ddl : Warehouse.duckDb("bare", file).ddl(List.of(dataset))) {
                statement.execute(ddl);
            }
            var start = System.nanoTime();
            statement.execute("INSERT INTO prices SELECT " + columns(dataset) + ", batch FROM " + parquet(files));
            return new BareLoad("INSERT SELECT FROM read_parquet", (System.nanoTime() - start) / NANOS);
        }
    }

    /** The rows are written as CSV before the clock starts, into a table beside the loader's. */
    static BareLoad mySql(Dataset dataset, List<Path> files, Path folder, WarehouseSettings server)
            throws SQLException, IOException {
        var csv = folder.resolve("bare.csv");
        try (var file = DuckDb.open(folder.resolve("csv.duckdb"), MEMORY);
                var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT " + columns(dataset) + ", batch FROM " + parquet(files) + ") TO '" + csv
                    + "' (FORMAT csv, HEADER false, NULLSTR 'NULL', TIMESTAMPFORMAT '%Y-%m-%d %H:%M:%S.%f')");
        }
        try (var pool = MySql.pool(
                        "bare", server.url(), server.user(), server.password().reveal(), folder);
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bare");
            statement.execute("CREATE TABLE bare LIKE prices");
            var start = System.nanoTime();
            statement.execute("LOAD DATA LOCAL INFILE '" + csv + "' INTO TABLE bare CHARACTER SET utf8mb4"
                    + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY ''");
            return new BareLoad("LOAD DATA LOCAL", (System.nanoTime() - start) / NANOS);
        }
    }

    private static String columns(Dataset dataset) {
        return dataset.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String parquet(List<Path> files) {
        return files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
}
