package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the files of other batches anew, one a dataset and day: compactions and erasures. A row keeps all that it holds,
 * its batch number too, so that which of two rows is the newer stays as it is. Not thread-safe.
 */
final class FileRewriter {
    private static final String REJECTED = "rejected/";

    private final ObjectStore store;
    private final Connection connection;
    private final Plan plan;
    private final Map<String, Dataset> datasets;
    private final Path folder;
    private final ErasedLines erased;
    private final ErasedRows gone;
    private final List<Attempt.Upload> uploads = new ArrayList<>();
    private final Map<String, Manifest.Written> written = new LinkedHashMap<>();
    private long read;
    private long erasedRows;

    /**
     * @param datasets name to declaration, as the plan has them
     * @param folder for the files read and written
     */
    FileRewriter(ObjectStore store, Connection connection, Plan plan, Map<String, Dataset> datasets, Path folder) {
        this.store = store;
        this.connection = connection;
        this.plan = plan;
        this.datasets = datasets;
        this.folder = folder;
        this.erased = new ErasedLines(datasets, plan.erasures());
        this.gone = new ErasedRows(datasets, plan.erasures());
    }

    Attempt attempt(String id, Instant now) throws IOException, SQLException {
        var attempt = new AttemptKeys(plan.n(), id);
        var byDataset = plan.files().stream()
                .filter(key -> !key.startsWith(REJECTED))
                .collect(Collectors.groupingBy(ParquetFiles::dataset, TreeMap::new, Collectors.toList()));
        datasets.keySet().forEach(name -> written.put(name, nothing(name)));
        for (var entry : byDataset.entrySet()) {
            written.put(entry.getKey(), rewrite(entry.getKey(), entry.getValue(), attempt));
        }
        var rejectedFile = folder.resolve("rejected.jsonl.gz");
        var keys = new ArrayList<String>();
        try (var rejected = new RejectedFile(rejectedFile)) {
            for (var key : plan.files()) {
                if (key.startsWith(REJECTED)) {
                    carry(key, rejected);
                }
            }
            for (long i = 0; i < erasedRows; i++) {
                rejected.erase();
            }
            rejected.close();
            if (!rejected.isEmpty()) {
                keys.add(attempt.rejected() + "part-00000.jsonl.gz");
                uploads.add(new Attempt.Upload(keys.get(0), rejectedFile));
            }
            var manifest = new Manifest(
                    plan.n(),
                    plan.kind(),
                    id,
                    now,
                    read,
                    0,
                    rejected.count(),
                    rejected.reasons(),
                    keys,
                    written,
                    Map.of(),
                    plan.replaces(),
                    plan.only(),
                    null,
                    null);
            return new Attempt(manifest, uploads, folder).checked();
        }
    }

    private Manifest.Written nothing(String dataset) {
        return new Manifest.Written(version(dataset), List.of(), 0, List.of());
    }

    private Manifest.Written rewrite(String dataset, List<String> keys, AttemptKeys attempt)
            throws IOException, SQLException {
        var source = new ParquetFiles(connection, store, keys, folder);
        var columns = source.columns();
        var keep = gone.concerns(dataset, columns) ? "NOT " + gone.condition(dataset, columns) : "true";
        var key = datasets.containsKey(dataset) ? datasets.get(dataset).key() : List.<String>of();
        var order = key.stream()
                .filter(columns::contains)
                .map(RowTable::quoted)
                .collect(Collectors.joining(", ", "", key.isEmpty() ? "" : ", "));
        var files = new ArrayList<Manifest.DataFile>();
        long rows = 0;
        for (var day : ParquetFiles.byDay(keys).entrySet()) {
            var local = folder.resolve(dataset + "-" + day.getKey() + ".parquet");
            try (var statement = connection.createStatement()) {
                var all = source.rows(day.getValue());
                long kept = statement.executeUpdate("COPY (SELECT * FROM " + all + " WHERE " + keep + " ORDER BY "
                        + order + "batch, shard, length(seq), seq) TO '"
                        + local.toString().replace("'", "''") + "' " + ParquetFiles.FORMAT);
                var there = count(all);
                read += there;
                erasedRows += there - kept;
                if (kept > 0) {
                    var name = attempt.day(dataset, day.getKey()) + "part-00000.parquet";
                    uploads.add(new Attempt.Upload(name, local));
                    files.add(new Manifest.DataFile(name, day.getKey(), kept, Files.size(local)));
                    rows += kept;
                }
            }
        }
        source.remove();
        return new Manifest.Written(version(dataset), columns, rows, files);
    }

    private long count(String rows) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void carry(String key, RejectedFile rejected) throws IOException {
        try (var lines = new GzipLines(store, key)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                read++;
                var rejection = Rejection.parse(line, lines.place());
                if (erased.holds(rejection)) {
                    rejected.erase();
                } else {
                    rejected.add(rejection);
                }
            }
        }
    }

    /** Of a dataset that is not declared any more, 1. */
    private int version(String dataset) {
        return datasets.containsKey(dataset) ? datasets.get(dataset).version() : 1;
    }
}
