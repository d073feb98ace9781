package io.millrace.run;

import io.millrace.clean.RefusedException;
import io.millrace.run.BatchTalk.Into;
import io.millrace.run.BatchTalk.WouldLoad;
import io.millrace.warehouse.Load;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.Round;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads by hand, through the routes that load by the clock. Thread-safe. */
final class LoadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LoadDesk.class);

    /** Does a round, and fills in what it did. */
    interface Rounds {
        /** @throws Exception if the world kept it from going on; what it did before stays done */
        void run(String warehouse, Round round) throws Exception;
    }

    private interface Finder {
        List<Load> find(Loader loader) throws SQLException;
    }

    private final SortedMap<String, Loader> loaders;
    private final Rounds rounds;

    /**
     * @param loaders by warehouse; none where this process does not load
     */
    LoadDesk(Map<String, Loader> loaders, Rounds rounds) {
        this.loaders = new TreeMap<>(loaders);
        this.rounds = rounds;
    }

    /** Where nothing can be loaded. */
    static LoadDesk none() {
        return new LoadDesk(Map.of(), (warehouse, round) -> {});
    }

    /**
     * Loads what is due.
     *
     * @param warehouse the one that is loaded; null: all, one after the other
     * @param dry whether it is only told what would be loaded
     */
    List<Into> load(String warehouse, boolean dry) throws SQLException {
        var done = new ArrayList<Into>();
        for (var name : named(warehouse)) {
            var loader = loaders.get(name);
            done.add(dry ? tell(name, loader.allDue()) : run(name, loader.due()));
        }
        return done;
    }

    /** Loads committed batches into a warehouse again, of one dataset or, with null, of all. */
    Into repair(String warehouse, List<Long> batches, String dataset, boolean dry) throws SQLException {
        var loader = loaders.get(named(warehouse).get(0));
        var loads = loader.repairs(batches, dataset);
        return dry ? tell(warehouse, loads) : run(warehouse, loader.round(loads));
    }

    /**
     * Does nothing if there is such a warehouse.
     *
     * @throws RefusedException otherwise, with those that there are
     */
    void expect(String warehouse) {
        named(warehouse);
    }

    private List<String> named(String warehouse) {
        if (loaders.isEmpty()) {
            throw new RefusedException(
                    "the process on this data folder does not load: start one with --only load beside"
                            + " it, or stop it and ask again");
        }
        if (warehouse == null) {
            return List.copyOf(loaders.keySet());
        }
        if (!loaders.containsKey(warehouse)) {
            throw new RefusedException(
                    "no warehouse is called " + warehouse + "; there are " + String.join(", ", loaders.keySet()));
        }
        return List.of(warehouse);
    }

    private Into run(String warehouse, Round round) {
        String failure = null;
        try {
            rounds.run(warehouse, round);
        } catch (Exception e) {
            LOG.warn("warehouse={} a load by hand failed", warehouse, e);
            failure = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        }
        return new Into(warehouse, round.done(), List.of(), failure);
    }

    private static Into tell(String warehouse, List<Load> loads) {
        var would = loads.stream()
                .map(load -> new WouldLoad(load.dataset(), load.batches(), load.rows(), load.statements()))
                .toList();
        return new Into(warehouse, List.of(), would, null);
    }
}
