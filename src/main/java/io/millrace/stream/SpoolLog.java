package io.millrace.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one life's events: appended to by one thread at a time, while others read what is durable.
 *
 * <p>A file is named after the number of its first frame. What stands in it from the first number of the next file on is
 * left over from an append that failed, and counts for nothing.
 */
final class SpoolLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolLog.class);
    private static final String SUFFIX = ".events";

    /**
     * One file.
     *
     * @param first number of its first frame
     * @param length bytes of it that are durable
     */
    record Segment(Path path, long first, long length) {}

    private final Path folder;
    private final SpoolDisk disk;
    private final long segmentBytes;
    private List<Segment> segments;
    private FileChannel file;

    /** The log of a folder, with what an earlier life left in it. */
    SpoolLog(Path folder, SpoolDisk disk, long segmentBytes) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        segments = found(folder);
    }

    private static List<Segment> found(Path folder) throws IOException {
        var found = new ArrayList<Segment>();
        try (var paths = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var path : paths) {
                var name = path.getFileName().toString();
                var first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                found.add(new Segment(path, first, Files.size(path)));
            }
        }
        found.sort((a, b) -> Long.compare(a.first(), b.first()));
        return List.copyOf(found);
    }

    /** What there is to read, the oldest first. */
    synchronized List<Segment> segments() {
        return segments;
    }

    /**
     * Appends frames: when this returns all of them are on the disk, and when it throws none of them counts.
     *
     * @param frames numbered one after the other, the first after the last that was appended
     */
    void append(List<SpoolFrame> frames) throws IOException {
        var bytes =
                ByteBuffer.allocate(frames.stream().mapToInt(SpoolFrame::size).sum());
        frames.forEach(frame -> frame.writeTo(bytes));
        try {
            if (file == null || newest().length() >= segmentBytes) {
                begin(frames.get(0).n());
            }
            writeFully(bytes.flip(), newest().length());
            file.force(false);
            grow(bytes.limit());
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    private void begin(long first) throws IOException {
        close();
        var path = folder.resolve(String.format(Locale.ROOT, "%020d%s", first, SUFFIX));
        // One of that name holds nothing that counts: it was begun for these very numbers, and failed.
        file = disk.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        disk.sync(folder);
        synchronized (this) {
            var now = new ArrayList<>(segments);
            now.removeIf(segment -> segment.first() == first);
            now.add(new Segment(path, first, 0));
            segments = List.copyOf(now);
        }
    }

    /** After a failure nobody knows what the file holds: it is cut back, and the next frames begin another. */
    private void abandon() {
        try {
            close();
        } catch (IOException e) {
            LOG.debug("spool={} is not closed", folder, e);
        }
        file = null;
        var newest = newest();
        if (newest == null) {
            return;
        }
        try (var again = disk.open(newest.path(), StandardOpenOption.WRITE)) {
            again.truncate(newest.length());
        } catch (IOException e) {
            LOG.debug("spool={} is not cut back to {}", newest.path(), newest.length(), e);
        }
    }

    private synchronized Segment newest() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    private synchronized void grow(int bytes) {
        var now = new ArrayList<>(segments);
        var newest = now.remove(now.size() - 1);
        now.add(new Segment(newest.path(), newest.first(), newest.length() + bytes));
        segments = List.copyOf(now);
    }

    /** Deletes the files whose frames all have numbers up to this one; never the newest file. */
    synchronized void drop(long through) {
        while (segments.size() > 1 && segments.get(1).first() - 1 <= through) {
            var path = segments.get(0).path();
            segments = segments.subList(1, segments.size());
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn("spool={} is sent and cannot be deleted: {}", path, e.toString());
            }
        }
    }

    private void writeFully(ByteBuffer bytes, long at) throws IOException {
        var offset = at;
        while (bytes.hasRemaining()) {
            offset += file.write(bytes, offset);
        }
    }

    FileChannel read(Segment segment) throws IOException {
        return disk.open(segment.path(), StandardOpenOption.READ);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
