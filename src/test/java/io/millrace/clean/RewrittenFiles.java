package io.millrace.clean;

import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All values of batches' files, as they stand in the lake. */
final class RewrittenFiles {
    private RewrittenFiles() {}

    /** Every row of a dataset in these batches as JSON, its batch, shard and sequence number among it, sorted. */
    static List<String> rows(FakeLake lake, Path work, String dataset, List<Manifest> manifests)
            throws IOException, SQLException {
        var rows = new ArrayList<String>();
        for (var manifest : manifests) {
            for (var file : manifest.datasets().get(dataset).files()) {
                var local = Files.write(
                        work.resolve("read.parquet"), lake.get(file.key()).orElseThrow());
                try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                        var result = connection
                                .createStatement()
                                .executeQuery("SELECT to_json(r)::VARCHAR FROM '" + local + "' AS r")) {
                    while (result.next()) {
                        rows.add(file.dt() + " " + result.getString(1));
                    }
                }
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
