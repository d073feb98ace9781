package io.millrace.warehouse;

import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Removal;
import io.millrace.lake.Removals;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The Parquet files of loads, fetched into a folder of their own for as long as the load runs, or read in the lake. */
final class LoadFiles {
    private static final int AT_ONCE = 4;

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
        fetchAll(load);
    }

    /** Removes them, and what was made of them; does nothing if none were fetched. */
    void remove(Load load) {
        if (load.folder() != null) {
            WorkFolder.remove(load.folder());
        }
    }

    /** A few at a time: a store answers each slowly, and many at once. */
    private void fetchAll(Load load) throws IOException {
        var keys = load.fileKeys();
        if (keys.isEmpty()) {
            return;
        }
        var pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, keys.size()));
        try {
            var fetches = new ArrayList<Future<?>>();
            for (var key : keys) {
                var file = load.nextFile();
                fetches.add(pool.submit(() -> {
                    fetch(load, key, file);
                    return null;
                }));
            }
            for (var fetch : fetches) {
                fetch.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unread) {
                throw unread;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the files of " + load + " are fetched");
        } finally {
            end(pool);
        }
    }

    /** None may write into a folder that is removed next. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        var isInterrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
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
