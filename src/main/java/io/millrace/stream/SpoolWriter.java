package io.millrace.stream;

import io.millrace.dataset.Event;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers events and appends them, those of many threads with one write to the disk: while it is under way others gather,
 * and one of them writes for all. Thread-safe.
 */
final class SpoolWriter {
    private static final int MOST_AT_ONCE = 1_000;

    /** One caller's event, until it is on the disk. */
    private static final class Ticket {
        private final Event draft;
        private final String partitionKey;
        private SpoolFrame frame;
        private Throwable failure;

        Ticket(Event draft, String partitionKey) {
            this.draft = draft;
            this.partitionKey = partitionKey;
        }

        boolean isDone() {
            return frame != null || failure != null;
        }
    }

    private final SpoolLife life;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private List<Ticket> waiting = new ArrayList<>();
    private boolean writing;

    SpoolWriter(SpoolLife life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /**
     * Appends an event under the next number.
     *
     * @return as it is on the disk now
     * @throws IOException if it is not, and its number will be another's
     */
    SpoolFrame append(Event draft, String partitionKey) throws IOException {
        var ticket = new Ticket(draft, partitionKey);
        lock.lock();
        try {
            waiting.add(ticket);
            while (!ticket.isDone()) {
                if (writing) {
                    written.awaitUninterruptibly();
                } else {
                    writeForAll();
                }
            }
        } finally {
            lock.unlock();
        }
        if (ticket.failure != null) {
            throw new IOException(
                    "event " + draft.id() + " is not spooled in " + life.folder() + " ("
                            + ticket.failure.getMessage()
                            + "): make room there or mend the disk, or name another folder with --data",
                    ticket.failure);
        }
        return ticket.frame;
    }

    private void writeForAll() {
        var group = List.copyOf(waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE)));
        waiting = new ArrayList<>(waiting.subList(group.size(), waiting.size()));
        writing = true;
        lock.unlock();
        List<SpoolFrame> frames = List.of();
        Throwable failure = null;
        try {
            frames = frames(group);
            life.append(frames);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            lock.lock();
            writing = false;
            for (var i = 0; i < group.size(); i++) {
                if (failure == null) {
                    group.get(i).frame = frames.get(i);
                } else {
                    group.get(i).failure = failure;
                }
            }
            written.signalAll();
        }
    }

    private List<SpoolFrame> frames(List<Ticket> group) {
        var n = life.last();
        var now = clock.millis();
        var frames = new ArrayList<SpoolFrame>();
        for (var ticket : group) {
            var event = Publisher.numbered(ticket.draft, ++n);
            frames.add(new SpoolFrame(n, now, ticket.partitionKey, Publisher.encode(event)));
        }
        return frames;
    }
}
