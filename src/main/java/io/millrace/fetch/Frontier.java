package io.millrace.fetch;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongBiFunction;

/**
 * The pages that are to be looked at, of all sources, in one queue for each host (the URL frontier of crawlers). A host
 * is handed to one taker at a time, and not before its pause is over; who has waited longest comes first, among hosts as
 * among the pages of one. Safe for many threads.
 *
 * <p>Memory grows with the pages that wait, at most one round of each source.
 */
public final class Frontier {
    private static final long A_DAY = Duration.ofDays(1).toNanos();

    private final Time time;
    private final HostPacer pacer;
    private final RoundWatch watch;
    private final ToLongBiFunction<String, String> lastFetched;
    private final DoubleSupplier jitter;
    private final int retries;
    private final Duration retryDelay;
    private final Map<String, HostQueue> hosts = new HashMap<>();
    private final PriorityQueue<HostQueue> waiting = new PriorityQueue<>(Comparator.comparingLong(host -> host.due));
    private final Map<String, Round> rounds = new HashMap<>();
    private long places;
    private int queued;
    private int underWay;

    /**
     * @param lastFetched source and address to when the page was fetched last, milliseconds since 1970, 0 for never
     * @param jitter gives numbers from 0 to 1
     * @param retries how often a page is put back after failures that may pass
     * @param retryDelay pause before the first of these; it doubles with each
     */
    Frontier(
            Time time,
            HostPacer pacer,
            RoundWatch watch,
            ToLongBiFunction<String, String> lastFetched,
            DoubleSupplier jitter,
            int retries,
            Duration retryDelay) {
        this.time = time;
        this.pacer = pacer;
        this.watch = watch;
        this.lastFetched = lastFetched;
        this.jitter = jitter;
        this.retries = retries;
        this.retryDelay = retryDelay;
    }

    /**
     * Begins a round, unless the source's last one is still under way.
     *
     * @param pages addresses to what is declared of each
     * @param jitterMillis the first page waits for a random part of it
     * @return whether it began
     */
    public boolean begin(String source, Map<String, ?> pages, long jitterMillis) {
        var fetched = fetched(source, pages);
        synchronized (this) {
            return begin(source, pages, fetched, jitterMillis);
        }
    }

    /** Hosts that are not asked for now, as they failed too often in a row. */
    public long openCircuits() {
        return pacer.openCircuits();
    }

    /** Pages that wait to be looked at. */
    public synchronized int waiting() {
        return queued;
    }

    /** Looked up first: what fails there has begun nothing, and nobody waits for it. */
    private Map<String, Long> fetched(String source, Map<String, ?> pages) {
        var fetched = new HashMap<String, Long>();
        pages.keySet().forEach(url -> fetched.put(url, lastFetched.applyAsLong(source, url)));
        return fetched;
    }

    private boolean begin(String source, Map<String, ?> pages, Map<String, Long> fetched, long jitterMillis) {
        if (rounds.containsKey(source)) {
            watch.overlaps(source);
            return false;
        }
        var now = time.nanoTime();
        var round = new Round(source, now);
        watch.begins(source, pages.size());
        if (pages.isEmpty()) {
            watch.ends(source, Duration.ZERO);
            return true;
        }
        rounds.put(source, round);
        add(round, pages, fetched, now + (long) (jitterMillis * 1e6 * jitter.getAsDouble()));
        return true;
    }

    /** Takes up pages that were found by a page under way, into its round. */
    void extend(QueuedPage found, Map<String, ?> pages) {
        var fetched = fetched(found.source(), pages);
        synchronized (this) {
            if (rounds.get(found.source()) == found.round) {
                watch.grows(found.source(), pages.size());
                add(found.round, pages, fetched, time.nanoTime());
            }
        }
    }

    private void add(Round round, Map<String, ?> pages, Map<String, Long> fetched, long from) {
        var now = time.nanoTime();
        pages.forEach((url, declared) -> {
            var host = hosts.computeIfAbsent(hostOf(url), HostQueue::new);
            round.left++;
            add(new QueuedPage(round, url, declared, host, fetched.get(url), from, places++), now);
        });
        notifyAll();
    }

