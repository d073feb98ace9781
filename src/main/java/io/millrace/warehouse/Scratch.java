package io.millrace.warehouse;

import io.millrace.lake.Batches;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A DuckDB file to compare in what does not fit into memory; closing removes it. */
public final class Scratch implements AutoCloseable {
    private static final String MEMORY = "192MB";

    private final Path folder;
    private final DuckDb file;

    private Scratch(Path folder, DuckDb file) {
        this.folder = folder;
        this.file = file;
    }

    /** Makes one in a new folder under {@code work}. */
    public static Scratch open(Path work) throws SQLException, IOException {
        Files.createDirectories(work);
        var folder = Files.createTempDirectory(work, "deep-");
        return new Scratch(folder, DuckDb.open(folder.resolve("scratch.duckdb"), MEMORY));
    }

    public ParquetReader parquet() {
        return new ParquetReader(file, folder);
    }

    /** What compares a warehouse's tables with the files in a lake. */
    public TableCheck tables(ObjectStore store, Batches batches, TableCheck.Faults faults) {
        return new TableCheck(file, folder, store, batches, faults);
    }

    @Override
    public void close() throws SQLException {
        file.close();
        WorkFolder.remove(folder);
    }
}
