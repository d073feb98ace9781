package io.millrace.member;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * This process among the instances: its name, its heartbeats, and whether it may act on what it holds. Thread-safe.
 *
 * <p>A name that may count as dead elsewhere is never used again: after a pause in its heartbeats the process goes on
 * under another, as if it had just been started. So whoever declares an instance dead is right for good.
 */
public final class Instance {
    /** Who has not told of himself for so long stops acting; others call him dead later ({@link Living#DEAD_AFTER}). */
    static final Duration MAY_ACT = Duration.ofSeconds(10);

    /** A heartbeat to be written, and when that began, by this process's own clock. */
    public record Beat(Heartbeat heartbeat, long asked) {}

    private final Machine machine;
    private final List<String> roles;
    private final PublisherState publisher;
    private final Supplier<String> suffixes;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Set<String> former = new HashSet<>();
    private final Instant started;
    private String id;
    private long count;
    private boolean confirmed;
    private long confirmedAt;
    private boolean stopped;

    /**
     * @param roles stages that this process takes over, in lower case
     * @param suffixes what makes a name unique, a new one each time
     * @param nanos nanoseconds that only grow
     */
    public Instance(
            Machine machine,
            List<String> roles,
            PublisherState publisher,
            Supplier<String> suffixes,
            InstantSource clock,
            LongSupplier nanos) {
        this.machine = machine;
        this.roles = List.copyOf(roles);
        this.publisher = publisher;
        this.suffixes = suffixes;
        this.clock = clock;
        this.nanos = nanos;
        this.started = ProcessHandle.current().info().startInstant().orElse(null);
        this.id = newName();
    }

    /** The name under which it acts now. */
    public synchronized String id() {
        return id;
    }

    /** The heartbeat to write next. */
    public synchronized Beat next() {
        var now = nanos.getAsLong();
        if (confirmed && !isFresh(now)) {
            rename();
        }
        count++;
        return new Beat(heartbeat(), now);
    }

    /** What it tells at this moment. */
    synchronized Heartbeat heartbeat() {
        return new Heartbeat(
                id,
                machine.host(),
                machine.id(),
                ProcessHandle.current().pid(),
                started,
                roles,
                count,
                clock.instant(),
                publisher.id(),
                publisher.numbered(),
                publisher.published(),
                stopped);
    }

    /** A heartbeat is in the lake. */
    public synchronized void written(Beat beat) {
        if (!beat.heartbeat().instance().equals(id)) {
            return;
        }
        if (confirmed && !isFresh(nanos.getAsLong())) {
            // It came too late: between the last one and this nobody knew of a living instance.
            rename();
            return;
        }
        confirmed = true;
        confirmedAt = beat.asked();
    }

    /** Whether it may act on what it holds at this moment: nobody can have called it dead. */
    public synchronized boolean mayAct() {
        return confirmed && isFresh(nanos.getAsLong());
    }

    /** From now on each heartbeat says that the instance has ended. */
    public synchronized void stop() {
        stopped = true;
    }

    synchronized boolean isFormer(String instance) {
        return former.contains(instance);
    }

    Machine machine() {
        return machine;
    }

    List<String> roles() {
        return roles;
    }

    private boolean isFresh(long now) {
        return now - confirmedAt < MAY_ACT.toNanos();
    }

    private void rename() {
        former.add(id);
        id = newName();
        count = 0;
        confirmed = false;
    }

    private String newName() {
        return machine.host() + "-" + suffixes.get();
    }
}
