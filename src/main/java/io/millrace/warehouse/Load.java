package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One load: committed batches of one dataset on their way into one warehouse. Not thread-safe: one exchange has it. */
public final class Load {
    /** The day that files are partitioned by is that of this column. */
    private static final String DAY = "observed_at";

    static final Manifest.Written NOTHING = new Manifest.Written(0, List.of(), 0, List.of());

    private final Dataset dataset;
    private final List<Manifest> manifests;
    private final Extent extent;
    private final References references;
    private final SqlFolder sql;
    private final List<Path> files = new ArrayList<>();
    private FileShapes shapes;
    private Path folder;
    private Round.Changes changes = Round.Changes.NONE;

    /**
     * What a load is about, beside its batches.
     *
     * @param replaced those of its batches whose files count for nothing any more
     * @param taken batches whose rows in the table it takes the place of
     * @param repair whether the ledger has them already and stays as it is
     * @param full whether more is due behind it
     * @param first number of the first batch whose rows the warehouse has
     * @param days UTC days whose files are read; null: all
     */
    record Extent(
            Set<Long> replaced, Collection<Long> taken, boolean repair, boolean full, long first, Set<String> days) {
        static final Extent PLAIN = new Extent(Set.of(), Set.of(), false, false, 1, null);
    }

    Load(Dataset dataset, List<Manifest> manifests, Extent extent, References references, SqlFolder sql) {
        this.dataset = dataset;
        this.manifests = List.copyOf(manifests);
        this.extent = extent;
        this.references = references;
        this.sql = sql;
    }

    public String dataset() {
        return dataset.name();
    }

    Dataset declaration() {
        return dataset;
    }

    List<Manifest> manifests() {
        return manifests;
    }

    Extent extent() {
        return extent;
    }

    /** Numbers of the batches, in order. */
    public List<Long> batches() {
        return manifests.stream().map(Manifest::n).toList();
    }

    /** Rows that the manifests promise, of the files that are read. */
    public long rows() {
        return read().stream().mapToLong(manifest -> written(manifest).rows()).sum();
    }

    /** Whether rows of other batches in the table make room for its own. */
    public boolean isTaking() {
        return !extent.taken().isEmpty();
    }

    /** Whether rows go through staging; if not, it leaves the table as it is and only enters the ledger. */
    public boolean isStaged() {
        return isRepair()
                || isTaking()
                || manifests.stream().anyMatch(manifest -> written(manifest).rows() > 0);
    }

    /** Whether it only puts right what the ledger says is in. */
    public boolean isRepair() {
        return extent.repair();
    }

    /** Whether it enters the ledger. */
    public boolean isRecorded() {
        return !extent.repair();
    }

    boolean isFull() {
        return extent.full();
    }

    /** Whether a key has its day in it, and so can be in the files of that day alone. */
    boolean isByDay() {
        return dataset.key().contains(DAY);
    }

    /** The named statements of the warehouse, for this load; none if it has none of that name. */
    public Script script(String name) {
        return new Script(statements(name));
    }

    /** What fills the staging table beside the statement {@code stage} and a driver's stream. */
    public Script copies() {
        return new Script(sql.dialect().copies(this, Dialect.Staging.ROWS));
    }

    /** The only statement of that name, for this load. */
    public String statement(String name) {
        return sql.statement(name, values());
    }

    Dialect dialect() {
        return sql.dialect();
    }

    private Map<String, String> values() {
        return LoadValues.of(this, sql, references);
    }

    /** All of its statements in the order in which the route runs them; before the files are fetched, with their keys. */
    public List<String> statements() {
        if (!isStaged()) {
            return Stream.of("begin", "lock", "check-ledger", "record-empty", "commit")
                    .flatMap(name -> statements(name).stream())
                    .toList();
        }
        var all = new ArrayList<>(statements("stage"));
        all.addAll(sql.dialect().copies(this, Dialect.Staging.ROWS));
        var names =
                new ArrayList<>(List.of("stage-uncovered", "count", "prune-early", "begin", "lock", "check-ledger"));
        if (isTaking()) {
            if (isRecorded()) {
                names.add("record-replaced");
            }
            names.addAll(List.of("prune-replaced", "find-uncovered", "keep-gone", "keep-referenced", "delete-gone"));
        }
        names.addAll(List.of("prune-repeated", "prune-stale", "count-changes"));
        if (isRecorded()) {
            names.add("record");
        }
        names.addAll(List.of("insert-stubs", "upsert", "commit"));
        names.forEach(name -> all.addAll(statements(name)));
        return all;
    }

