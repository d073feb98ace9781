package io.millrace.member;

import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hosts this instance may ask for pages: those that rendezvous gives it and whose newest claim is its own. Never two
 * instances hold one host, also while they see different instances. Thread-safe; what is held is answered from memory.
 */
public final class HostClaims {
    /** What becomes of a page. */
    enum Answer {
        /** It may be asked for, and counts as under way until {@link #end}. */
        HELD,
        /** Its host is another living instance's. */
        LEFT,
        /** Its host may become this instance's within seconds: a holder is giving it back, or may be dead. */
        UNSETTLED,
        /** The lake does not answer, so that nobody knows whether this instance counts as living. */
        CUT_OFF
    }

    private static final Logger LOG = LoggerFactory.getLogger(HostClaims.class);

    private final ObjectStore store;
    private final Commits commits;
    private final Instance self;
    private final Living living;
    private final InstantSource clock;
    private final Map<String, HostClaim> hosts = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** Guarded by {@link #lock}. */
    private int pages;

    private volatile boolean stopping;

    public HostClaims(ObjectStore store, Commits commits, Instance self, Living living, InstantSource clock) {
        this.store = store;
        this.commits = commits;
        this.self = self;
        this.living = living;
        this.clock = clock;
    }

    /** Whether a page of a host may be asked for now; the host is claimed if it is to be this instance's. */
    Answer begin(String name) {
        if (stopping) {
            return Answer.LEFT;
        }
        if (!self.mayAct() || !living.hasLooked()) {
            return Answer.CUT_OFF;
        }
        var id = self.id();
        var owner = living.owner(Living.FETCH, name);
        if (!owner.equals(id)) {
            return living.state(owner) == Living.State.LIVES ? Answer.LEFT : Answer.UNSETTLED;
        }
        var host = host(name);
        host.lock.lock();
        try {
            if (!host.isHeldBy(id) && !host.take(id)) {
                return Answer.UNSETTLED;
            }
            // The claim may have taken its time.
            return isHeld(host, id) ? begin(host) : Answer.CUT_OFF;
        } catch (RuntimeException e) {
            LOG.debug("host={} cannot be claimed for now", name, e);
            return Answer.CUT_OFF;
        } finally {
            host.lock.unlock();
        }
    }

    private Answer begin(HostClaim host) {
        lock.lock();
        try {
            if (stopping) {
                return Answer.LEFT;
            }
            host.begin();
            pages++;
            return Answer.HELD;
        } finally {
            lock.unlock();
        }
    }

    /** The page that was under way is through. */
    void end(String name) {
        var host = host(name);
        lock.lock();
        try {
            host.end();
            pages--;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a page of a host that is under way may go on, under the name that it was begun with. To be asked right
     * before each request.
     */
    boolean mayGoOn(String name, String id) {
        return isHeld(host(name), id);
    }

    /** The name that a page is begun with. */
    String id() {
        return self.id();
    }

    /** Who keeps this instance from a host, for messages. */
    String holder(String name) {
        var holder = host(name).holder();
        return holder == null ? living.owner(Living.FETCH, name) : holder;
    }

    /** Gives back what is another instance's now. To be called after each look at who lives. */
    public void settle() {
        var id = self.id();
        hosts.forEach((name, host) -> {
            // What is being claimed right now is looked at the next time: a slow lake holds up nobody's view.
            if (!living.owner(Living.FETCH, name).equals(id) && host.lock.tryLock()) {
                try {
                    giveBack(name, host, id);
                } finally {
                    host.lock.unlock();
                }
            }
        });
        tell();
    }

    /**
     * Gives back everything: no page is begun any more, and those under way are waited for.
     *
     * @return whether no page is under way any more
     */
    public boolean stop(Duration patience) throws InterruptedException {
        var idle = awaitIdle(patience.toNanos());
        var id = self.id();
        hosts.forEach((name, host) -> giveBack(name, host, id));
        return idle;
    }

    private boolean awaitIdle(long nanos) throws InterruptedException {
        var left = nanos;
        lock.lockInterruptibly();
        try {
            stopping = true;
            news.signalAll();
            while (pages > 0 && left > 0) {
                left = news.awaitNanos(left);
            }
            return pages == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something may have changed, at most that long. */
    void awaitNews(Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!stopping) {
                news.await(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many hosts this instance holds. */
    public long held() {
        var id = self.id();
        return hosts.values().stream().filter(host -> host.isHeldBy(id)).count();
    }

    private boolean isHeld(HostClaim host, String id) {
        return host.isHeldBy(id) && self.id().equals(id) && self.mayAct();
    }

    private void giveBack(String name, HostClaim host, String id) {
        host.lock.lock();
        try {
            host.release(id);
        } catch (RuntimeException e) {
            LOG.debug("host={} cannot be given back for now", name, e);
        } finally {
            host.lock.unlock();
        }
    }

    private HostClaim host(String name) {
        return hosts.computeIfAbsent(name, key -> new HostClaim(key, store, commits, living, clock));
    }

    private void tell() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
