package io.millrace.simulation;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All that one run consists of. */
final class World {
    static final Dataset DATASET = new Dataset(
            "things",
            1,
            "",
            List.of("source", "sku"),
            "observed_at",
            List.of(
                    column("source", "string", "event.source"),
                    column("sku", "string", "payload.sku"),
                    column("value", "string", "payload.value"),
                    column("observed_at", "timestamp", "event.observed_at")),
            List.of(),
            List.of());

    final SplittableRandom random;
    final Mutation mutation;
    final Scheduler scheduler;
    final Weather weather;
    final Clock clock = now().withZone(ZoneOffset.UTC);
    final Steps steps;
    final Bucket bucket;
    final Stream stream;
    final Database database;
    final Oracle oracle;
    final List<Wire> wires = new ArrayList<>();
    private final List<String> trace;
    private int attempts;
    private int pending;

    /**
     * @param mutation a bug to put in; null for none
     * @param walked where each actor's route steps are written; null for nowhere
     * @param trace where each call is written; null for nowhere
     */
    World(Plot plot, SplittableRandom random, Mutation mutation, Map<String, List<String>> walked, List<String> trace) {
        this.random = random;
        this.mutation = mutation;
        this.trace = trace;
        scheduler = new Scheduler(random, plot.start().toEpochMilli(), plot.switching(), plot.latency());
        steps = new Steps(walked, scheduler::actor);
        weather = new Weather(random, plot.calm());
        oracle = new Oracle(this);
        bucket = new Bucket(this);
        stream = new Stream(this, plot.shards(), plot.mostPerAnswer());
        database = new Database(this, plot.database());
    }

    String nextAttempt() {
        return "attempt" + ++attempts;
    }

    /** Does something later, whoever asked for it may be gone then. */
    void later(String name, int delay, Runnable effect) {
        pending++;
        scheduler.spawn(name, delay, () -> {
            try {
                effect.run();
            } finally {
                pending--;
            }
        });
    }

    /** Whether something is still on its way of which nobody waits for the answer. */
    boolean isHaunted() {
        return pending > 0 || wires.stream().anyMatch(Wire::isHaunting);
    }

    void trace(String what) {
        if (trace != null) {
            trace.add(String.format("%9.3f  %-16s %s", scheduler.now() % 100_000_000 / 1e3, scheduler.actor(), what));
        }
    }

    void trace(String what, Object answer) {
        if (trace != null) {
            trace(what + " -> " + Answers.brief(answer));
        }
    }

    private static Column column(String name, String type, String from) {
        return new Column(
                name, ColumnType.parse(type).orElseThrow(), true, from, null, null, null, null, List.of(), "");
    }

    /** What the scheduler's time is. */
    private InstantSource now() {
        return () -> Instant.ofEpochMilli(scheduler.now());
    }
}
