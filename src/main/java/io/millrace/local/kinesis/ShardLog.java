package io.millrace.local.kinesis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The records of one shard, in the order of their counters, in segment files of a folder of its own.
 *
 * <p>An append is in the file when the call returns. Counters and arrivals never go back: not after a restart, nor when
 * the clock does. Safe for use by many threads.
 */
final class ShardLog implements Closeable {
    /** At each start counters go on from the next multiple of this: what a power cut took with it is not numbered again. */
    private static final int RESTART_BITS = 32;

    /** What a producer gave. */
    record Entry(String partitionKey, byte[] data) {}

    /**
     * Records in a row.
     *
     * @param next counter to read on from
     * @param behind milliseconds from the last of the records to now; 0 only when no record follows
     */
    record Slice(List<Frame> frames, long next, long behind) {}

    private final Path folder;
    private final Storage storage;
    private final Clock clock;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Duration retention;
    private long next;
    private long newest;
    private long released;
    private long arrival;
    private IOException broken;

    /** Opens the log in {@code folder}, which is created when it is not there. */
    ShardLog(Path folder, Storage storage, Clock clock) throws IOException {
        this.folder = folder;
        this.storage = storage;
        retention = storage.retention();
        this.clock = clock;
        Files.createDirectories(folder);
        for (var path : files()) {
            var segment = Segment.open(path);
            if (segment.isPresent()) {
                segments.add(segment.get());
            } else {
                Files.delete(path);
            }
        }
        if (segments.isEmpty()) {
            next = 1;
            arrival = clock.millis();
            segments.add(Segment.create(folder, next, arrival));
        } else {
            resume();
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private void resume() throws IOException {
        var active = segments.getLast();
        active.resume();
        arrival = active.floor();
        newest = active.first() - 1;
        active.last().ifPresent(frame -> {
            arrival = frame.arrival();
            newest = frame.counter();
        });
        next = ((newest >>> RESTART_BITS) + 1) << RESTART_BITS;
    }

    /** Appends the entries, numbered in a row, and returns the counter of the first. */
    synchronized long append(List<Entry> entries) throws IOException {
        if (broken != null) {
            throw new IOException(
                    folder + " takes no more records (" + broken.getMessage()
                            + "): mend that and start the server anew",
                    broken);
        }
        arrival = Math.max(arrival, clock.millis());
        rollWhenFullOrOld();
        var frames = new ArrayList<Frame>(entries.size());
        for (var entry : entries) {
            frames.add(new Frame(next + frames.size(), arrival, entry.partitionKey(), entry.data()));
        }
        try {
            segments.getLast().append(frames, storage.fsync());
        } catch (IOException e) {
            undo(e);
            throw e;
        }
        var first = next;
        next += frames.size();
        newest = next - 1;
        return first;
    }

    private void undo(IOException failure) {
        try {
            segments.getLast().undo();
        } catch (IOException e) {
            failure.addSuppressed(e);
            broken = failure;
        }
    }

    private void rollWhenFullOrOld() throws IOException {
        var active = segments.getLast();
        var age = arrival - active.floor();
        if (active.isEmpty()
                || active.length() < storage.segmentBytes()
                        && age < storage.segmentAge().toMillis()) {
            return;
        }
        segments.add(Segment.create(folder, next, arrival));
        active.seal();
    }

    /**
     * Reads records of this counter and higher that are not past their retention: at least one when there is one, at
     * most {@code records}, and no more payload than {@code bytes} unless a single record has more.
     */
    synchronized Slice read(long counter, int records, int bytes) throws IOException {
        if (counter > newest) {
            return new Slice(List.of(), counter, 0);
        }
        var from = Math.max(counter, horizon());
        var frames = new ArrayList<Frame>();
        var budget = new int[] {bytes};
        for (var segment : segmentsFrom(from)) {
            if (frames.size() == records || budget[0] <= 0) {
                break;
            }
            segment.readFrom(from, frame -> {
                if (frame.counter() < from) {
                    return true;
                }
                budget[0] -= frame.payload();
                if (budget[0] < 0 && !frames.isEmpty()) {
                    return false;
                }
                frames.add(frame);
                return frames.size() < records && budget[0] > 0;
            });
        }
        if (frames.isEmpty()) {
            return new Slice(frames, Math.max(from, newest + 1), 0);
        }
        var last = frames.get(frames.size() - 1);
        var behind = last.counter() == newest ? 0 : Math.max(1, clock.millis() - last.arrival());
        return new Slice(frames, last.counter() + 1, behind);
    }

    private List<Segment> segmentsFrom(long counter) {
        var all = List.copyOf(segments);
        var start = 0;
        while (start + 1 < all.size() && all.get(start + 1).first() <= counter) {
            start++;
        }
        return all.subList(start, all.size());
    }

    /** The counter from which to read on to get what arrived at {@code millis} or later, also if that is yet to come. */
    synchronized long since(long millis) throws IOException {
        var all = List.copyOf(segments);
        var start = 0;
        while (start + 1 < all.size() && all.get(start + 1).floor() < millis) {
            start++;
        }
        var found = new long[] {next};
        if (start + 1 < all.size()) {
            found[0] = all.get(start + 1).first();
        }
        all.get(start).readSince(millis, frame -> {
            if (frame.arrival() >= millis) {
                found[0] = frame.counter();
                return false;
            }
            return true;
        });
        return found[0];
    }

    /** Records can be read for that long, instead of as the storage says. */
    synchronized void keep(Duration retention) {
        this.retention = retention;
    }

    /** The counter from which records are still kept: older ones may be on the disk, and are not shown any more. */
    private long horizon() throws IOException {
        var oldest = clock.millis() - retention.toMillis();
        return segments.getFirst().floor() < oldest
                ? since(oldest)
                : segments.getFirst().first();
    }

    /** Records through this counter may go once they are as old as the storage says; forgotten with the process. */
    synchronized void release(long counter) {
        released = Math.max(released, counter);
    }

    /** Deletes files of which every record is past its retention, or released and old enough. */
    synchronized void trim() throws IOException {
        var oldest = clock.millis() - retention.toMillis();
        if (broken == null) {
            arrival = Math.max(arrival, clock.millis());
            rollWhenFullOrOld();
        }
        while (segments.size() > 1 && (second().floor() < oldest || isReleased(second()))) {
            segments.removeFirst().delete();
        }
    }

    /** Whether all that is before a segment was released, and is as old as it has to be. */
    private boolean isReleased(Segment next) {
        var age = storage.released();
        return age != null && next.first() <= released + 1 && next.floor() < clock.millis() - age.toMillis();
    }

    private Segment second() {
        return segments.stream().skip(1).findFirst().orElseThrow();
    }

    /** The counter that the next record gets, or a lower one that no record has. */
    synchronized long next() {
        return next;
    }

    @Override
    public synchronized void close() throws IOException {
        broken = new IOException("the log is closed");
        for (var segment : segments) {
            segment.close();
        }
    }
}
