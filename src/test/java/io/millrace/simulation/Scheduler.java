package io.millrace.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs actors one at a time, each on a thread of its own, and decides with a seed who goes on after each call. So the
 * real classes are interrupted between any two calls of theirs, and the same seed gives the same order. Its clock moves
 * only here.
 */
final class Scheduler {
    /** Ends an actor, through all that catches exceptions. */
    static class Ended extends Error {
        Ended(String message) {
            super(message, null, false, false);
        }
    }

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "actor");
        thread.setDaemon(true);
        return thread;
    });
    /** Nanoseconds in real time; a whole run takes some milliseconds, but the first one on a busy machine loads classes. */
    private static final long LONGEST_WITHOUT_CALL = 120_000_000_000L;

    private static final int CALLS_BETWEEN_LOOKS = 32;

    private final class Actor {
        private final String name;
        private final Runnable body;
        private long wakeAt;
        private volatile Thread thread;

        Actor(String name, Runnable body) {
            this.name = name;
            this.body = body;
        }

        void begin() {
            thread = Thread.currentThread();
            try {
                body.run();
            } catch (Ended e) {
                // As it is meant.
            } catch (Throwable e) {
                fail(e);
            }
            actors.remove(this);
            handTo(ending || failure != null || actors.isEmpty() ? null : next());
        }
    }

    private final SplittableRandom random;
    private final double switching;
    private final int latency;
    private final List<Actor> actors = new ArrayList<>();
    private final Thread main = Thread.currentThread();
    /** Who has the turn; null: the thread that called {@link #run}. */
    private volatile Actor current;

    private BooleanSupplier goal;
    private long mostCalls;
    private volatile long calls;
    private long now;
    private boolean ending;
    /** An actor goes on without a call, and cannot be ended. */
    private boolean stuck;

    private boolean reached;
    private Throwable failure;

    /**
     * @param switching how likely another actor goes on, at each call
     * @param latency the longest that a call takes, milliseconds
     */
    Scheduler(SplittableRandom random, long now, double switching, int latency) {
        this.random = random;
        this.now = now;
        this.switching = switching;
        this.latency = latency;
    }

    long now() {
        return now;
    }

    /** Name of whose turn it is. */
    String actor() {
        return current == null ? "-" : current.name;
    }

    void spawn(String name, long delay, Runnable body) {
        var actor = new Actor(name, body);
        actor.wakeAt = now + delay;
        actors.add(actor);
    }

    /** A moment at which another actor may go on instead of the one that calls. */
    void pause() {
        calls++;
        now += random.nextInt(latency + 1);
        look();
        if (random.nextDouble() < switching) {
            turnTo(next());
        }
    }

    void sleep(long millis) {
        calls++;
        current.wakeAt = now + millis;
        look();
        turnTo(next());
    }

    /** Wakes whoever would sleep longer than that, each at another moment until then. */
    void hasten(int within) {
        for (var actor : actors) {
            if (actor.wakeAt > now + within) {
                actor.wakeAt = now + random.nextInt(within);
            }
        }
    }

    /** Ends the run as soon as the actor whose turn it is makes its next call. */
    void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    /**
     * Lets the actors go on until the goal is reached.
     *
     * @return whether it was, within that many calls
     */
    boolean run(BooleanSupplier until, long most) {
        goal = until;
        mostCalls = calls + most;
        reached = false;
        if (!actors.isEmpty() && failure == null) {
            turnTo(next());
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new AssertionError(failure.toString(), failure);
        }
        return reached;
    }

    /** Ends all actors wherever they stand. */
    void end() {
        ending = true;
        while (!stuck && !actors.isEmpty()) {
            var actor = actors.get(actors.size() - 1);
            if (actor.thread == null) {
                actors.remove(actor);
            } else {
                turnTo(actor);
            }
        }
    }

    private void look() {
        if (ending) {
            throw new Ended("the run is over");
        }
        if (calls % CALLS_BETWEEN_LOOKS == 0 && goal.getAsBoolean()) {
            reached = true;
        }
        if (reached || failure != null || calls >= mostCalls) {
            turnTo(null);
        }
    }

    /** One of those who do not sleep; where all do, the clock moves on. */
    private Actor next() {
        var awake = 0;
        var first = actors.get(0);
        for (var actor : actors) {
            if (actor.wakeAt <= now) {
                awake++;
            }
            if (actor.wakeAt < first.wakeAt) {
                first = actor;
            }
        }
        if (awake == 0) {
            now = first.wakeAt;
            return first;
        }
        var chosen = random.nextInt(awake);
        for (var actor : actors) {
            if (actor.wakeAt <= now && chosen-- == 0) {
                return actor;
            }
        }
        throw new IllegalStateException("nobody is awake");
    }

    private void turnTo(Actor next) {
        var self = current;
        if (next == self) {
            return;
        }
        handTo(next);
        if (self == null) {
            awaitTurn();
        }
        while (current != self) {
            LockSupport.park(this);
        }
        if (self != null && ending) {
            throw new Ended("the run is over");
        }
    }

    /** Waits in the thread that called {@link #run}: an actor that never calls would keep it waiting for ever. */
    private void awaitTurn() {
        var seen = calls;
        var since = System.nanoTime();
        while (current != null) {
            LockSupport.parkNanos(this, LONGEST_WITHOUT_CALL);
            var actor = current;
            if (calls != seen) {
                seen = calls;
                since = System.nanoTime();
            } else if (actor != null && System.nanoTime() - since > LONGEST_WITHOUT_CALL) {
                stuck = true;
                var place = new Throwable(actor.name);
                place.setStackTrace(actor.thread == null ? new StackTraceElement[0] : actor.thread.getStackTrace());
                throw new AssertionError(actor.name + " has the turn and makes no call", place);
            }
        }
    }

    private void handTo(Actor next) {
        current = next;
        if (next == null) {
            LockSupport.unpark(main);
        } else if (next.thread == null) {
            THREADS.execute(next::begin);
        } else {
            LockSupport.unpark(next.thread);
        }
    }
}