    /** Those of that name, in order; where they are about references, for each of them. */
    public List<String> statements(String name) {
        return switch (name) {
            case "insert-stubs" -> statements(name, references.from(dataset));
            case "prune-early" -> mayHoldEarlyRows() ? sql.script(name, values()) : List.of();
            case "keep-referenced" -> statements(name, references.to(dataset));
            default -> sql.script(name, values());
        };
    }

    /** Whether its files may hold rows of batches from before the warehouse began. */
    private boolean mayHoldEarlyRows() {
        return extent.first() > 1
                && read().stream().anyMatch(manifest -> manifest.kind().rewrites());
    }

    private List<String> statements(String name, List<References.Link> links) {
        var statements = new ArrayList<String>();
        for (var link : links) {
            var values = values();
            values.putAll(Sql.of(link, sql.dialect()));
            statements.addAll(sql.script(name, values));
        }
        return statements;
    }

    /** Those of that name, with further values. */
    List<String> statements(String name, Map<String, String> more) {
        var values = values();
        values.putAll(more);
        return sql.script(name, values);
    }

    /** A query of DuckDB for the rows of its fetched files, with batch, number of the manifest, file and place in it. */
    String localRows() {
        return LoadValues.localRows(this);
    }

    /** The files of other batches, for the rows in them that this load uncovers. */
    Load hidden(Collection<Manifest> others, Set<String> days) {
        return new Load(
                dataset,
                List.copyOf(others),
                new Extent(Set.of(), extent.taken(), extent.repair(), false, extent.first(), days),
                references,
                sql);
    }

    /** Keys of its files in the lake. */
    List<String> fileKeys() {
        return read().stream().flatMap(this::files).map(Manifest.DataFile::key).toList();
    }

    /** Its files in the lake, by what they are alike in. */
    FileShapes shapes() {
        if (shapes == null) {
            shapes = FileShapes.of(this);
        }
        return shapes;
    }

    /** Files of one of its batches that it reads. */
    Stream<Manifest.DataFile> files(Manifest manifest) {
        return written(manifest).files().stream()
                .filter(file -> extent.days() == null || extent.days().contains(file.dt()));
    }

    /** From now on its files are put into that folder. */
    void fetchInto(Path local) {
        folder = local;
    }

    /** Takes the place of the next of {@link #fileKeys}. */
    Path nextFile() {
        var file = folder.resolve(files.size() + ".parquet");
        files.add(file);
        return file;
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    /** Where its files are; null before they are fetched. */
    Path folder() {
        return folder;
    }

    /** Remembers what it changes in the table. */
    void changes(Round.Changes counted) {
        changes = counted;
    }

    Round.Done done(String warehouse, String failure) {
        return new Round.Done(warehouse, dataset(), batches(), failure == null ? changes : Round.Changes.NONE, failure);
    }

    /** What a batch has of a dataset: nothing, where it was planned before the dataset was declared. */
    static Manifest.Written written(Manifest manifest, Dataset dataset) {
        return manifest.datasets().getOrDefault(dataset.name(), NOTHING);
    }

    /** What one of its batches has of the dataset. */
    Manifest.Written written(Manifest manifest) {
        return written(manifest, dataset);
    }

    /** Those of its batches whose files are read, in order. */
    List<Manifest> read() {
        return manifests.stream()
                .filter(manifest -> !extent.replaced().contains(manifest.n()))
                .toList();
    }

    @Override
    public String toString() {
        return dataset.name() + " batches " + batches();
    }
}
