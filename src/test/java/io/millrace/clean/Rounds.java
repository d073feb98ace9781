package io.millrace.clean;

import static io.millrace.lake.Landed.TEN;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Newest;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One process that plans and cleans over a fake lake, step by step as the cleaning route does it. */
final class Rounds {
    static final Instant NOW = TEN.plusSeconds(86_400);

    final FakeLake lake;
    final Batches batches;
    final Planner planner;
    final Cleaning cleaning;
    final HeldBatches held;
    final Replays replays;
    final Compactions compactions;
    final Erasures erasures;
    final BatchReport report;

    Rounds(FakeLake lake, Path work, Dataset... datasets) {
        this(lake, lake, work, 1_000, datasets);
    }

    Rounds(FakeLake lake, Gate gate, Path work) {
        this(lake, lake, gate, work, 1_000);
    }

    Rounds(FakeLake lake, Commits commits, Path work, long maxRecords, Dataset... datasets) {
        this(lake, commits, Gate.open(), work, maxRecords, datasets);
    }

    private Rounds(FakeLake lake, Commits commits, Gate gate, Path work, long maxRecords, Dataset... datasets) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var known = datasets.length == 0 ? List.of(Declared.prices()) : List.of(datasets);
        var zone = new RawZone(lake);
        this.lake = lake;
        batches = new Batches(lake);
        planner = new Planner(batches, new Positions(lake, lake), zone, known, maxRecords, null, clock);
        cleaning = new Cleaning(batches, new EmbeddedEngine(lake, work, "64MB", clock), false, gate, commits, clock);
        held = new HeldBatches(batches, known, clock);
        replays = new Replays(batches, zone, known, maxRecords, clock);
        compactions = new Compactions(batches, known, maxRecords, Duration.ofDays(1), Duration.ofMinutes(1), clock);
        erasures = new Erasures(batches, lake, known, maxRecords, work, clock);
        report = new BatchReport(batches);
    }

    /** Lands events of one shard as one object, all arrived at one moment. */
    static RawObject land(FakeLake lake, String shard, long first, Instant arrived, byte[]... events) {
        var records = new ArrayList<StreamRecord>();
        for (var i = 0; i < events.length; i++) {
            records.add(new StreamRecord(Long.toString(first + i), arrived, events[i]));
        }
        return new Landed(lake).land(shard, first == 1 ? null : Long.toString(first - 1), records);
    }

    /** A whole round. */
    void round() throws Exception {
        plan();
        for (var n : cleaning.uncommitted()) {
            commit(attempt(n));
        }
        cleaning.newest().ifPresent(newest -> lake.put(Newest.KEY, newest.toJson()));
    }

    /** An attempt, ready to be committed. */
    Attempt attempt(long n) throws Exception {
        var due = cleaning.begin(n);
        Attempt made;
        try {
            made = cleaning.attempt(due);
        } catch (Exception e) {
            made = cleaning.failed(due, e);
        }
        return cleaning.complete(due, made);
    }

    void plan() {
        planner.propose().ifPresent(plan -> lake.create(plan.key(), plan.toJson(), Map.of()));
    }

    /** Puts an attempt's files and commits its manifest; false if another was first. */
    boolean commit(Attempt attempt) throws IOException {
        for (var upload : attempt.uploads()) {
            if (!lake.create(upload.key(), Files.readAllBytes(upload.file()), Map.of())) {
                throw new IllegalStateException(upload.key() + " was there");
            }
        }
        var manifest = attempt.manifest();
        cleaning.discard(attempt);
        return lake.create(manifest.key(), manifest.toJson(), Map.of());
    }

    Plan plan(long n) {
        return batches.planned(n);
    }
}
