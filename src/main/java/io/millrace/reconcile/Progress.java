package io.millrace.reconcile;

import io.millrace.dataset.Carried;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this process has done since it started. Told by the routes; thread-safe. */
public final class Progress {
    /** Of one source: pages of the running or last round, those read, those that failed, and rounds completed. */
    public record SourceCounts(long pages, long done, long failed, long rounds) {}

    private static final class Counts {
        private final AtomicLong pages = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong rounds = new AtomicLong();
        private final AtomicLong unpriced = new AtomicLong();
        private final AtomicLong left = new AtomicLong();
        private final AtomicLong skipped = new AtomicLong();
        private final AtomicLong leftOut = new AtomicLong();
        private final AtomicLong lists = new AtomicLong();
    }

    private final Map<String, Counts> sources = new ConcurrentHashMap<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, Instant> loaded = new ConcurrentHashMap<>();

    public void roundBegins(String source, int pages) {
        of(source).pages.set(pages);
    }

    /** Pages were found that belong to the round under way. */
    public void roundGrows(String source, int pages) {
        of(source).pages.addAndGet(pages);
    }

    /** A round was due while the one before was under way. */
    public void roundLeftOut(String source) {
        of(source).leftOut.incrementAndGet();
    }

    /** Rounds of a source that were left out, as the one before took too long. */
    public long leftOut(String source) {
        return of(source).leftOut.get();
    }

    public void roundEnds(String source) {
        of(source).rounds.incrementAndGet();
    }

    /** A page was fetched and read, and its event is spooled. */
    public void pageDone(org.apache.camel.Exchange exchange) {
        var counts = of(exchange.getProperty(Carried.SOURCE, String.class));
        counts.done.incrementAndGet();
        if (!exchange.getProperty(Carried.PRICED, true, Boolean.class)) {
            counts.unpriced.incrementAndGet();
        }
    }

    /** A listing or a sitemap was fetched and read. */
    public void listDone(org.apache.camel.Exchange exchange) {
        of(exchange.getProperty(Carried.SOURCE, String.class)).lists.incrementAndGet();
    }

    /** Listings and sitemaps of a source that were read, each of their parts. */
    public long lists(String source) {
        return of(source).lists.get();
    }

    /** A page was not looked at, as its host is another instance's. */
    public void pageLeft(org.apache.camel.Exchange exchange) {
        of(exchange.getProperty(Carried.SOURCE, String.class)).left.incrementAndGet();
    }

    /** A page was not looked at, as its site has said often enough that it is gone. */
    public void pageSkipped(org.apache.camel.Exchange exchange) {
        of(exchange.getProperty(Carried.SOURCE, String.class)).skipped.incrementAndGet();
    }

    public void eventsPublished(long count) {
        events.addAndGet(count);
    }

    /** Work was given up and is kept as failed, or as rejected before it was an event. */
    public void workFailed(org.apache.camel.Exchange exchange) {
        failed.incrementAndGet();
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        if (source != null) {
            of(source).failed.incrementAndGet();
        }
    }

    /** Events that the stream did not take when they were sent. */
    public void eventsRefused(long count) {
        refused.addAndGet(count);
    }

    /** Events that the stream did not take when they were sent, each time counted. */
    public long refused() {
        return refused.get();
    }

    /** Batches were loaded into a warehouse. */
    public void loaded(String warehouse, Instant at) {
        loaded.put(warehouse, at);
    }

    /** Warehouse to when something was last loaded. */
    public Map<String, Instant> loaded() {
        return Map.copyOf(loaded);
    }

    /** Events in the stream. */
    public long events() {
        return events.get();
    }

    /** Pages and events given up. */
    public long failed() {
        return failed.get();
    }

    public SourceCounts source(String name) {
        var counts = of(name);
        return new SourceCounts(counts.pages.get(), counts.done.get(), counts.failed.get(), counts.rounds.get());
    }

    /** Pages, lists and answers of a source that are through, whatever came of them. */
    public long through(String source) {
        var counts = of(source);
        return counts.done.get() + counts.failed.get() + counts.left.get() + counts.skipped.get() + counts.lists.get();
    }

    /** Of the pages of a source that were read, those without a price. */
    public long unpriced(String source) {
        return of(source).unpriced.get();
    }

    /** Pages of a source that were left to another instance, in all rounds. */
    public long left(String source) {
        return of(source).left.get();
    }

    /** Pages of a source that were skipped as gone, in all rounds. */
    public long skipped(String source) {
        return of(source).skipped.get();
    }

    /** Pages of all sources that were left to another instance. */
    public long left() {
        return sources.values().stream().mapToLong(counts -> counts.left.get()).sum();
    }

    private Counts of(String source) {
        return sources.computeIfAbsent(source, name -> new Counts());
    }
}
