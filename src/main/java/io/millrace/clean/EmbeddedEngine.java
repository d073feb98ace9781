package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.AttemptIds;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Outage;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans a batch in this process: Java reads the lines, DuckDB deduplicates, sorts and writes Parquet. Thread-safe. */
public final class EmbeddedEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);

    private final ObjectStore store;
    private final RawZone zone;
    private final Path work;
    private final String memory;
    private final Clock clock;
    private final Map<Long, CleanProgress> underWay = new ConcurrentHashMap<>();

    /**
     * @param work folder for the files of running attempts; its content may vanish between two attempts
     * @param memory DuckDB's limit, as {@code 192MB}; what does not fit is spilled into {@code work}
     */
    public EmbeddedEngine(ObjectStore store, Path work, String memory, Clock clock) {
        this.store = store;
        this.zone = new RawZone(store);
        this.work = work;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Attempt attempt(Plan plan) throws IOException, SQLException {
        var id = AttemptIds.of(clock).next();
        Files.createDirectories(work);
        var folder = Files.createTempDirectory(work, "batch-" + plan.n() + "-");
        var progress = new CleanProgress(clock.instant(), plan.records());
        underWay.put(plan.n(), progress);
        try {
            return attempt(plan, id, folder, progress);
        } catch (IOException | SQLException | RuntimeException e) {
            new Attempt(null, List.of(), folder).discard();
            throw e;
        } finally {
            underWay.remove(plan.n(), progress);
        }
    }

    /** How far the attempt at a batch is; empty if there is none. */
    public Optional<CleanProgress> underWay(long n) {
        return Optional.ofNullable(underWay.get(n));
    }

    private Attempt attempt(Plan plan, String id, Path folder, CleanProgress progress)
            throws IOException, SQLException {
        var datasets = new LinkedHashMap<String, Dataset>();
        plan.datasets().forEach((name, map) -> datasets.put(name, Dataset.fromMap(map)));
        if (plan.kind().rewrites()) {
            try (var connection = open(folder, memory)) {
                return new FileRewriter(store, connection, plan, datasets, folder).attempt(id, clock.instant());
            }
        }
        var cleaner = new RowCleaner(datasets, plan.only(), plan.erasures(), plan.suspects());
        var keys = new AttemptKeys(plan.n(), id);
        var rejectedFile = folder.resolve("rejected.jsonl.gz");
        var numbers = new NumberRanges();
        var tables = new LinkedHashMap<String, RowTable>();
        try (var connection = open(folder, memory);
                var rejected = new RejectedFile(rejectedFile)) {
            for (var dataset : datasets.values()) {
                tables.put(dataset.name(), new RowTable(connection, dataset, plan.n(), folder));
            }
            long read = 0;
            for (var object : plan.objects()) {
                try (var lines = zone.lines(object)) {
                    for (var line : lines) {
                        progress.line();
                        read += take(cleaner.clean(line), tables, rejected, numbers);
                    }
                }
            }
            for (var file : plan.files()) {
                try (var lines = new GzipLines(store, file)) {
                    for (var line = lines.next(); line != null; line = lines.next()) {
                        progress.line();
                        var raw = Rejection.parse(line, lines.place()).rawLine();
                        read += take(cleaner.clean(raw), tables, rejected, numbers);
                    }
                }
            }
            return written(plan, keys, folder, tables, rejected, rejectedFile, numbers, read);
        } finally {
            for (var table : tables.values()) {
                table.close();
            }
        }
    }

    @Override
    public Map<String, List<long[]>> numbers(List<RawObject> objects) {
        // Who knows no dataset takes none for a row, and still tells who sent each event.
        var cleaner = new RowCleaner(Map.of(), null, List.of(), false);
        var numbers = new NumberRanges();
        for (var object : objects) {
            try (var lines = zone.lines(object)) {
                for (var line : lines) {
                    if (cleaner.clean(line) instanceof CleanResult.Rejected refused) {
                        numbers.add(
                                refused.rejection().publisher(),
                                refused.rejection().n());
                    }
                }
            } catch (RuntimeException e) {
                if (Outage.isBehind(e) && !isGone(object)) {
                    throw e;
                }
                LOG.warn(
                        "object={} cannot be read; numbers of its events are told missing: {}",
                        object.key(),
                        Reason.of(e));
            }
        }
        return numbers.ranges();
    }

    private boolean isGone(RawObject object) {
        return store.head(object.key()).isEmpty();
    }

    /** How many lines it counts for. */
    private static int take(
            CleanResult result, Map<String, RowTable> tables, RejectedFile rejected, NumberRanges numbers)
            throws IOException {
        if (result instanceof CleanResult.Accepted accepted) {
            var row = accepted.row();
            tables.get(row.dataset()).add(row);
            numbers.add(row.publisher(), row.n());
        } else if (result instanceof CleanResult.Rejected refused) {
            rejected.add(refused.rejection());
            numbers.add(refused.rejection().publisher(), refused.rejection().n());
        } else if (result instanceof CleanResult.TooNew newer) {
            throw new HeldException(newer);
        } else if (result instanceof CleanResult.Erased erased) {
            rejected.erase();
            numbers.add(erased.publisher(), erased.n());
        } else {
            return 0;
        }
        return 1;
    }

    private Attempt written(
            Plan plan,
            AttemptKeys keys,
            Path folder,
            Map<String, RowTable> tables,
            RejectedFile rejected,
            Path rejectedFile,
            NumberRanges numbers,
            long read)
            throws IOException, SQLException {
        var uploads = new ArrayList<Attempt.Upload>();
        var written = new LinkedHashMap<String, Manifest.Written>();
        long duplicates = 0;
        for (var entry : tables.entrySet()) {
            var table = entry.getValue();
            duplicates += table.deduplicate();
            var files = new ArrayList<Manifest.DataFile>();
            for (var day : table.write(folder)) {
                var key = keys.day(entry.getKey(), day.dt()) + "part-00000.parquet";
                uploads.add(new Attempt.Upload(key, day.file()));
                files.add(new Manifest.DataFile(key, day.dt(), day.rows(), Files.size(day.file())));
            }
            var rows = files.stream().mapToLong(Manifest.DataFile::rows).sum();
            var version = ((Number) plan.datasets().get(entry.getKey()).get("version")).intValue();
            written.put(entry.getKey(), new Manifest.Written(version, table.columns(), rows, files, table.levels()));
        }
        rejected.close();
        var rejectedKeys = new ArrayList<String>();
        if (!rejected.isEmpty()) {
            rejectedKeys.add(keys.rejected() + "part-00000.jsonl.gz");
            uploads.add(new Attempt.Upload(rejectedKeys.get(0), rejectedFile));
        }
        var manifest = new Manifest(
                plan.n(),
                plan.kind(),
                keys.attempt(),
                clock.instant(),
                read,
                duplicates,
                rejected.count(),
                rejected.reasons(),
                rejectedKeys,
                written,
                numbers.ranges(),
                plan.replaces(),
                plan.only(),
                null,
                null);
        return new Attempt(manifest, uploads, folder).checked();
    }

    /**
     * A database in memory.
     *
     * @param folder where it spills what does not fit
     */
    static Connection open(Path folder, String memory) throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", folder.resolve("spill").toString());
        settings.setProperty("threads", "2");
        settings.setProperty("autoinstall_known_extensions", "false");
        return new DuckDBDriver().connect("jdbc:duckdb:", settings);
    }
}
