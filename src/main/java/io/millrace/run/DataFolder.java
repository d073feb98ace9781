package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder of {@code --data}: the stand-ins' files, the local warehouse, scratch space. One process at a time holds it.
 */
public final class DataFolder implements AutoCloseable {
    /** Version of the folder's layout. */
    private static final int FORMAT = 1;

    private static final String MARK = "millrace-data.json";
    static final String LOCK = "millrace.lock";
    private static final String ANOTHER = "another process";

    /** Longer than a command that only looks has the folder. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long PAUSE_MILLIS = 50;

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
        Refusals.refuseForeign(folder);
        Refusals.refuseReadOnly(folder);
        if (isOne(folder)) {
            refuseOther(folder, kind);
        }
    }

    /** The process that has the folder, as messages call it; empty if none has. Nothing is written. */
    public static Optional<String> holder(Path folder) {
        return isHeld(folder)
                ? RunningProcess.find(folder).map(RunningProcess::described).or(() -> Optional.of(ANOTHER))
                : Optional.empty();
    }

    /** Whether a process has the folder: the lock tells, as a process that died leaves its announcement behind. */
    static boolean isHeld(Path folder) {
        if (!Files.exists(folder.resolve(LOCK))) {
            return false;
        }
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // Not to be opened for writing: then nobody else of this user has it either.
            return false;
        }
    }

    /**
     * Takes the folder for this process, and makes it if there is none; waits some seconds for one that has it and does not say
     * that it stays.
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
            throw Refusals.unwritable(folder, e);
        }
        try {
            lock(channel, folder);
            mark(folder, kind);
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            close(channel);
            throw Refusals.unwritable(folder, e);
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

    public Path emr() {
        return folder.resolve("emr");
    }

    Path glue() {
        return folder.resolve("glue");
    }

    /** For files that may vanish when no process runs. */
    public Path work() {
        return folder.resolve("work");
    }

    @Override
    public void close() {
        close(lockFile);
    }

    /** Waits for a command that only looks, such as a query: one that stays says who it is. */
    private static void lock(FileChannel channel, Path folder) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (channel.tryLock() == null) {
                if (RunningProcess.find(folder).isPresent() || System.nanoTime() > until) {
                    throw inUse(folder);
                }
                pause(folder);
            }
        } catch (OverlappingFileLockException e) {
            // It is this very process that has it.
            throw inUse(folder);
        }
    }

    private static UsageException inUse(Path folder) {
        return Refusals.inUse(
                folder,
                RunningProcess.find(folder).map(RunningProcess::described).orElse(ANOTHER));
    }

    private static void pause(Path folder) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw inUse(folder);
        }
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
                    folder.resolve(MARK) + " cannot be read (" + Refusals.reason(e) + "): let this user read it");
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