    /** Takes out what waits of a source; what is under way goes on to its end. Its round does not count as ended. */
    public synchronized void withdraw(String source) {
        rounds.remove(source);
        for (var host : hosts.values()) {
            var before = host.size();
            host.removeIf(page -> page.source().equals(source));
            queued -= before - host.size();
        }
        notifyAll();
    }

    /** Pages that wait or are under way. */
    public synchronized int size() {
        return queued + underWay;
    }

    /** Hosts with pages that wait or are under way. */
    synchronized int hosts() {
        return hosts.size();
    }

    /** The next page, whose host is the caller's until {@link #done}; waits at most that long. */
    synchronized Optional<QueuedPage> take(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var page = poll();
            var rest = until - System.nanoTime();
            if (page.isPresent() || rest <= 0) {
                return page;
            }
            var wait = Math.min(rest, Math.max(nextIn(), 100_000));
            wait(wait / 1_000_000, (int) (wait % 1_000_000));
        }
    }

    /** The next page, if one may be taken now. */
    synchronized Optional<QueuedPage> poll() {
        var now = time.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().due - now <= 0) {
            var host = waiting.poll();
            var page = pacer.freeIn(host.name) > 0 ? null : host.take(now);
            if (page != null) {
                host.busy = true;
                queued--;
                underWay++;
                return Optional.of(page);
            }
            enqueue(host, now);
        }
        return Optional.empty();
    }

    /** Nanoseconds until a host may be due; a day where nothing waits. */
    synchronized long nextIn() {
        return waiting.isEmpty() ? A_DAY : waiting.peek().due - time.nanoTime();
    }

    /**
     * Says that a page under way failed in a way that may pass.
     *
     * @return false when it was tried often enough; true if it will be tried again in this round, and where that was
     *     withdrawn meanwhile, so that nobody waits for the page any more
     */
    synchronized boolean putBack(QueuedPage page) {
        if (rounds.get(page.source()) != page.round) {
            return true;
        }
        if (page.tries >= retries) {
            return false;
        }
        var pause = retryDelay.toNanos() << Math.min(page.tries, 20);
        page.tries++;
        page.notBefore = time.nanoTime() + (long) (pause * (0.75 + 0.5 * jitter.getAsDouble()));
        page.putBack = true;
        return true;
    }

    /** Says that a page that was taken is through, or put back; its host is free for the next. */
    synchronized void done(QueuedPage page) {
        underWay--;
        page.host.busy = false;
        var now = time.nanoTime();
        if (page.putBack && rounds.get(page.source()) == page.round) {
            page.putBack = false;
            // Behind those that wait: it had its turn.
            page.fetched = time.now().toEpochMilli();
            add(page, now);
        } else {
            end(page, now);
            if (page.host.isEmpty()) {
                hosts.remove(page.host.name, page.host);
            } else {
                enqueue(page.host, now);
            }
        }
        notifyAll();
    }

    private void end(QueuedPage page, long now) {
        var round = page.round;
        round.left--;
        if (round.left == 0 && rounds.remove(round.source, round)) {
            watch.ends(round.source, Duration.ofNanos(now - round.began));
        }
    }

    private void add(QueuedPage page, long now) {
        page.host.add(page);
        queued++;
        if (!page.host.busy) {
            waiting.remove(page.host);
            enqueue(page.host, now);
        }
    }

    private void enqueue(HostQueue host, long now) {
        if (host.isEmpty()) {
            hosts.remove(host.name, host);
            return;
        }
        host.due = now + Math.max(pacer.freeIn(host.name), host.waitFor(now));
        waiting.add(host);
    }

    /** Addresses that are none share a queue: each is told of when it is asked for. */
    private static String hostOf(String url) {
        try {
            return PageAddress.hostAndPort(PageAddress.of(url));
        } catch (FetchException e) {
            return "";
        }
    }
}
