package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The folder of {@code --data}: the stand-ins' files, the local warehouse, scratch space. One process at a time holds it.
 */
public final class DataFolder implements AutoCloseable {
    /** Version of the folder's layout. */
    private static final int FORMAT = 1;

    private static final String MARK = "millrace-data.json";

    /** Who a folder belongs to: a demo's made-up prices and real ones never share one. */
    public enum Kind {
        DEMO,
        RUN
    }

    /** The mark inside the folder. */
    record Mark(int format, Kind kind, Instant created) {}

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder for this process, and makes it if there is none.
     *
     * @throws UsageException if it belongs to something else, is in use, or cannot be written
     */
    public static DataFolder take(Path folder, Kind kind) {
        refuseForeign(folder);
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve("millrace.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UsageException(
                    "the data folder " + folder + " cannot be written (" + e + "): name another with --data");
        }
        try {
            lock(channel, folder);
            mark(folder, kind);
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            close(channel);
            throw new UsageException(
                    "the data folder " + folder + " cannot be written (" + e + "): name another with --data");
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** Whether a folder has been used by Millrace. */
    public static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    /** The kind that a used folder is marked with. */
    public static Kind kindOf(Path folder) {
        return read(folder).kind();
    }

    public Path s3() {
        return folder.resolve("s3");
    }

    public Path kinesis() {
        return folder.resolve("kinesis");
    }

    /** For files that may vanish when no process runs. */
    public Path work() {
        return folder.resolve("work");
    }

    @Override
    public void close() {
        close(lockFile);
    }

    private static void refuseForeign(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("the data folder " + folder + " is a file: name a folder with --data");
        }
        if (!Files.isDirectory(folder) || isOne(folder)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            var found = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals("millrace.lock"))
                    .findFirst();
            if (found.isPresent()) {
                throw new UsageException("the data folder " + folder + " holds " + found.get()
                        + " and was not made by Millrace: name an empty or a new folder with --data");
            }
        } catch (IOException e) {
            throw new UsageException("the data folder " + folder + " cannot be read (" + e + ")");
        }
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            var holder = RunningProcess.find(folder)
                    .map(process -> "process " + process.pid() + " (millrace " + process.command() + ")")
                    .orElse("another process");
            throw new UsageException("the data folder " + folder + " is in use by " + holder
                    + ": stop it, or name another folder with --data");
        }
    }

    private static void mark(Path folder, Kind kind) throws IOException {
        if (!isOne(folder)) {
            Files.write(folder.resolve(MARK), Json.bytes(new Mark(FORMAT, kind, Instant.now())));
            return;
        }
        var mark = read(folder);
        if (mark.kind() != kind) {
            throw new UsageException(
                    mark.kind() == Kind.DEMO
                            ? "the data folder " + folder + " holds a demo's made-up prices: remove it, or name another"
                                    + " folder for real ones with --data"
                            : "the data folder " + folder + " holds real prices: name another folder for the demo with"
                                    + " --data");
        }
    }

    private static Mark read(Path folder) {
        try {
            var mark = Json.read(Files.readAllBytes(folder.resolve(MARK)), Mark.class, folder.resolve(MARK) + "");
            if (mark.format() > FORMAT) {
                throw new UsageException("the data folder " + folder + " was written by a newer Millrace (format "
                        + mark.format() + ", this one knows " + FORMAT + "): update Millrace");
            }
            return mark;
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException(folder.resolve(MARK) + " cannot be read (" + e + "): restore it from a backup");
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock is not given back", e);
        }
    }
}
