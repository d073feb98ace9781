package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Erasure;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans to erase a source, or one product of it, from the processed zone and the warehouses. Every plan from the first of
 * these on knows of it, so what comes later of the same is counted as erased and never kept. Raw objects are immutable and
 * stay until the raw zone's own retention removes them. Thread-safe.
 */
public final class Erasures {
    private final Batches batches;
    private final ObjectStore store;
    private final List<Dataset> datasets;
    private final long mostRows;
    private final Path work;
    private final Clock clock;
    /** Of what was asked for last: who asks again has the new files read alone. */
    private ErasureSearch search;

    /**
     * What an erasure leads to.
     *
     * @param seen number of the committed batch through which this is known
     * @param erasures batches that are written anew, plan by plan
     * @param rows dataset to rows that are erased
     * @param rejected lines that are erased of those that are rejected
     * @param without datasets whose rows do not say of which source or product they are
     * @param removed batches that were not looked into, since retention removed files of theirs; their rows may stand in
     *     warehouses
     */
    public record Found(
            long seen,
            List<Erasing> erasures,
            Map<String, Long> rows,
            long rejected,
            List<String> without,
            List<Long> removed) {}

    /**
     * One plan.
     *
     * @param batches numbers of those whose place it takes, in order
     * @param files that are read
     * @param lines rows and rejected lines in them
     */
    public record Erasing(List<Long> batches, List<String> files, long lines) {}

    /**
     * What was found, and the plans that were written.
     *
     * @param busy whether another plan was under way, so that none was written: ask again
     */
    public record Committed(Found found, List<Plan> plans, boolean busy) {}

    /**
     * @param mostRows a plan is closed once it holds that many rows, with whole groups of batches
     * @param work folder for fetched files; its content may vanish between two questions
     */
    public Erasures(Batches batches, ObjectStore store, List<Dataset> datasets, long mostRows, Path work, Clock clock) {
        this.batches = batches;
        this.store = store;
        this.datasets = List.copyOf(datasets);
        this.mostRows = mostRows;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Looks what would be erased, through all files of the processed zone; writes nothing.
     *
     * @throws RefusedException if there is no such dataset, or its rows do not say whose they are
     */
    public synchronized Found find(Erasure erasure) {
        check(erasure);
        if (search == null || !search.erasure().equals(erasure)) {
            search = new ErasureSearch(batches, store, datasets, mostRows, work, erasure);
        }
        return search.find();
    }

    /**
     * Writes the plans, if no other plan is under way: so no batch escapes, since those planned before have been looked at,
     * and those after know of the erasure.
     *
     * @throws RefusedException as {@link #find} does
     */
    public synchronized Committed commit(Erasure erasure, Commits commits) {
        var found = find(erasure);
        if (found.erasures().isEmpty()) {
            return new Committed(found, List.of(), false);
        }
        var before = batches.latestPlan();
        if (before.n() != found.seen()) {
            return new Committed(found, List.of(), true);
        }
        var first = plan(before, found.erasures().get(0), erasure);
        return commits.create(first.key(), first.toJson(), Map.of())
                ? new Committed(found, all(first, found, erasure, commits), false)
                : new Committed(found, List.of(), true);
    }

    private List<Plan> all(Plan first, Found found, Erasure erasure, Commits commits) {
        var plans = new ArrayList<>(List.of(first));
        var proposals = new Proposals(batches, commits);
        for (var erasing : found.erasures().subList(1, found.erasures().size())) {
            plans.add(proposals.commit(found.seen(), erasing.batches(), before -> plan(before, erasing, erasure)));
        }
        return plans;
    }

    private Plan plan(Plan before, Erasing erasing, Erasure erasure) {
        return Plan.about(
                        before,
                        clock.instant(),
                        BatchKind.ERASE,
                        erasing.batches(),
                        null,
                        List.of(),
                        erasing.files(),
                        Declarations.of(datasets, null))
                .with(erasure);
    }

    private void check(Erasure erasure) {
        if (erasure.dataset() == null) {
            return;
        }
        var names = datasets.stream().map(Dataset::name).sorted().toList();
        if (!names.contains(erasure.dataset())) {
            throw new RefusedException(
                    "no dataset is called " + erasure.dataset() + "; there are " + String.join(", ", names));
        }
        if (!ErasureSearch.without(erasure, datasets).isEmpty()) {
            throw new RefusedException("rows of " + erasure.dataset() + " do not say of which "
                    + (erasure.sku() == null ? "source" : "source and product") + " they are: the dataset has no column"
                    + " for it; leave --sku out, or give the dataset a column from event.source and replay it");
        }
    }
}
