package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batches;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Decides what the next batch cleans: it follows every shard's chain on from where the plan before ended, never "what
 * came since", so that a shard that lags is missed by no plan.
 */
public final class Planner {
    /** Most objects of one plan: each costs a question, and nothing of them is kept before the plan is written. */
    static final int MOST_OBJECTS = 500;

    /** As few where the lake fails often. */
    static final int LEAST_OBJECTS = 8;

    /** After which a plan holds what was found: one that is never written helps nobody, however slow the lake is. */
    static final Duration LONGEST_WALK = Duration.ofSeconds(15);

    /** Looks without news after which a shard may be over. */
    private static final int IDLE = 10;

    private final Batches batches;
    private final Positions positions;
    private final RawZone zone;
    private final List<Dataset> datasets;
    private final long maxRecords;
    private final Clock clock;
    private final HeldBatches held;
    private final Set<ShardRef> over = new HashSet<>();
    private final Map<ShardRef, Integer> idle = new HashMap<>();
    private int mostObjects = MOST_OBJECTS;
    private final Compactions compactions;

    /**
     * @param maxRecords a plan is closed once it holds that many, with whole objects
     * @param compactions what is planned where there is nothing new; null: nothing
     */
    public Planner(
            Batches batches,
            Positions positions,
            RawZone zone,
            List<Dataset> datasets,
            long maxRecords,
            Compactions compactions,
            Clock clock) {
        this.batches = batches;
        this.positions = positions;
        this.zone = zone;
        this.datasets = List.copyOf(datasets);
        this.maxRecords = maxRecords;
        this.clock = clock;
        this.held = new HeldBatches(batches, datasets, clock);
        this.compactions = compactions;
    }

    /**
     * The next plan, not yet written: a held batch that this program can clean by now, else what is landed and not
     * planned, else a compaction; empty if there is none of them. A compaction that always finds something new before it
     * has its turn in the end.
     */
    public Optional<Plan> propose() {
        var before = batches.latestPlan();
        // Only where no plan is under way: one of those may be the same release, or the same compaction.
        if (before == null || batches.committedThrough() != before.n()) {
            return proposeNew(before);
        }
        var release = held.releaseKnown(before);
        if (release.isPresent() || compactions == null) {
            return release.or(() -> proposeNew(before));
        }
        return compactions.isOverdue()
                ? compactions.due(before).or(() -> proposeNew(before))
                : proposeNew(before).or(() -> compactions.due(before));
    }

    /** Where a question fails, the next plan asks half as many: each plan counts, and one that is never written does not. */
    private synchronized Optional<Plan> proposeNew(Plan before) {
        try {
            var plan = proposeNew(before, mostObjects);
            mostObjects = Math.min(MOST_OBJECTS, 2 * mostObjects);
            return plan;
        } catch (RuntimeException e) {
            mostObjects = Math.max(LEAST_OBJECTS, mostObjects / 2);
            throw e;
        }
    }

    private Optional<Plan> proposeNew(Plan before, int most) {
        var newest = before == null ? 0 : before.n();
        var ends = new TreeMap<String, Plan.End>(before == null ? Map.of() : before.ends());
        var objects = new ArrayList<RawObject>();
        long records = 0;
        var end = clock.instant().plus(LONGEST_WALK);
        BooleanSupplier isLate = () -> clock.instant().isAfter(end);
        for (var shard : inTurn(positions.shards(), newest)) {
            if (over.contains(shard) || records >= maxRecords || objects.size() >= most) {
                continue;
            }
            if (isLate.getAsBoolean() && !objects.isEmpty()) {
                break;
            }
            var position = positions.find(shard.stream(), shard.shard()).orElseThrow();
            var planned = ends.get(shard.toString());
            var after = planned == null ? null : planned.last();
            if (StreamRecord.compareSeq(position.last(), after) <= 0) {
                rest(shard, planned);
                continue;
            }
            idle.remove(shard);
            var from = planned == null ? position.origin() : planned.hour();
            var next = zone.chain(
                    shard.stream(),
                    shard.shard(),
                    after,
                    from,
                    position.hour(),
                    new RawZone.Most(maxRecords - records, most - objects.size(), isLate));
            if (!next.isEmpty()) {
                var last = next.get(next.size() - 1);
                ends.put(shard.toString(), new Plan.End(last.last(), RawZone.hourOf(last)));
                objects.addAll(next);
                records += next.stream().mapToLong(RawObject::count).sum();
            }
        }
        return objects.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.next(before, clock.instant(), objects, ends, Declarations.of(datasets, null)));
    }

    /** A shard that was closed and is planned to its end need not be asked for again: there are more of them each year. */
    private void rest(ShardRef shard, Plan.End end) {
        if (end == null || idle.merge(shard, 1, Integer::sum) < IDLE) {
            return;
        }
        idle.remove(shard);
        positions
                .ended(shard.stream(), shard.shard())
                .filter(ended -> ended.position() != null
                        && StreamRecord.compareSeq(ended.position().last(), end.last()) <= 0)
                .ifPresent(ended -> over.add(shard));
    }

    /** Every plan begins with another shard: otherwise the first ones, under load, would leave no room for the last. */
    private static List<ShardRef> inTurn(List<ShardRef> shards, long n) {
        var turned = new ArrayList<>(shards);
        if (!shards.isEmpty()) {
            Collections.rotate(turned, -(int) (n % shards.size()));
        }
        return turned;
    }
}
