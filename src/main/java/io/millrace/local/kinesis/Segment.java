package io.millrace.local.kinesis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of a shard's log: a head, then frames. It is only ever appended to, and only while it is the newest.
 *
 * <p>Its index is made when the file is first read or appended to. Not thread-safe.
 */
final class Segment implements Closeable {
    static final String SUFFIX = ".segment";

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final int MAGIC = 0x4D4B5331;
    private static final int HEAD = 2 * Integer.BYTES + 2 * Long.BYTES;

    private final Path path;
    private final long first;
    private final long floor;
    private FileChannel file;
    private SparseIndex index;
    private long length;

    private Segment(Path path, long first, long floor, FileChannel file) throws IOException {
        this.path = path;
        this.first = first;
        this.floor = floor;
        this.file = file;
        length = file.size();
    }

    /**
     * Begins a new file.
     *
     * @param first counters in it are not lower
     * @param floor arrivals in it are not earlier, and those in the files before it not later, milliseconds since 1970
     */
    static Segment create(Path folder, long first, long floor) throws IOException {
        var path = folder.resolve(String.format(Locale.ROOT, "%020d%s", first, SUFFIX));
        var file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var head = ByteBuffer.allocate(HEAD).putInt(MAGIC).putLong(first).putLong(floor);
        head.putInt(Frame.crc(head.duplicate().flip())).flip();
        try {
            writeFully(file, head, 0);
            file.force(true);
            Disk.sync(folder);
            var segment = new Segment(path, first, floor, file);
            segment.index = new SparseIndex();
            return segment;
        } catch (IOException e) {
            file.close();
            Files.delete(path);
            throw e;
        }
    }

    /** Opens a file of an earlier run; empty when its head was never finished, so that it holds nothing. */
    static Optional<Segment> open(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var head = ByteBuffer.allocate(HEAD);
        if (file.size() < HEAD) {
            file.close();
            return Optional.empty();
        }
        file.read(head, 0);
        head.flip();
        var crc = Frame.crc(head.duplicate().limit(HEAD - Integer.BYTES));
        if (head.remaining() < HEAD || head.getInt() != MAGIC || head.getInt(HEAD - Integer.BYTES) != crc) {
            file.close();
            throw new IOException(path + " is not a segment of a Kinesis shard, or its head is damaged: move the file"
                    + " away to go on without its records");
        }
        var segment = new Segment(path, head.getLong(), head.getLong(), file);
        segment.seal();
        return Optional.of(segment);
    }

    /** Makes an opened file ready to be appended to: what a killed process left of an unfinished frame is cut off. */
    void resume() throws IOException {
        var reader = scan();
        if (reader.end() != FrameReader.End.CLEAN) {
            cutTail(reader);
        }
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void cutTail(FrameReader reader) throws IOException {
        var surplus = Files.size(path) - reader.offset();
        if (reader.end() == FrameReader.End.DAMAGED) {
            var copy = path.resolveSibling(path.getFileName() + ".damaged-at-" + reader.offset());
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("kinesis segment={} damaged_at={} bytes_lost={} kept_as={}", path, length, surplus, copy);
        } else {
            LOG.info("kinesis segment={} cut_at={} bytes_of_an_unfinished_write={}", path, length, surplus);
        }
        try (var writer = FileChannel.open(path, StandardOpenOption.WRITE)) {
            writer.truncate(reader.offset());
        }
    }

    /** Appends frames in one write. After a failure {@link #undo} has to come before the next one. */
    void append(List<Frame> frames, boolean fsync) throws IOException {
        var bytes = ByteBuffer.allocate(frames.stream().mapToInt(Frame::size).sum());
        frames.forEach(frame -> frame.writeTo(bytes));
        writeFully(file, bytes.flip(), length);
        if (fsync) {
            file.force(false);
        }
        frames.forEach(this::mark);
    }

    /** Cuts off what a failed append has left. */
    void undo() throws IOException {
        file.truncate(length);
    }

    private void mark(Frame frame) {
        index.add(frame, length);
        length += frame.size();
    }

    /** Reads frames from a mark that lies at or before the first frame of this counter. */
    void readFrom(long counter, Predicate<Frame> reader) throws IOException {
        indexOnce();
        read(index.beforeCounter(counter, HEAD), reader);
    }

    /** Reads frames from a mark that lies at or before the first frame that arrived at {@code arrival} or later. */
    void readSince(long arrival, Predicate<Frame> reader) throws IOException {
        indexOnce();
        read(index.beforeArrival(arrival, HEAD), reader);
    }

    private void read(long from, Predicate<Frame> reader) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var frames = new FrameReader(channel, from, length);
            var frame = frames.next();
            while (frame.isPresent() && reader.test(frame.get())) {
                frame = frames.next();
            }
            if (frames.end() != FrameReader.End.CLEAN) {
                throw damaged(frames.offset());
            }
        }
    }

    private void indexOnce() throws IOException {
        if (index == null) {
            var reader = scan();
            if (reader.end() != FrameReader.End.CLEAN) {
                index = null;
                throw damaged(reader.offset());
            }
        }
    }

    private FrameReader scan() throws IOException {
        index = new SparseIndex();
        length = HEAD;
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var reader = new FrameReader(channel, HEAD, channel.size());
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                mark(frame.get());
            }
            return reader;
        }
    }

    private IOException damaged(long offset) {
        return new IOException(path + " is damaged at byte " + offset
                + ": stop the server and move the file away to go on without its records");
    }

    /** Where the newest frame is, or empty when there is none. */
    Optional<SparseIndex.Mark> last() throws IOException {
        indexOnce();
        return Optional.ofNullable(index.newest());
    }

    long first() {
        return first;
    }

    long floor() {
        return floor;
    }

    long length() {
        return length;
    }

    boolean isEmpty() {
        return length == HEAD;
    }

    /** Gives the file handle back: nothing will be appended any more. Reading goes on to work. */
    void seal() throws IOException {
        file.close();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        var offset = at;
        while (bytes.hasRemaining()) {
            offset += file.write(bytes, offset);
        }
    }
}
