package io.millrace.stream;

import io.millrace.dataset.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that wait on this machine's disk to be sent: those of this process, and those that processes which ended
 * have left in the same folder, which go first. What is appended survives a killed process and a power cut. Many threads
 * may append, one sends; the figures are for any.
 */
public final class EventSpool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSpool.class);
    private static final long MOST_SEGMENT_BYTES = 8 << 20;
    private static final Duration LOOK_FOR_OTHERS = Duration.ofSeconds(5);
    /** Digits that a number adds to an event at the most. */
    private static final int DIGITS = 19;

    private final Path folder;
    private final SpoolDisk disk;
    private final Clock clock;
    private final Publisher publisher;
    private final SpoolWatch watch;
    private final SpoolRoom room;
    private final SpoolLife own;
    private final SpoolWriter writer;
    private final Deque<SpoolLife> adopted = new ArrayDeque<>();
    private final Set<Path> unreadable = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private long lookedAt;
    private SpoolLife sending;
    private volatile boolean stopping;
    private boolean closed;

    EventSpool(Path folder, long limit, SpoolDisk disk, Clock clock, SpoolWatch watch) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.clock = clock;
        this.watch = watch;
        this.room = new SpoolRoom(limit, watch);
        this.publisher = new Publisher(clock);
        this.own = SpoolLife.begin(folder, publisher.id(), disk, Math.min(MOST_SEGMENT_BYTES, limit / 4));
        this.writer = new SpoolWriter(own, clock);
        adopt();
    }

    /**
     * Begins the spool of this process, and takes over those that nobody holds any more.
     *
     * @param folder of all spools whose events go to one stream
     * @param limit bytes that may wait in this process
     * @throws IOException if the folder cannot be written; the message has the cure
     */
    public static EventSpool open(Path folder, long limit, Clock clock, SpoolWatch watch) throws IOException {
        try {
            return new EventSpool(folder, limit, SpoolDisk.REAL, clock, watch);
        } catch (IOException e) {
            throw new IOException(
                    "the spool " + folder + " cannot be written (" + e
                            + "): let this user write there, or name another folder with --data",
                    e);
        }
    }

    /** Bytes below a folder of spools that no process holds: what waits for somebody who sends it. */
    public static long leftBehind(Path folder) throws IOException {
        long bytes = 0;
        for (var life : SpoolLife.all(folder)) {
            var taken = SpoolLife.adopt(life, SpoolDisk.REAL);
            if (taken.isPresent()) {
                bytes += taken.get().bytes();
                taken.get().close();
            }
        }
        return bytes;
    }

    /** Id of this process's publisher. */
    public String publisher() {
        return publisher.id();
    }

    /**
     * Makes an observation an event under the next number: when this returns it is on the disk and will be sent. Waits
     * while the spool is full.
     *
     * @throws TooLargeException if no stream would take it; no number is given
     * @throws IOException if it is not on the disk, and no number is given; the message has the place and the cure
     */
    public void append(Observation observation) throws IOException, TooLargeException, InterruptedException {
        var draft = publisher.draft(observation);
        var key = Publisher.partitionKey(observation);
        var most = SpoolFrame.payload(key, Publisher.encode(draft).length + DIGITS);
        if (most > EventBatch.MOST_RECORD_BYTES) {
            throw new TooLargeException(draft, most);
        }
        long reserved = SpoolFrame.size(most);
        room.take(reserved);
        long used = 0;
        try {
            used = writer.append(draft, key).size();
            watch.works();
        } catch (IOException e) {
            watch.fails(e);
            throw e;
        } finally {
            room.free(reserved - used);
        }
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next events to be sent. The same thread says {@link #sent} before it asks again.
     *
     * @param linger how long events may wait for others to go with them
     * @param patience how long to wait for the first
     * @return empty if there are none
     */
    Optional<EventBatch> next(Duration linger, Duration patience) throws IOException, InterruptedException {
        if (System.nanoTime() - lookedAt > LOOK_FOR_OTHERS.toNanos()) {
            adopt();
        }
        while (!adopted.isEmpty()) {
            sending = adopted.peek();
            var batch = nextOfAdopted();
            if (batch.isPresent()) {
                return batch;
            }
            lock.lock();
            try {
                adopted.remove();
            } finally {
                lock.unlock();
            }
            room.free(sending.bytes());
            sending.close();
        }
        sending = own;
        return await(linger, patience) ? own.next() : Optional.empty();
    }

    private Optional<EventBatch> nextOfAdopted() {
        try {
            return sending.next();
        } catch (IOException e) {
            leave(sending.folder(), e);
            return Optional.empty();
        }
    }

    private void leave(Path life, Exception reason) {
        unreadable.add(life);
        LOG.error("spool={} cannot be read: {}; its events stay there until the next start", life, reason.toString());
    }

    private boolean await(Duration linger, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (own.events() == 0 && left > 0) {
                left = appended.awaitNanos(left);
            }
            left = linger.toNanos();
            while (!stopping
                    && left > 0
                    && own.events() > 0
                    && own.events() < EventBatch.MOST_RECORDS
                    && own.bytes() < EventBatch.MOST_BYTES) {
                left = appended.awaitNanos(left);
            }
            return own.events() > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Remembers that the batch which {@link #next} gave is sent. */
    void sent(EventBatch batch) throws IOException {
        sending.sent(batch);
        room.free(batch.size());
    }

    private void adopt() throws IOException {
        lookedAt = System.nanoTime();
        for (var life : SpoolLife.all(folder)) {
            if (unreadable.contains(life)) {
                continue;
            }
            try {
                SpoolLife.adopt(life, disk).ifPresent(this::add);
            } catch (IOException | RuntimeException e) {
                leave(life, e);
            }
        }
    }

    private void add(SpoolLife life) {
        if (life.events() > 0) {
            LOG.info(
                    "spool={} events={} bytes={} of a process that ended are sent first",
                    life.folder(),
                    life.events(),
                    life.bytes());
        }
        room.add(life.bytes());
        lock.lock();
        try {
            adopted.add(life);
        } finally {
            lock.unlock();
        }
    }

    /** Greatest number that was given to an event of this process. */
    public long numbered() {
        return own.last();
    }

    /** Number through which every event of this process has gone out, or is kept as failed. */
    public long published() {
        // In this order: what is sent in between is not counted yet, never too early.
        var numbered = own.last();
        return numbered - own.events();
    }

    /** What waits now. */
    public SpoolState state() {
        var lives = lives();
        var oldest = lives.stream()
                .filter(life -> life.events() > 0)
                .flatMap(life -> life.oldest().stream())
                .min(Comparator.naturalOrder());
        return new SpoolState(
                events(),
                lives.stream().mapToLong(SpoolLife::bytes).sum(),
                oldest.map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO));
    }

    /** Events that wait now. */
    public long events() {
        return lives().stream().mapToLong(SpoolLife::events).sum();
    }

    private List<SpoolLife> lives() {
        lock.lock();
        try {
            return Stream.concat(adopted.stream(), Stream.of(own)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody waits, neither for room nor for others to be sent with. */
    void hurry() {
        stopping = true;
        room.close();
        signal();
    }

    /** Leaves to the next process what is not sent. Nothing may be appended or sent any more. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        hurry();
        var waiting = state();
        if (waiting.events() > 0) {
            LOG.warn(
                    "spool={} events={} bytes={} wait on this disk, and go out at the next start",
                    folder,
                    waiting.events(),
                    waiting.bytes());
        }
        for (var life : lives()) {
            life.close();
        }
    }
}
