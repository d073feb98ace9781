package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Batches of prices in a folder, in the files that the embedded engine writes and under the names that it gives them. */
public final class ProcessedPrices {
    private static final Dataset PRICES = Datasets.shipped().named("prices").orElseThrow();

    private final Path folder;
    private final AtomicLong seq = new AtomicLong(9);

    public ProcessedPrices(Path folder) {
        this.folder = folder;
    }

    /** A row of these values, with made-up ones in the other required columns. */
    public Row row(Instant observedAt, Map<String, ?> values) {
        var all =
                new HashMap<String, Object>(Map.of("url", "https://acme.example/p", "event_id", "e", "source", "acme"));
        all.putAll(values);
        all.put("observed_at", observedAt);
        var row = new ArrayList<Object>();
        PRICES.columns().forEach(column -> row.add(all.get(column.name())));
        return new Row("prices", row, observedAt, "shardId-0", Long.toString(seq.getAndIncrement()), "p", 1);
    }

    public void write(long batch, List<Row> rows) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var table = new RowTable(connection, PRICES, batch, folder)) {
            for (var row : rows) {
                table.add(row);
            }
            table.deduplicate();
            for (var day : table.write(folder)) {
                var file =
                        folder.resolve("processed/prices/batch=" + batch + "-a/dt=" + day.dt() + "/part-00000.parquet");
                Files.createDirectories(file.getParent());
                Files.move(day.file(), file);
            }
        }
    }
}
