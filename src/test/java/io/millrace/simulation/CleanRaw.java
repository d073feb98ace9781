package io.millrace.simulation;

import io.millrace.clean.Attempt;
import io.millrace.clean.Cleaning;
import io.millrace.clean.DueBatch;
import io.millrace.clean.Gate;
import io.millrace.clean.Planner;
import io.millrace.clean.SimulatedEngine;
import io.millrace.lake.Batches;
import io.millrace.lake.Newest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawZone;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One round of the route {@code clean-raw} with {@code clean-batch}, without Camel running it. */
final class CleanRaw {
    private final World world;
    private final WiredLake lake;
    private final Batches batches;
    private final RawZone zone;
    private final Planner planner;
    private final Cleaning cleaning;
    private final SimulatedEngine engine;
    private final Steps steps;

    CleanRaw(
            World world,
            WiredLake lake,
            Batches batches,
            RawZone zone,
            Planner planner,
            SimulatedEngine engine,
            Steps steps) {
        this.world = world;
        this.lake = lake;
        this.batches = batches;
        this.zone = zone;
        this.planner = planner;
        this.cleaning = new Cleaning(batches, engine, false, Gate.open(), lake, world.clock);
        this.engine = engine;
        this.steps = steps;
    }

    void round() throws Exception {
        steps.at("propose-plan");
        var proposed = world.mutation == Mutation.PLAN_BY_TIME ? sinceThePlanBefore() : planner.propose();
        steps.at("is-anything-new");
        if (proposed.isPresent()) {
            steps.at("take-plan");
            var plan = proposed.get();
            steps.at("address-plan");
            steps.at("write-plan");
            steps.at("commit-plan");
            var committed = lake.create(plan.key(), plan.toJson(), Map.of());
            if (!committed && world.mutation == Mutation.PLAN_AGAIN) {
                var again = Plan.next(plan(plan.n()), plan.planned(), plan.objects(), plan.ends(), plan.datasets());
                lake.create(again.key(), again.toJson(), Map.of());
            }
        }
        steps.at("find-uncommitted");
        var uncommitted = cleaning.uncommitted();
        steps.at("each-batch");
        for (var n : uncommitted) {
            steps.at("clean");
            clean(n);
        }
        steps.at("find-newest");
        var newest = cleaning.newest();
        steps.at("is-anything-committed");
        if (newest.isPresent()) {
            steps.at("take-newest");
            steps.at("address-newest");
            steps.at("write-newest");
            steps.at("remember-newest");
            lake.put(Newest.KEY, newest.get().toJson());
        }
        steps.at("report-cleaned");
    }

    private void clean(long n) throws Exception {
        steps.at("begin-batch");
        var due = cleaning.begin(n);
        steps.at("keep-due");
        steps.at("name-place");
        steps.at("try-attempt");
        var attempt = cleaning.complete(due, attempt(due));
        steps.at("keep-attempt");
        steps.at("try-commit");
        try {
            if (world.mutation == Mutation.MANIFEST_FIRST) {
                commitManifest(attempt);
            }
            steps.at("each-file");
            for (var file : attempt.uploads()) {
                steps.at("choose-file");
                steps.at("address-file");
                steps.at("take-file");
                steps.at("put-file");
                lake.create(file.key(), engine.content(file.file()), Map.of());
            }
            if (world.mutation != Mutation.MANIFEST_FIRST) {
                commitManifest(attempt);
            }
        } finally {
            steps.at("discard-local-files");
            engine.discard(attempt);
        }
    }

    private Attempt attempt(DueBatch due) throws Exception {
        Attempt attempt;
        try {
            steps.at("where-to-clean");
            steps.at("attempt-here");
            steps.at("clean-here");
            attempt = cleaning.attempt(due);
        } catch (Exception e) {
            steps.at("attempt-failed");
            steps.at("judge-failure");
            attempt = cleaning.failed(due, e);
        }
        steps.at("complete-attempt");
        return attempt;
    }

    private void commitManifest(Attempt attempt) {
        var manifest = attempt.manifest();
        steps.at("address-manifest");
        steps.at("write-manifest");
        steps.at("commit-manifest");
        lake.create(manifest.key(), manifest.toJson(), Map.of());
    }

    private Plan plan(long n) {
        return batches.plan(n).orElseThrow();
    }

    private Optional<Plan> sinceThePlanBefore() {
        var before = batches.latestPlan();
        var since = before == null ? 0 : before.planned().toEpochMilli();
        var objects = lake.list("raw/", null, Integer.MAX_VALUE).stream()
                .filter(key -> world.bucket.under("raw/").get(key).at() > since)
                .map(key -> zone.find(key).orElseThrow())
                .toList();
        return objects.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.next(
                        before,
                        Instant.ofEpochMilli(world.scheduler.now()),
                        objects,
                        Map.of(),
                        Map.of(World.DATASET.name(), World.DATASET.toMap())));
    }
}
