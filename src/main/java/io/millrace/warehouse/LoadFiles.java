package io.millrace.warehouse;

import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Removal;
import io.millrace.lake.Removals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Parquet files of loads, fetched into a folder of their own for as long as the load runs, or read in the lake. */
final class LoadFiles {
    private final ObjectStore store;
    private final Commits commits;
    private final Removals removals;
    private final Path work;

    /**
     * @param work folder for the folders; its content may vanish between two loads
     */
    LoadFiles(ObjectStore store, Commits commits, Removals removals, Path work) {
        this.store = store;
        this.commits = commits;
        this.removals = removals;
        this.work = work;
    }

    /**
     * Fetches a load's files; where its warehouse reads them out of the lake itself, looks whether they are there.
     *
     * @throws IllegalStateException if one is gone from the lake
     * @throws IOException if the lake cannot be reached or the disk not be written
     */
    void fetch(Load load) throws IOException {
        if (!load.dialect().readsLocalFiles()) {
            for (var key : load.fileKeys()) {
                if (ask(key, () -> store.head(key)).isEmpty()) {
                    throw gone(load, key);
                }
            }
            load.dialect().offer(load, store, commits, work);
            return;
        }
        Files.createDirectories(work);
        load.fetchInto(Files.createTempDirectory(work, "load-"));
        for (var key : load.fileKeys()) {
            fetch(load, key, load.nextFile());
        }
    }

    /** Removes them; does nothing if none were fetched. */
    void remove(Load load) throws IOException {
        for (var file : load.files()) {
            Files.deleteIfExists(file);
        }
        if (load.folder() != null) {
            Files.deleteIfExists(load.folder());
        }
    }

    private void fetch(Load load, String key, Path file) throws IOException {
        if (!ask(key, () -> store.fetch(key, file))) {
            throw gone(load, key);
        }
    }

    private static <T> T ask(String key, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (RuntimeException e) {
            throw new IOException(key + " cannot be fetched", e);
        }
    }

    private IllegalStateException gone(Load load, String key) {
        var removed = removals.newest();
        var zone = Removal.processed(load.dataset());
        return load.batches().stream().anyMatch(n -> removed.holds(zone, n))
                ? new IllegalStateException(
                        key + " was " + removed.words() + ": what it held cannot be loaded any more;"
                                + " bring the rows back from a backup or a copy of the database of another warehouse")
                : new IllegalStateException(
                        key + " is named by a manifest and gone from the processed zone; restore it from a backup");
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
