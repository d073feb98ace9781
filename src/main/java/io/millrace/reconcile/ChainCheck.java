package io.millrace.reconcile;

import io.millrace.dataset.StreamRecord;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.RawCheck;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import io.millrace.lake.ShardRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Walks every shard's chain from its first object to its position: by the plans, then by the raw zone itself. */
final class ChainCheck {
    private static final int BLOCK = 1_000;

    private final RawZone zone;
    private final Batches batches;
    private final RawCheck objects;
    private final Removal removed;
    private final Findings findings;
    private final Map<String, Plan.End> ends = new HashMap<>();
    /** Shards whose end is not known, as a plan that may have moved it is gone. */
    private final Set<String> lost = new HashSet<>();

    private Plan.Total total = Plan.Total.NONE;

    ChainCheck(RawZone zone, Batches batches, RawCheck objects, Findings findings) {
        this.zone = zone;
        this.batches = batches;
        this.objects = objects;
        this.removed = batches.removals().newest();
        this.findings = findings;
    }

    /**
     * Walks them all.
     *
     * @param plans number of the last plan to follow
     * @param positions through which a shard is to be walked
     */
    void check(long plans, Map<ShardRef, Position> positions) {
        for (long n = 1; n <= plans; n++) {
            findings.progress("plan", n, plans);
            var plan = batches.plan(n);
            if (plan.isEmpty()) {
                findings.add("plan_missing", Plan.key(n), "is gone; restore it from a backup or its versions");
                lost.addAll(ends.keySet());
            } else {
                check(plan.get());
            }
        }
        positions.forEach(this::checkUnplanned);
        for (var shard : ends.keySet()) {
            if (positions.keySet().stream().noneMatch(ref -> ref.toString().equals(shard))) {
                findings.add("position_missing", shard, "is planned and has no position; expected one under _state/");
            }
        }
    }

    private void check(Plan plan) {
        findings.checked("plans", 1);
        if (plan.kind() == BatchKind.NEW) {
            plan.objects().forEach(object -> follow(plan, object));
            total = new Plan.Total(total.objects() + plan.objects().size(), total.records() + plan.records());
        } else if (plan.kind() == BatchKind.RELEASE) {
            released(plan);
        }
        if (!total.equals(plan.total())) {
            findings.add("plan_total", plan.key(), "says " + plan.total() + ", expected " + total);
            total = plan.total();
        }
        plan.ends().forEach((shard, end) -> {
            var walked = ends.get(shard);
            if (!lost.remove(shard) && (walked == null || !walked.last().equals(end.last()))) {
                findings.add(
                        "plan_ends",
                        plan.key(),
                        "says that " + shard + " ends with " + end.last() + ", expected "
                                + (walked == null ? "no such shard" : walked.last()));
            }
            ends.put(shard, end);
        });
    }

    private void follow(Plan plan, RawObject object) {
        var shard = RawZone.shardOf(object).toString();
        var end = ends.get(shard);
        var expected = end == null ? null : end.last();
        var known = !lost.contains(shard) && !RawObject.UNKNOWN.equals(object.after());
        if (known && !Objects.equals(object.after(), expected)) {
            var twice = StreamRecord.compareSeq(object.last(), expected) <= 0;
            findings.add(
                    twice ? "object_twice" : "chain_broken",
                    plan.key() + " " + object.key(),
                    "follows " + object.after() + ", expected one that follows " + expected);
        }
        if (StreamRecord.compareSeq(object.last(), expected) > 0) {
            ends.put(shard, new Plan.End(object.last(), RawZone.hourOf(object)));
        }
        if (removed.holds(Removal.RAW, plan.n())) {
            findings.checked("removed_objects", 1);
        } else {
            check(object);
        }
    }

    private void check(RawObject object) {
        findings.checked("objects", 1);
        findings.checked("records", objects.check(object));
    }

    /** What is released is what was held. */
    private void released(Plan plan) {
        var held = new ArrayList<String>();
        for (var n : plan.replaces()) {
            batches.plan(n).ifPresent(of -> of.objects().forEach(object -> held.add(object.key())));
        }
        var released = plan.objects().stream().map(RawObject::key).toList();
        if (!released.equals(held)) {
            findings.add(
                    "plan_objects",
                    plan.key(),
                    "releases " + differing(released, held) + " objects other than those of batches "
                            + plan.replaces());
        }
    }

    private static long differing(List<String> released, List<String> held) {
        var either = new HashSet<>(released);
        either.addAll(held);
        return either.stream()
                .filter(key -> !released.contains(key) || !held.contains(key))
                .count();
    }

    private void checkUnplanned(ShardRef shard, Position position) {
        var end = ends.get(shard.toString());
        var after = end == null ? null : end.last();
        Instant hour = end == null ? position.origin() : end.hour();
        while (StreamRecord.compareSeq(position.last(), after) > 0) {
            List<RawObject> next;
            try {
                next = zone.chain(
                        shard.stream(), shard.shard(), after, hour, position.hour(), RawZone.Most.objects(BLOCK));
            } catch (IllegalStateException e) {
                findings.add("chain_broken", shard.toString(), e.getMessage());
                return;
            }
            if (next.isEmpty()) {
                findings.add(
                        "chain_short",
                        shard.toString(),
                        "ends with " + after + ", its position says " + position.last()
                                + "; restore the missing object from a backup or its versions");
                return;
            }
            next.forEach(this::check);
            after = next.get(next.size() - 1).last();
            hour = RawZone.hourOf(next.get(next.size() - 1));
        }
    }
}
