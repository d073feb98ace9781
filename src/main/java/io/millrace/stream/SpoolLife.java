package io.millrace.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The folder of one publisher's events, held by one process: its own, or one that adopted it. Beside the log lie a lock
 * file and how far the events are sent, which is a lower bound: what was sent after it is sent again, with the same ids.
 *
 * <p>One thread may append, one send; the figures are for any.
 */
final class SpoolLife implements Closeable {
    static final String LOCK = "lock";
    private static final String SENT = "sent";
    /** Names with a dot are no lives: one that is being made, or whose files are damaged and kept. */
    private static final String NO_LIFE = ".";

    /** A file's lock goes as soon as its process closes any handle of it: so nobody here opens one that is held here. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final String publisher;
    private final FileChannel lock;
    private final FileChannel position;
    private final SpoolLog log;
    private final SpoolCursor cursor;
    private final long damaged;
    private long sent;
    private long last;
    private long events;
    private long bytes;

    private SpoolLife(Path folder, FileChannel lock, SpoolDisk disk, long segmentBytes) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.publisher = folder.getFileName().toString();
        this.log = new SpoolLog(folder, disk, segmentBytes);
        this.position = FileChannel.open(
                folder.resolve(SENT), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.sent = readPosition();
        this.damaged = count();
        this.cursor = new SpoolCursor(log, sent);
    }

    /** Makes the folder of a new life. */
    static SpoolLife begin(Path spool, String publisher, SpoolDisk disk, long segmentBytes) throws IOException {
        Files.createDirectories(spool);
        var fresh = Files.createDirectory(spool.resolve(NO_LIFE + publisher));
        var folder = spool.resolve(publisher);
        // Locked before anybody can see it as a life.
        var lock = FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        HELD.add(identity(folder));
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        disk.sync(spool);
        return new SpoolLife(folder, lock, disk, segmentBytes);
    }

    /** Folders that may be lives, the oldest first. */
    static List<Path> all(Path spool) throws IOException {
        var all = new ArrayList<Path>();
        if (Files.isDirectory(spool)) {
            try (var folders = Files.newDirectoryStream(spool, Files::isDirectory)) {
                folders.forEach(all::add);
            }
        }
        all.removeIf(folder -> folder.getFileName().toString().startsWith(NO_LIFE));
        all.sort(null);
        return all;
    }

    /** Takes over the folder of a life that has ended; empty if some process holds it, or it has just gone. */
    static Optional<SpoolLife> adopt(Path folder, SpoolDisk disk) throws IOException {
        if (!HELD.add(identity(folder))) {
            return Optional.empty();
        }
        FileChannel lock = null;
        try {
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // The lock of a file that its last holder has deleted meanwhile is nobody's.
            if (lock.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
                return Optional.of(new SpoolLife(folder, lock, disk, Long.MAX_VALUE));
            }
        } catch (NoSuchFileException e) {
            // Its last holder has just deleted it.
        } catch (IOException | RuntimeException e) {
            release(folder, lock);
            throw e;
        }
        release(folder, lock);
        return Optional.empty();
    }

    private static Path identity(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** Counts what is to be sent; answers with the bytes that are damaged. */
    private long count() throws IOException {
        var counting = new SpoolCursor(log, sent);
        for (var frames = counting.read(EventBatch.MOST_RECORDS, EventBatch.MOST_BYTES);
                !frames.isEmpty();
                frames = counting.read(EventBatch.MOST_RECORDS, EventBatch.MOST_BYTES)) {
            added(frames);
        }
        last = counting.last();
        return counting.skipped();
    }

    private synchronized void added(List<SpoolFrame> frames) {
        events += frames.size();
        bytes += frames.stream().mapToLong(SpoolFrame::size).sum();
        last = frames.get(frames.size() - 1).n();
    }

    /** Number of the last event that is on the disk. */
    synchronized long last() {
        return last;
    }

    synchronized long events() {
        return events;
    }

    synchronized long bytes() {
        return bytes;
    }

    Path folder() {
        return folder;
    }

    /** Appends all or none, as {@link SpoolLog#append} does. */
    void append(List<SpoolFrame> frames) throws IOException {
        if (!lock.isOpen()) {
            throw new IOException("it is closed already");
        }
        log.append(frames);
        added(frames);
    }

    /** The next events to be sent; empty if there are none. */
    Optional<EventBatch> next() throws IOException {
        var frames = cursor.read(EventBatch.MOST_RECORDS, EventBatch.MOST_BYTES);
        return frames.isEmpty() ? Optional.empty() : Optional.of(new EventBatch(publisher, frames));
    }

    /** Remembers that a batch is sent, and gives its files back where all of them is. */
    void sent(EventBatch batch) throws IOException {
        writePosition(batch.last());
        synchronized (this) {
            sent = batch.last();
            events -= batch.count();
            bytes -= batch.size();
        }
        log.drop(batch.last());
    }

    /** When the oldest event that waits was spooled. */
    Optional<Instant> oldest() {
        long after;
        synchronized (this) {
            after = sent;
        }
        try {
            return new SpoolCursor(log, after)
                    .read(1, 1).stream().findFirst().map(frame -> Instant.ofEpochMilli(frame.spooled()));
        } catch (IOException e) {
            // Sent and deleted while it was read.
            return Optional.empty();
        }
    }

    private long readPosition() throws IOException {
        var bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        return position.read(bytes, 0) == bytes.capacity() && bytes.getInt(Long.BYTES) == crc(bytes)
                ? bytes.getLong(0)
                : 0;
    }

    private void writePosition(long through) throws IOException {
        var bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(0, through);
        position.write(bytes.putInt(Long.BYTES, crc(bytes)), 0);
    }

    private static int crc(ByteBuffer position) {
        var crc = new CRC32();
        crc.update(position.array(), 0, Long.BYTES);
        return (int) crc.getValue();
    }

    /** Gives the folder back: deleted if all of it is sent, else for the next process that finds it. */
    @Override
    public void close() throws IOException {
        try {
            log.close();
            position.force(true);
            position.close();
            if (events() == 0) {
                delete();
            }
        } finally {
            release(folder, lock);
        }
    }

    private void delete() throws IOException {
        if (damaged > 0) {
            Files.move(folder, folder.resolveSibling(NO_LIFE + "damaged-" + publisher));
            return;
        }
        for (var segment : log.segments()) {
            Files.deleteIfExists(segment.path());
        }
        Files.deleteIfExists(folder.resolve(SENT));
        // The last, as who finds none here makes one.
        Files.deleteIfExists(folder.resolve(LOCK));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Something that is not ours, or the lock of a process that came just now, and deletes it in turn.
        }
    }

    private static void release(Path folder, FileChannel lock) throws IOException {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            HELD.remove(identity(folder));
        }
    }
}
