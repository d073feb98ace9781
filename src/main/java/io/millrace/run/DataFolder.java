package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder of {@code --data}: the stand-ins' files, the local warehouse, scratch space. One process at a time holds it.
 */
public final class DataFolder implements AutoCloseable {
    /** Version of the folder's layout. */
    private static final int FORMAT = 1;

    private static final String MARK = "millrace-data.json";
    private static final String LOCK = "millrace.lock";
    private static final String ANOTHER = "another process";

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
     * Does nothing if the folder could be taken, as far as that shows without writing: whether another process has it is
     * not looked at.
     *
     * @throws UsageException if it belongs to something else, or cannot be made or written
     */
    public static void check(Path folder, Kind kind) {
        refuseForeign(folder);
        refuseReadOnly(folder);
        if (isOne(folder)) {
            refuseOther(folder, kind);
        }
    }

    /** The process that has the folder, as messages call it; empty if none has. Nothing is written. */
    public static Optional<String> holder(Path folder) {
        var announced = RunningProcess.find(folder).map(RunningProcess::described);
        if (announced.isPresent() || !Files.exists(folder.resolve(LOCK))) {
            return announced;
        }
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null ? Optional.of(ANOTHER) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.of(ANOTHER);
        } catch (IOException e) {
            // Not to be opened for writing: then nobody else of this user has it either.
            return Optional.empty();
        }
    }

    /**
     * Takes the folder for this process, and makes it if there is none.
     *
     * @throws UsageException if it belongs to something else, is in use, or cannot be written
     */
    public static DataFolder take(Path folder, Kind kind) {
        check(folder, kind);
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(folder, reason(e));
        }
        try {
            lock(channel, folder);
            mark(folder, kind);
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            close(channel);
            throw unwritable(folder, reason(e));
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
                    .filter(name -> !name.equals(LOCK))
                    .findFirst();
            if (found.isPresent()) {
                throw new UsageException("the data folder " + folder + " holds " + found.get()
                        + " and was not made by Millrace: name an empty or a new folder with --data");
            }
        } catch (IOException e) {
            throw new UsageException("the data folder " + folder + " cannot be read (" + reason(e)
                    + "): let this user read and write it, or name another with --data");
        }
    }

    private static void refuseReadOnly(Path folder) {
        var there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw unwritable(folder, there + " is a file");
        }
        if (there != null && !Files.isWritable(there)) {
            throw unwritable(folder, "this user may not write to " + there);
        }
    }

    private static UsageException unwritable(Path folder, String reason) {
        return new UsageException(
                "the data folder " + folder + " cannot be written (" + reason + "): name another with --data");
    }

    /** What a user can make something of; the exception's own text is the path, or a class name. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            var holder =
                    RunningProcess.find(folder).map(RunningProcess::described).orElse(ANOTHER);
            throw inUse(folder, holder);
        }
    }

    static UsageException inUse(Path folder, String holder) {
        return new UsageException("the data folder " + folder + " is in use by " + holder
                + ": stop it, or name another folder with --data");
    }

    private static void mark(Path folder, Kind kind) throws IOException {
        if (!isOne(folder)) {
            Files.write(folder.resolve(MARK), Json.bytes(new Mark(FORMAT, kind, Instant.now())));
            return;
        }
        refuseOther(folder, kind);
    }

    private static void refuseOther(Path folder, Kind kind) {
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
        } catch (IOException e) {
            throw new UsageException(
                    folder.resolve(MARK) + " cannot be read (" + reason(e) + "): let this user read it");
        } catch (UncheckedIOException e) {
            throw new UsageException(folder.resolve(MARK)
                    + " is damaged, and says whose prices the folder holds: write {\"format\":1,\"kind\":\"RUN\"} into it for"
                    + " real ones, DEMO for a demo's");
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
