package io.millrace.member;

import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads that run one at a time in a virtual time, in an order that a seed decides: each runs until it sleeps. A thread
 * must not wait for another in any other way.
 */
final class Simulation {
    /** What ends a thread whose process has crashed. */
    static final class Crashed extends Error {
        Crashed() {
            super("crashed", null, false, false);
        }
    }

    /** What threads belong to: it stands still and crashes as a whole. */
    static class Machinery {
        long stalledUntil;
        boolean crashed;
    }

    private record Event(long at, long order, Runnable what) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.at() == b.at() ? Long.compare(a.order(), b.order()) : Long.compare(a.at(), b.at()));
    private final Semaphore mine = new Semaphore(0);
    private long now;
    private long order;
    private Throwable failure;

    long now() {
        return now;
    }

    /** Does something at a time, whatever becomes of who asked for it. */
    void at(long time, Runnable what) {
        events.add(new Event(Math.max(time, now), order++, what));
    }

    /** Starts a thread of a process. */
    void start(Machinery process, Runnable body) {
        var turn = new Semaphore(0);
        var thread = new Thread(() -> {
            turn.acquireUninterruptibly();
            try {
                body.run();
            } catch (Crashed e) {
                // That was its end.
            } catch (Throwable e) {
                failure = e;
            } finally {
                mine.release();
            }
        });
        thread.setDaemon(true);
        thread.start();
        at(now, () -> handOver(turn));
    }

    /** Lets time pass for the calling thread, which is one of that process. */
    void sleep(Machinery process, long nanos) {
        var turn = new Semaphore(0);
        var wake = now + nanos;
        at(wake, () -> handOver(turn));
        mine.release();
        turn.acquireUninterruptibly();
        while (process.stalledUntil > now && !process.crashed) {
            at(process.stalledUntil, () -> handOver(turn));
            mine.release();
            turn.acquireUninterruptibly();
        }
        if (process.crashed) {
            throw new Crashed();
        }
    }

    /** Runs everything that happens until then. */
    void run(long until) throws Throwable {
        while (failure == null && !events.isEmpty() && events.peek().at() <= until) {
            var event = events.poll();
            now = event.at();
            event.what().run();
        }
        if (failure != null) {
            throw failure;
        }
        now = until;
    }

    private void handOver(Semaphore turn) {
        turn.release();
        try {
            if (!mine.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new AssertionError("a thread waits for another one at " + now + " ns");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted at " + now + " ns", e);
        }
    }
}
