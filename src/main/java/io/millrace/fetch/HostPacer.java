package io.millrace.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Hands out turns to request something of a host: one at a time for each host and port, in the order of asking, with a
 * delay between the end of one and the start of the next. Safe for many threads; waiting blocks the caller.
 */
final class HostPacer {
    private static final int MANY_HOSTS = 10_000;
    private static final long FORGET_AFTER = Duration.ofHours(1).toNanos();

    private final Time time;
    private final Map<String, Host> hosts = new HashMap<>();

    HostPacer(Time time) {
        this.time = time;
    }

    /** Waits until it is the caller's turn; the turn must be closed when the answer has been read. */
    Turn await(URI page, Duration delay) throws InterruptedException {
        var host = join(PageAddress.hostAndPort(page));
        try {
            host.turn.acquire();
        } catch (InterruptedException e) {
            leave(host);
            throw e;
        }
        var turn = new Turn(host);
        try {
            var wait = host.waitFor(delay, time.nanoTime());
            if (wait > 0) {
                time.sleep(Duration.ofNanos(wait));
            }
            return turn;
        } catch (InterruptedException e) {
            turn.giveBack();
            throw e;
        }
    }

    private synchronized Host join(String name) {
        if (hosts.size() >= MANY_HOSTS && !hosts.containsKey(name)) {
            var now = time.nanoTime();
            hosts.values().removeIf(host -> host.users == 0 && host.waitFor(Duration.ofNanos(FORGET_AFTER), now) <= 0);
        }
        var host = hosts.computeIfAbsent(name, key -> new Host());
        host.users++;
        return host;
    }

    private synchronized void leave(Host host) {
        host.users--;
    }

    /** The right to send one request to one host. */
    final class Turn implements AutoCloseable {
        private final Host host;
        private boolean over;

        private Turn(Host host) {
            this.host = host;
        }

        /** Heeds an answer's Retry-After: for so long from now, nobody has a turn at this host. */
        void heed(Answer answer) {
            if (answer.isThrottled()) {
                RetryAfter.parse(answer.retryAfter(), time.now()).ifPresent(wait -> {
                    host.notBefore = time.nanoTime() + wait.toNanos();
                    host.held = true;
                });
            }
        }

        /** Ends the turn; the delay of the next one starts now. */
        @Override
        public void close() {
            if (!over) {
                host.lastEnd = time.nanoTime();
                host.visited = true;
                giveBack();
            }
        }

        private void giveBack() {
            over = true;
            leave(host);
            host.turn.release();
        }
    }

    /** The state of one host; but for {@code users} it belongs to whoever holds the turn. */
    private static final class Host {
        final Semaphore turn = new Semaphore(1, true);
        int users;
        boolean visited;
        boolean held;
        long lastEnd;
        long notBefore;

        long waitFor(Duration delay, long now) {
            var paced = visited ? lastEnd + delay.toNanos() - now : 0;
            return held ? Math.max(paced, notBefore - now) : paced;
        }
    }
}
