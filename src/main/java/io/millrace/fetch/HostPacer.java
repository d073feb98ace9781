package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Hands out turns to request something of a host: one at a time for each host and port, in the order of asking, with a
 * delay between the end of one and the start of the next. Safe for many threads; waiting blocks the caller.
 */
final class HostPacer {
    private static final int MANY_HOSTS = 10_000;
    private static final long FORGET_AFTER = Duration.ofHours(1).toNanos();

    /** Who waits longer than that keeps others from being served. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Set<Kind> NO_ANSWER = EnumSet.of(Kind.TIMEOUT, Kind.CONNECTION, Kind.TLS);
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final Time time;
    private final HostTimes kept;
    private final DoubleSupplier jitter;
    private final Map<String, HostState> hosts = new HashMap<>();

    /** @param jitter gives numbers from 0 to 1 */
    HostPacer(Time time, HostTimes kept, DoubleSupplier jitter) {
        this.time = time;
        this.kept = kept;
        this.jitter = jitter;
    }

    /**
     * Waits until it is the caller's turn; the turn must be closed when the answer has been read.
     *
     * @throws FetchException if the host's circuit is open, or if it asked to be left alone for longer than two minutes
     */
    Turn await(URI page, Duration delay) throws InterruptedException {
        var host = join(PageAddress.hostAndPort(page));
        try {
            host.turn.acquire();
        } catch (InterruptedException e) {
            leave(host);
            throw e;
        }
        var turn = new Turn(host, delay);
        try {
            refuse(host, page);
            var wait = host.waitFor(delay, time.nanoTime());
            if (wait > 0) {
                time.sleep(Duration.ofNanos(wait));
            }
            kept.keep(host.name, new HostTimes.Kept(time.now(), null));
            return turn;
        } catch (InterruptedException | RuntimeException e) {
            turn.giveBack();
            throw e;
        }
    }

    /** Nanoseconds until the host is free as far as is known now; zero or less if it is. Never waits. */
    synchronized long freeIn(String hostAndPort) {
        var host = hosts.get(hostAndPort);
        return host == null ? 0 : host.freeIn(PATIENCE, time.nanoTime());
    }

    /** Heeds that a page which the host served was none: it shows a captcha, say. */
    void turnedAway(URI page, Duration delay, String what) {
        var host = join(PageAddress.hostAndPort(page));
        host.turnedAway(what, delay, jitter.getAsDouble(), time.nanoTime());
        keep(host);
        leave(host);
    }

    /** Heeds that a page which the host served was one. */
    void served(URI page) {
        var host = join(PageAddress.hostAndPort(page));
        host.served();
        leave(host);
    }

    private void keep(HostState host) {
        var now = time.nanoTime();
        var wait = Math.max(host.heldFor(now), host.openFor(now));
        kept.keep(host.name, new HostTimes.Kept(time.now(), time.now().plusNanos(Math.max(0, wait))));
    }

    private void refuse(HostState host, URI page) {
        var now = time.nanoTime();
        var open = host.openFor(now);
        if (open > 0) {
            throw FetchException.hostAway(
                    page.toString(), "a host with " + host.trouble(), time.now().plusNanos(open));
        }
        var held = host.heldFor(now);
        if (held > PATIENCE.toNanos()) {
            throw FetchException.hostAway(
                    page.toString(),
                    "a host that asked to be left alone by Retry-After",
                    time.now().plusNanos(held));
        }
    }

    /** Hosts whose circuit is open. */
    synchronized long openCircuits() {
        var now = time.nanoTime();
        return hosts.values().stream().filter(host -> host.openFor(now) > 0).count();
    }

    private synchronized HostState join(String name) {
        if (hosts.size() >= MANY_HOSTS && !hosts.containsKey(name)) {
            var now = time.nanoTime();
            hosts.values().removeIf(host -> host.users == 0 && host.waitFor(Duration.ofNanos(FORGET_AFTER), now) <= 0);
        }
        var host = hosts.computeIfAbsent(name, this::recalled);
        host.users++;
        return host;
    }

    private HostState recalled(String name) {
        var host = new HostState(name);
        var times = kept.find(name);
        if (times != null) {
            var now = time.now();
            // A clock that was set back would make a host wait for hours.
            var ago = Math.max(0, Duration.between(times.asked(), now).toNanos());
            host.asked(ago, time.nanoTime());
            if (times.notBefore() != null && times.notBefore().isAfter(now)) {
                var rest = Duration.between(now, times.notBefore()).toNanos();
                host.hold(Math.min(rest, FORGET_AFTER), time.nanoTime());
            }
        }
        return host;
    }

    private synchronized void leave(HostState host) {
        host.users--;
    }

    /** The right to send one request to one host. */
    final class Turn implements AutoCloseable {
        private final HostState host;
        private final Duration delay;
        private boolean over;

        private Turn(HostState host, Duration delay) {
            this.host = host;
            this.delay = delay;
        }

        /** Asks, and heeds what comes of it. */
        Answer asking(Supplier<Answer> request) {
            var asked = time.nanoTime();
            try {
                var answer = request.get();
                heed(answer, Duration.ofNanos(time.nanoTime() - asked));
                return answer;
            } catch (FetchException e) {
                heed(e);
                throw e;
            }
        }

        /** Heeds what the host answered, and a Retry-After: for so long from now, nobody has a turn at this host. */
        void heed(Answer answer, Duration took) {
            if (!answer.isThrottled() && answer.status() < 500 && !REFUSED.contains(answer.status())) {
                host.worked(took.toNanos());
                return;
            }
            fails("HTTP status " + answer.status());
            var wait = answer.isThrottled() ? RetryAfter.parse(answer.retryAfter(), time.now()) : null;
            if (wait != null && wait.isPresent()) {
                host.hold(Math.max(wait.get().toNanos(), host.heldFor(time.nanoTime())), time.nanoTime());
                keep(host);
            }
        }

        /** Heeds that the host did not answer. */
        void heed(FetchException failure) {
            if (NO_ANSWER.contains(failure.kind())) {
                fails(failure.kind().toString());
            }
        }

        private void fails(String what) {
            host.failed(what, delay, jitter.getAsDouble(), time.nanoTime());
            keep(host);
        }

        /** Ends the turn; the delay of the next one starts now. */
        @Override
        public void close() {
            if (!over) {
                host.ended(delay, time.nanoTime());
                giveBack();
            }
        }

        private void giveBack() {
            over = true;
            leave(host);
            host.turn.release();
        }
    }
}
