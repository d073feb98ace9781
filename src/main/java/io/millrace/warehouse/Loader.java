package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Java steps of a warehouse's load routes: what to load next, its files, the checks between the statements, and what
 * becomes of a load that failed. Thread-safe.
 */
public final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

    private final Warehouse warehouse;
    private final DatasetsInUse datasets;
    private final LoadFiles files;
    private final BoundConnection connections;
    private final LoadWatch watch;
    private final Troubles troubles;
    private final LoadPlanner planner;
    private final Uncovering uncovering;
    private final StartSettling start;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * @param work folder for fetched files; its content may vanish between two loads
     * @param size how much one load takes
     * @param from where a warehouse begins that has never loaded anything
     */
    public Loader(
            Warehouse warehouse,
            List<Dataset> datasets,
            Batches batches,
            ObjectStore store,
            Commits commits,
            Path work,
            LoadSize size,
            LoadFrom from,
            BoundConnection connections,
            LoadWatch watch,
            Clock clock) {
        this.warehouse = warehouse;
        var references = new References(datasets);
        this.datasets = new DatasetsInUse(datasets, batches);
        this.files = new LoadFiles(store, commits, batches.removals(), work);
        this.connections = connections;
        this.watch = watch;
        this.troubles = new Troubles(clock);
        this.planner = new LoadPlanner(warehouse, references, batches, size, troubles);
        this.uncovering = new Uncovering(batches, files);
        this.start = new StartSettling(warehouse, batches, from);
    }

    /** A round over all that is due. */
    public Round due() throws SQLException {
        var finders = new ArrayList<Round.Finder>();
        prepared().forEach(dataset -> finders.add(() -> planner.due(dataset)));
        return new Round(finders);
    }

    /** The loads of such a round, if nothing comes between. */
    public List<Load> allDue() throws SQLException {
        var loads = new ArrayList<Load>();
        for (var dataset : prepared()) {
            loads.addAll(planner.allDue(dataset));
        }
        return loads;
    }

    /** The datasets in use, once their tables are there. */
    private List<DatasetInUse> prepared() throws SQLException {
        var used = datasets.now();
        var declared = used.stream().map(DatasetInUse::dataset).toList();
        warehouse.prepare(declared);
        start.settle(declared);
        return used;
    }

    /**
     * Loads that load batches again which the ledger has: rows that are missing or different are put right, rows with
     * their numbers that are not in the files are removed, and the ledger stays as it is.
     *
     * @param batches numbers of committed batches; what took their place is loaded for them
     * @param only the one dataset that is loaded; null: all
     */
    public List<Load> repairs(Collection<Long> batches, String only) throws SQLException {
        var loads = new ArrayList<Load>();
        for (var dataset : prepared()) {
            if (only == null || only.equals(dataset.name())) {
                loads.addAll(planner.repairs(dataset, batches));
            }
        }
        return loads;
    }

    /** A round of these loads, each once. */
    public Round round(List<Load> loads) {
        return new Round(loads.stream().<Round.Finder>map(load -> () -> load).toList());
    }

    /** Takes the round on to its next load. */
    public void next(Round round) throws Exception {
        round.next();
    }

    /**
     * Binds a connection for the load's statements and fetches its files. Another load of this process into the same
     * warehouse is waited for: the two would only get into each other's way.
     */
    public void open(Load load) throws SQLException, IOException, InterruptedException {
        turn.lockInterruptibly();
        connections.bind(warehouse);
        files.fetch(load);
    }

    /** Fills the load's staging table by a stream of the driver, where there is one. */
    public void fill(Load load) throws SQLException, IOException {
        load.dialect().fill(load, Dialect.Staging.ROWS, connections.current());
    }

    /** Holds the number of staged rows against what the manifests promise. */
    public void expectRows(Load load, List<Map<String, Object>> answer) {
        var staged = number(answer, "staged");
        if (staged != load.rows()) {
            throw new IllegalStateException("warehouse " + warehouse.name() + ": " + staged + " rows were staged of "
                    + load + ", but their manifests promise " + load.rows());
        }
    }

    /** Refuses a load of which another loader has committed or replaced something meanwhile. */
    public void expectLedger(Load load, List<Map<String, Object>> answer) {
        var replaced = answer.stream()
                .filter(row -> Answer.isTrue(row, "replaced"))
                .map(row -> Answer.number(row, "batch"))
                .toList();
        var loaded = answer.size() - replaced.size();
        if (!replaced.isEmpty()) {
            throw new LoadedElsewhereException("warehouse " + warehouse.name() + ": another loader has just replaced "
                    + replaced + " of " + load + "; the rest follows in the next round");
        }
        if (loaded != (load.isRepair() ? load.batches().size() : 0)) {
            throw new LoadedElsewhereException("warehouse " + warehouse.name() + ": another loader has just loaded "
                    + answer + " of " + load + "; the rest follows in the next round");
        }
    }

    /** Stages what other batches have of the rows that are about to go. */
    public void uncover(Load load) throws SQLException, IOException {
        uncovering.stage(load, connections.current());
    }

    /** Keeps how much the load is about to change. */
    public void count(Load load, List<Map<String, Object>> answer) {
        load.changes(
                new Round.Changes(number(answer, "inserted"), number(answer, "updated"), number(answer, "deleted")));
    }

    /** Inserts rows of new keys by a shorter way than the upsert's, where there is one. */
    public void insertNew(Load load) throws SQLException, IOException {
        load.dialect().insertNew(load, connections.current());
    }

    /** Closes the connection, with what was not committed, and removes the fetched files. */
    public void close(Load load) throws SQLException, IOException {
        try {
            connections.release();
        } finally {
            if (turn.isHeldByCurrentThread()) {
                turn.unlock();
            }
            files.remove(load);
        }
    }

    /** The load is committed. */
    public void loaded(Round round, Load load) {
        round.add(load.done(warehouse.name(), null));
        watch.loaded(warehouse.name());
        LOG.debug(
                "stage=load warehouse={} dataset={} batches={} rows={} loaded",
                warehouse.name(),
                load.dataset(),
                load.batches(),
                load.rows());
        if (load.isRecorded()) {
            ledger(load).add(load.batches());
            troubles.loaded(load.dataset(), load.batches()).forEach(n -> watch.works(warehouse.name(), n));
        }
    }

    /**
     * The load failed, and nothing of it is in. What another loader was at is looked at again. A load that failed for a
     * reason of its own is tried with half as many batches, until the guilty one stands alone and is left out for a
     * while; the others follow at once. One that loads again is told alone.
     *
     * @throws Exception the failure, if it is one of the world, which would meet the next load too; that the table is
     *     gone, if somebody took it away
     */
    public void failed(Round round, Load load, Exception failure) throws Exception {
        if (WorldFaults.isConflict(failure)) {
            round.add(load.done(warehouse.name(), "another loader is at work; the next round sees what it did"));
            round.leave();
            return;
        }
        if (WorldFaults.isAbsence(failure)) {
            warehouse.expectTable(load.declaration());
        }
        if (WorldFaults.isOne(failure)) {
            throw failure;
        }
        if (load.isRepair()) {
            round.add(load.done(warehouse.name(), said(failure)));
            return;
        }
        if (failure instanceof LoadedElsewhereException) {
            LOG.info("warehouse={} load={}: {}", warehouse.name(), load, said(failure));
            ledger(load).forget();
        } else if (load.batches().size() > 1) {
            LOG.warn("warehouse={} load={} failed, is tried in halves: {}", warehouse.name(), load, said(failure));
            troubles.halve(load.dataset(), load.batches().size());
        } else {
            leaveOut(round, load, failure);
        }
        round.again(() -> planner.due(datasets.of(load.declaration())));
    }

    private void leaveOut(Round round, Load load, Exception failure) {
        var n = load.batches().get(0);
        var trouble = troubles.failed(load.dataset(), n);
        round.add(load.done(warehouse.name(), said(failure)));
        watch.fails(warehouse.name(), n, failure);
        if (trouble.times() >= Troubles.TRIES) {
            LOG.error(
                    "warehouse={} dataset={} batch={} cannot be loaded and is left out times={} again={}: {}",
                    warehouse.name(),
                    load.dataset(),
                    n,
                    trouble.times(),
                    trouble.again(),
                    said(failure));
        }
    }

    private Ledger ledger(Load load) {
        return warehouse.ledger(datasets.of(load.declaration()));
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
    }

    private static long number(List<Map<String, Object>> answer, String column) {
        return Answer.number(answer.get(0), column);
    }
}
