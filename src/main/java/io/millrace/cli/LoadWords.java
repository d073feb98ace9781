package io.millrace.cli;

import io.millrace.clean.BatchNumbers;
import io.millrace.run.BatchTalk.Into;
import io.millrace.run.BatchTalk.Loaded;
import io.millrace.run.BatchTalk.WouldLoad;
import io.millrace.warehouse.Round;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What loads by hand did, or would do, in words. */
final class LoadWords {
    private LoadWords() {}

    /**
     * Prints what was done.
     *
     * @param nothing what to say of a warehouse where nothing was to be done
     * @return 0, or 1 if some of it failed
     */
    static int tell(Loaded loaded, String nothing, PrintWriter out) {
        var failed = false;
        for (var into : loaded.warehouses()) {
            var byDataset = new LinkedHashMap<String, List<Round.Done>>();
            into.done().stream()
                    .map(Round.Done::dataset)
                    .distinct()
                    .forEach(dataset -> byDataset.put(
                            dataset,
                            into.done().stream()
                                    .filter(done -> done.dataset().equals(dataset) && done.failure() == null)
                                    .toList()));
            byDataset.forEach((dataset, done) -> out.println(words(into.warehouse(), dataset, done)));
            for (var one : into.done()) {
                if (one.failure() != null) {
                    out.println("warehouse " + into.warehouse() + ", " + one.dataset() + ": "
                            + BatchNumbers.words(one.batches()) + " failed: " + BatchTable.plain(one.failure()));
                    failed = true;
                }
            }
            if (into.failure() != null) {
                out.println("warehouse " + into.warehouse() + " failed: " + BatchTable.plain(into.failure()));
                failed = true;
            } else if (into.done().isEmpty()) {
                out.println("warehouse " + into.warehouse() + ": " + nothing);
            }
        }
        return failed ? 1 : 0;
    }

    private static String words(String warehouse, String dataset, List<Round.Done> done) {
        var batches = new TreeSet<Long>();
        done.forEach(one -> batches.addAll(one.batches()));
        var changes = done.stream().map(Round.Done::changes).reduce(Round.Changes.NONE, Round.Changes::plus);
        return String.format(
                Locale.ROOT,
                "warehouse %s, %s: %s: %s inserted, %,d updated, %,d deleted",
                warehouse,
                dataset,
                batches.isEmpty() ? "no batch" : BatchNumbers.words(batches),
                Counted.of(changes.inserted(), "row"),
                changes.updated(),
                changes.deleted());
    }

    /** Prints the statements that would be run, as SQL with comments. */
    static void script(Loaded loaded, String nothing, PrintWriter out) {
        for (var into : loaded.warehouses()) {
            if (into.would().isEmpty()) {
                out.println("-- warehouse " + into.warehouse() + ": " + nothing);
            }
            for (var load : into.would()) {
                out.println("-- " + words(into, load));
                load.statements().forEach(statement -> out.println(statement.stripTrailing() + ";"));
            }
        }
    }

    /** Prints what would be loaded. */
    static void outlook(Loaded loaded, String nothing, PrintWriter out) {
        for (var into : loaded.warehouses()) {
            if (into.would().isEmpty()) {
                out.println("warehouse " + into.warehouse() + ": " + nothing);
            }
            into.would().forEach(load -> out.println("would load again: " + words(into, load)));
        }
    }

    private static String words(Into into, WouldLoad load) {
        return "warehouse " + into.warehouse() + ", " + load.dataset() + ": " + BatchNumbers.words(load.batches())
                + " with " + Counted.of(load.rows(), "row");
    }
}
