package io.millrace.dashboard;

import io.millrace.dataset.Dataset;
import io.millrace.reconcile.Status;
import io.millrace.warehouse.ReadOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page shows of one warehouse: the digest, which a thread keeps up to date, and the price index, which another asks
 * for now and then. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Of the time, a look may take a tenth, and the index a hundredth: it costs the loads more. */
    private static final int TENTH = 9;

    private static final int HUNDREDTH = 99;
    private static final Duration INDEX_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration LONGEST_LOOK_PAUSE = Duration.ofMinutes(10);
    private static final long STOP_SECONDS = 10;

    private final String target;
    private final ReadOnly warehouse;
    private final Supplier<List<Status.Source>> sources;
    private final Clock clock;
    private final Digest digest;
    private final DigestReader reader;
    private final Path work;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(Dashboard::daemon);
    private final ScheduledExecutorService indexing = Executors.newSingleThreadScheduledExecutor(Dashboard::daemon);
    private volatile PriceIndex index = PriceIndex.NONE;
    private volatile String indexed = "";
    private volatile String indexFault;
    private volatile Stale stale;

    private Dashboard(
            String target,
            ReadOnly warehouse,
            Digest digest,
            Supplier<List<Status.Source>> sources,
            Path work,
            Clock clock) {
        this.target = target;
        this.warehouse = warehouse;
        this.digest = digest;
        this.reader = new DigestReader(warehouse, digest, clock);
        this.sources = sources;
        this.work = work;
        this.clock = clock;
    }

    /**
     * One that reads nothing before {@link #start}.
     *
     * @param target of the process, in a word
     * @param prices the dataset of prices
     * @param sources what is told of sources now
     * @param work folder for scratch files
     */
    public static Dashboard open(
            String target,
            ReadOnly warehouse,
            Dataset prices,
            Supplier<List<Status.Source>> sources,
            Path work,
            Clock clock)
            throws SQLException, IOException {
        var folder = Files.createDirectories(work.resolve("dashboard"));
        return new Dashboard(target, warehouse, Digest.open(folder.resolve("spill"), prices), sources, folder, clock);
    }

    /** Reads from now on, in the background. */
    public Dashboard start() {
        looking.execute(this::look);
        indexing.schedule(this::index, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * What is shown is not kept up to date.
     *
     * @param since the first look that failed
     * @param reason of the last one
     */
    record Stale(Instant since, String reason) {}

    private void look() {
        var isFirst = reader.progress() != null;
        var begin = System.nanoTime();
        try {
            turn();
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            failed(e);
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        again(
                looking,
                this::look,
                isFirst ? LOOK_EVERY : atLeast(LOOK_EVERY, took.multipliedBy(TENTH), LONGEST_LOOK_PAUSE));
    }

    /** Says so once, until it is something else that fails. */
    private void failed(Throwable e) {
        var before = stale;
        var reason =
                e instanceof OutOfMemoryError ? "this process has too little memory" : String.valueOf(e.getMessage());
        if (before == null || !before.reason().equals(reason)) {
            LOG.warn("dashboard warehouse={} cannot be read: {}", warehouse.name(), e.toString());
        }
        stale = new Stale(before == null ? clock.instant() : before.since(), reason);
    }

    /**
     * One look at what is new, for whoever has not started it.
     *
     * @throws SQLException if the warehouse cannot be read
     */
    public void turn() throws SQLException {
        reader.turn();
        stale = null;
    }

    private void index() {
        var begin = System.nanoTime();
        var version = digest.version();
        if (reader.progress() == null && !version.equals(indexed)) {
            try {
                index = PriceIndex.of(warehouse, clock.instant());
                indexed = version;
                indexFault = null;
            } catch (SQLException | RuntimeException | OutOfMemoryError e) {
                LOG.warn("dashboard warehouse={} gives no price index: {}", warehouse.name(), e.getMessage());
                indexFault = String.valueOf(e.getMessage());
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        var pause = index.series().isEmpty() ? LOOK_EVERY : INDEX_EVERY;
        again(indexing, this::index, atLeast(pause, took.multipliedBy(HUNDREDTH), LONGEST_PAUSE));
    }

    private static Duration atLeast(Duration least, Duration wanted, Duration most) {
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
    }

    private static void again(ScheduledExecutorService threads, Runnable work, Duration pause) {
        try {
            threads.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the dashboard is closed");
        }
    }

    /**
     * A connection to the digest that can only read, for one answer.
     *
     * @throws SQLException if the warehouse could not be read since the start
     */
    public Connection read() throws SQLException {
        expectRead();
        return digest.read();
    }

    private void expectRead() throws SQLException {
        var now = stale;
        if (reader.progress() != null && now != null) {
            throw new SQLException(now.reason());
        }
    }

    /** The digest itself, once it could be read. */
    Digest digest() throws SQLException {
        expectRead();
        return digest;
    }

    String target() {
        return target;
    }

    ReadOnly warehouse() {
        return warehouse;
    }

    /** Null once everything was read. */
    DigestReader.Progress progress() {
        return reader.progress();
    }

    String version() {
        var asOf = index.asOf();
        return digest.version() + "-" + (asOf == null ? 0 : asOf.getEpochSecond());
    }

    /** Null while the looks succeed. */
    Stale stale() {
        return stale;
    }

    /** Why the price index could not be worked out the last time; null if it could. */
    String indexFault() {
        return indexFault;
    }

    PriceIndex priceIndex() {
        return index;
    }

    List<Status.Source> sources() {
        return sources.get();
    }

    Instant now() {
        return clock.instant();
    }

    Clock clock() {
        return clock;
    }

    /** Folder for scratch files. */
    Path work() {
        return work;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "millrace-dashboard");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    @Override
    public void close() throws SQLException {
        looking.shutdownNow();
        indexing.shutdownNow();
        try {
            looking.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        digest.close();
    }
}
