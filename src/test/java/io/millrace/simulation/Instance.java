package io.millrace.simulation;

import io.millrace.clean.Planner;
import io.millrace.clean.SimulatedEngine;
import io.millrace.lake.Batches;
import io.millrace.lake.LakeFormat;
import io.millrace.lake.Landing;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.run.SimulatedPositions;
import io.millrace.stream.SimulatedReader;
import io.millrace.warehouse.BoundConnection;
import io.millrace.warehouse.DuckDbDialect;
import io.millrace.warehouse.LoadFrom;
import io.millrace.warehouse.LoadSize;
import io.millrace.warehouse.LoadWatch;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** One process that lands, cleans and loads: it dies and starts anew with an empty memory. */
final class Instance {
    private static final int LOOK_FOR_SHARDS = 3_000;
    private static final int FIRST_PAUSE = 200;
    private static final int LONGEST_RESTART = 5_000;

    /** Work that a timer begins again and again. */
    private interface Round {
        void run() throws Exception;
    }

    private final World world;
    private final String name;
    private int lives;
    private int rounds;

    Instance(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Rounds of cleaning and loading that came to their end without failure. */
    int rounds() {
        return rounds;
    }

    void start() {
        var wire = new Wire(
                world,
                name + "." + ++lives,
                () -> world.scheduler.spawn(name, world.random.nextInt(LONGEST_RESTART), this::start));
        new Life(wire).start();
    }

    /** What one life keeps in its memory. */
    private final class Life {
        private final Wire wire;
        private final WiredLake lake;
        private final WiredKinesis kinesis;
        private final WiredDatabase database;
        private final LandRaw landRaw;
        private final CleanRaw cleanRaw;
        private final LoadWarehouse loadWarehouse;
        private final SimulatedReader.Surroundings reading;
        private final int every;

        Life(Wire wire) {
            this.wire = wire;
            var random = world.random;
            var steps = world.steps;
            lake = new WiredLake(wire, world.bucket, steps);
            kinesis = new WiredKinesis(wire, world.stream);
            database = new WiredDatabase(world, wire);
            wire.onDeath(database::drop);
            var positions = new Positions(lake, lake);
            var zone = new RawZone(lake);
            var batches = new Batches(lake);
            landRaw = new LandRaw(world, lake, new Landing(zone, positions), steps);
            var datasets = List.of(World.DATASET);
            // Cleaning may have a process of its own, which knows nothing that reading remembers in memory.
            var planned = random.nextBoolean() ? positions : new Positions(lake, lake);
            var planner = new Planner(batches, planned, zone, datasets, 1 + random.nextInt(30), null, world.clock);
            var engine = new SimulatedEngine(zone, world.clock, world::nextAttempt);
            cleanRaw = new CleanRaw(world, lake, batches, zone, planner, engine, steps);
            var warehouse = new Warehouse("simulated", "simulated", new DuckDbDialect(), database.dataSource());
            var loader = new Loader(
                    warehouse,
                    datasets,
                    batches,
                    lake,
                    lake,
                    Path.of("none"),
                    LoadSize.of(1 + random.nextInt(4)),
                    LoadFrom.BEGINNING,
                    new BoundConnection(),
                    watch(),
                    world.clock);
            loadWarehouse = new LoadWarehouse(world, lake, database, loader, steps);
            // Settings differ from life to life: nothing that a commit depends on may depend on them.
            var limits = new SimulatedReader.Limits(
                    Duration.ofMillis(random.nextInt(3_000)),
                    100 + random.nextInt(2_000),
                    1 + random.nextInt(12),
                    Duration.ofMillis(500 + random.nextInt(1_500)));
            reading = new SimulatedReader.Surroundings(
                    kinesis,
                    Stream.ID,
                    SimulatedPositions.of(positions, batches, this::remember, world.clock),
                    limits,
                    world.clock,
                    wire::rest,
                    world.random::nextLong,
                    world::trace,
                    () -> !wire.isStopping());
            every = 800 + random.nextInt(2_000);
        }

        void start() {
            world.trace(wire.life() + " starts");
            spawn("start", () -> {
                if (checksFormat()) {
                    spawn("shards", this::lookForShards);
                    spawn("clean", () -> everySoOften(cleanRaw::round));
                    spawn("load", () -> everySoOften(loadWarehouse::round));
                }
            });
        }

        private boolean checksFormat() {
            while (!wire.isStopping()) {
                try {
                    var fault = LakeFormat.check(lake, lake);
                    if (fault != null) {
                        throw new AssertionError(fault);
                    }
                    return true;
                } catch (RuntimeException e) {
                    wire.rest(FIRST_PAUSE);
                }
            }
            return false;
        }

        private void everySoOften(Round round) {
            while (!wire.isStopping()) {
                try {
                    round.run();
                    rounds++;
                } catch (Exception e) {
                    world.trace("round failed: " + e.getMessage());
                }
                wire.rest(every);
            }
        }

        /** As the consumer of the stream does. */
        private void lookForShards() {
            var begun = new HashSet<String>();
            while (!wire.isStopping()) {
                try {
                    var shards = kinesis.shards();
                    for (var shard : shards) {
                        if (begun.add(shard)) {
                            spawn(
                                    shard.substring(shard.length() - 2),
                                    () -> SimulatedReader.read(reading, shard, shards, landRaw::land));
                        }
                    }
                } catch (Wire.Unanswered e) {
                    world.trace("no shards were listed");
                }
                wire.rest(LOOK_FOR_SHARDS);
            }
        }

        private void remember(String key, byte[] json) {
            lake.put(key, json);
        }

        private LoadWatch watch() {
            return new LoadWatch() {
                @Override
                public void fails(String warehouse, long batch, Throwable reason) {
                    world.trace("batch " + batch + " failed alone: " + reason.getMessage());
                }

                @Override
                public void works(String warehouse, long batch) {}
            };
        }

        private void spawn(String what, Runnable body) {
            world.scheduler.spawn(wire.life() + "/" + what, 0, body);
        }
    }
}
