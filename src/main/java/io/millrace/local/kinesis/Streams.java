package io.millrace.local.kinesis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of a folder, each in a folder {@code <name>.stream} of its own. Safe for use by many threads.
 *
 * <p>Beside them {@code <name>.created} remembers when a stream of that name was last created, so that a new one never
 * repeats the sequence numbers of a deleted one.
 */
final class Streams implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final String STREAM = ".stream";
    private static final String CREATED = ".created";
    /** Folders on their way in or out; a start deletes what is left of them. */
    private static final String PASSING = ".passing";

    private static final int MILLIS = 1000;

    private final Path folder;
    private final Limits limits;
    private final Storage storage;
    private final Clock clock;
    private final FileChannel lock;
    private final ConcurrentSkipListMap<String, Stream> byName = new ConcurrentSkipListMap<>();

    Streams(Path folder, Limits limits, Storage storage, Clock clock) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.storage = storage;
        this.clock = clock;
        Files.createDirectories(folder);
        lock = lock(folder);
        try {
            openAll();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this process: the same answer as for a lock of another one.
        }
        file.close();
        throw new IOException(folder + " is in use by another Kinesis server: stop that one, or choose another folder");
    }

    private void openAll() throws IOException {
        for (var path : children()) {
            var file = path.getFileName().toString();
            if (file.endsWith(PASSING)) {
                Disk.deleteTree(path);
            } else if (file.endsWith(STREAM)) {
                var state = StreamState.read(path);
                byName.put(state.name(), open(state, path));
            }
        }
    }

    private List<Path> children() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Stream open(StreamState state, Path path) throws IOException {
        return new Stream(state, path, limits.rates(), storage, clock);
    }

    /** Creates a stream with evenly divided shards, ready for records. */
    synchronized void create(String name, int shards, String mode) throws IOException {
        if (byName.containsKey(name)) {
            throw Fault.of("ResourceInUseException", "Stream %s under account 000000000000 already exists.", name);
        }
        var created = nextCreation(name);
        var states = new ArrayList<ShardState>();
        for (var range : HashRange.divide(shards)) {
            states.add(ShardState.open(states.size(), created, range, null, null));
        }
        var state = new StreamState(name, created, mode, null, states);
        var passing = folder.resolve(name + PASSING);
        Disk.deleteTree(passing);
        Files.createDirectory(passing);
        state.write(passing);
        var home = folder.resolve(name + STREAM);
        Files.move(passing, home, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(folder);
        byName.put(name, open(state, home));
    }

    private long nextCreation(String name) throws IOException {
        var file = folder.resolve(name + CREATED);
        var created = clock.millis() / MILLIS;
        if (Files.exists(file)) {
            created = Math.max(created, Long.parseLong(Files.readString(file).strip()) + 1);
        }
        remember(name, created);
        return created;
    }

    private void remember(String name, long created) throws IOException {
        Disk.replace(folder.resolve(name + CREATED), Long.toString(created).getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes a stream with all its records. */
    synchronized void delete(String name) throws IOException {
        var stream = get(name);
        byName.remove(name);
        stream.close();
        remember(
                name,
                stream.state().shards().stream()
                        .mapToLong(ShardState::created)
                        .max()
                        .orElseThrow());
        var passing = folder.resolve(name + PASSING);
        Disk.deleteTree(passing);
        Files.move(stream.folder(), passing, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(folder);
        Disk.deleteTree(passing);
    }

    /** The stream of this name. */
    Stream get(String name) {
        var stream = byName.get(name);
        if (stream == null) {
            throw Fault.notFound("Stream %s under account 000000000000 not found.", name);
        }
        return stream;
    }

    /** All streams whose names come after this one, in the order of their names. */
    List<Stream> after(String name) {
        return List.copyOf(byName.tailMap(name, false).values());
    }

    /** Deletes files whose records are all past their retention; a stream where that fails is left for the next time. */
    void trim() {
        for (var stream : byName.values()) {
            try {
                stream.trim();
            } catch (IOException | RuntimeException e) {
                LOG.error("kinesis stream={} could not delete old records", stream.name(), e);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (var stream : byName.values()) {
            stream.close();
        }
        lock.close();
    }
}
