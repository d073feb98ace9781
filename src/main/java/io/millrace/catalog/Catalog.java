package io.millrace.catalog;

import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * What the route that registers asks: the requests which bring the Glue catalog up to the manifests. All of them can be
 * made again, by any number of processes at the same time. Called by one thread at a time.
 *
 * <p>First come the partitions of what was committed, then those of what does not count any more are taken out: who reads
 * in between sees rows twice, of which the views keep one, and never none.
 */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    /** What the parts of a round share. */
    record Parts(
            GlueReader glue,
            String bucket,
            List<CatalogTable> declared,
            DatasetsInUse inUse,
            Batches batches,
            ObjectStore store,
            LedgerObject ledger) {
        /** Those whose datasets are in use. */
        List<CatalogTable> tables() {
            var used = inUse.now().stream().map(DatasetInUse::dataset).toList();
            return declared.stream()
                    .filter(table -> table.dataset() == null || used.contains(table.dataset()))
                    .toList();
        }

        /** Whether there is a file in a partition's folder. */
        boolean hasFiles(CatalogPartition partition) {
            var prefix = "s3://" + bucket + "/";
            var location = partition.location();
            return location != null
                    && location.startsWith(prefix)
                    && !store.list(location.substring(prefix.length()), null, 1).isEmpty();
        }
    }

    private final String database;
    private final Parts parts;
    private final Set<CatalogPartition> knownHours = new HashSet<>();
    private boolean swept;
    private volatile long through;

    /** @param tables of {@code database}, over files of {@code bucket} */
    public Catalog(
            GlueClient client,
            String database,
            String bucket,
            List<CatalogTable> tables,
            Batches batches,
            ObjectStore store) {
        this.database = database;
        this.parts = new Parts(
                new GlueReader(client, database),
                bucket,
                List.copyOf(tables),
                new DatasetsInUse(
                        tables.stream()
                                .map(CatalogTable::dataset)
                                .filter(Objects::nonNull)
                                .toList(),
                        batches),
                batches,
                store,
                new LedgerObject(store, database));
    }

    /** A round, at its first request: makes what is missing, registers what was committed, takes out what is gone. */
    public CatalogRound begin() {
        var count = new CatalogRound.Count();
        var setup = new TableSetup(parts.glue(), database, parts.tables(), count);
        var registration = new Registration(parts, setup, steps(count), knownHours);
        var round = new CatalogRound(
                List.of(setup, registration, sweep(setup, registration, count), () -> {
                    through = registration.through();
                    return null;
                }),
                count,
                setup.faults());
        round.advance();
        return round;
    }

    /** Not needed in most rounds, and decided only when the batches of this one are known. */
    private CatalogRound.Task sweep(TableSetup setup, Registration registration, CatalogRound.Count count) {
        var sweep = new Sweep(parts, setup, steps(count), knownHours);
        var needed = new Boolean[1];
        return () -> {
            if (needed[0] == null) {
                var removal = parts.batches().removals().newest().n();
                needed[0] = !swept
                        || registration.hasReplaced()
                        || removal != parts.ledger().removal();
            }
            var step = needed[0] ? sweep.next() : null;
            if (step == null && needed[0]) {
                needed[0] = false;
                swept = true;
                return sweep.removal() == parts.ledger().removal()
                        ? null
                        : parts.ledger().follow(sweep.removal());
            }
            return step;
        };
    }

    /** A round that mends whatever the catalog and the manifests say differently. */
    public CatalogRound repair() {
        var count = new CatalogRound.Count();
        var setup = new TableSetup(parts.glue(), database, parts.tables(), count);
        var steps = steps(count);
        var compared = new boolean[1];
        var round = new CatalogRound(
                List.of(setup, () -> {
                    if (!compared[0]) {
                        compared[0] = true;
                        differences().stream()
                                .filter(one ->
                                        setup.ready().containsKey(one.table().name()))
                                .forEach(one -> mend(one, steps));
                    }
                    return steps.next();
                }),
                count,
                setup.faults());
        round.advance();
        return round;
    }

    private static void mend(CatalogDifference difference, PartitionSteps steps) {
        steps.delete(difference.table(), difference.misplaced());
        steps.create(difference.table(), difference.misplaced());
        steps.create(difference.table(), difference.missing());
        steps.delete(difference.table(), difference.surplus());
    }

    /** Holds the whole catalog against the manifests; changes nothing. */
    public List<CatalogDifference> differences() {
        return new Comparison(parts).differences();
    }

    /** Takes a round on, with the answer to its request. */
    public void next(CatalogRound round, Object answer) {
        round.advance(answer);
    }

    /**
     * Says what a round did.
     *
     * @throws IllegalStateException if a table is another one than it is to be; all others are up to date by then
     */
    public void report(CatalogRound round) {
        if (round.tables() + round.created() + round.deleted() > 0) {
            LOG.info(
                    "stage=register-catalog database={} tables={} created={} deleted={} through={}",
                    database,
                    round.tables(),
                    round.created(),
                    round.deleted(),
                    through);
        }
        if (!round.faults().isEmpty()) {
            throw new IllegalStateException(String.join("; ", round.faults()));
        }
    }

    /** Number of the batch through which every one was registered in a round of this process. Thread-safe. */
    public long through() {
        return through;
    }

    /** Number of the batch through which every one is registered by what the lake keeps, a lower bound. Thread-safe. */
    public static long registered(ObjectStore store, String database) {
        return new LedgerObject(store, database).through();
    }

    private PartitionSteps steps(CatalogRound.Count count) {
        return new PartitionSteps(parts.glue(), database, count);
    }
}
