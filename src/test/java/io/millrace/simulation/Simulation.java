package io.millrace.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One run: instances land, clean and load what publishers put, in {@link Weather}; then it clears up, and all must be
 * well.
 *
 * <p>The classes that decide are the real ones. In memory are {@link Bucket}, {@link Stream} and {@link Database}, each
 * reached through a {@link Wire}, where calls go wrong. {@link LandRaw}, {@link CleanRaw} and {@link LoadWarehouse} go
 * through the steps of the routes of these names. {@link Oracle} judges at every moment, {@link FinalCheck} at the end. An
 * actor more is one more {@link Scheduler#spawn}; what must not be written is one more {@link Mutation}.
 */
public final class Simulation {
    private static final int MOST_CALLS_IN_STORM = 1_500;
    private static final int MOST_CALLS_IN_CALM = 20_000;
    private static final int SOON = 1_000;
    private static final int LONGEST_BETWEEN_RESHARDINGS = 6_000;

    private final Plot plot;
    private final World world;
    private final PublishEvents publisher;
    private final List<Instance> instances = new ArrayList<>();

    private Simulation(
            Plot plot,
            SplittableRandom random,
            Mutation mutation,
            Map<String, List<String>> walked,
            List<String> trace) {
        this.plot = plot;
        world = new World(plot, random, mutation, walked, trace);
        publisher = new PublishEvents(world, plot.records());
        for (var i = 0; i < plot.instances(); i++) {
            instances.add(new Instance(world, "i" + i));
        }
    }

    /**
     * Runs a seed.
     *
     * @throws AssertionError if something does not hold; its message says what
     */
    static void run(long seed, Mutation mutation, List<String> trace) {
        var random = new SplittableRandom(seed);
        new Simulation(Plot.of(random), random, mutation, null, trace).run();
    }

    /** Runs a seed with one instance, and nothing that goes wrong. */
    static void runUndisturbed(long seed, Mutation mutation) {
        var random = new SplittableRandom(seed);
        new Simulation(Plot.undisturbed(random), random, mutation, null, null).run();
    }

    /** Actor to the ids of the route steps that its driver went through, in order. */
    public static Map<String, List<String>> walked(long seed) {
        var random = new SplittableRandom(seed);
        var walked = new TreeMap<String, List<String>>();
        new Simulation(Plot.of(random), random, null, walked, null).run();
        return walked;
    }

    private void run() {
        var scheduler = world.scheduler;
        try {
            publisher.begin();
            instances.forEach(Instance::start);
            if (plot.reshardings() > 0) {
                scheduler.spawn("reshard", 0, this::reshard);
            }
            scheduler.run(publisher::isDone, MOST_CALLS_IN_STORM);
            scheduler.run(() -> false, plot.storm());
            world.trace("the weather clears up");
            world.weather.clear();
            // Those that stall wake up soon, or find all work done when they do.
            var late = world.random.nextBoolean();
            if (!late) {
                scheduler.hasten(SOON);
            }
            expect(scheduler.run(this::isThrough, MOST_CALLS_IN_CALM), "not all that was put is loaded");
            scheduler.hasten(SOON);
            var rounds = instances.stream().mapToInt(Instance::rounds).toArray();
            expect(
                    scheduler.run(() -> isQuiet(rounds), MOST_CALLS_IN_CALM),
                    "something stays on its way: rounds do not end");
            world.trace("all is quiet");
            world.oracle.check();
        } finally {
            scheduler.end();
        }
    }

    private boolean isThrough() {
        return publisher.isDone() && world.oracle.isThrough();
    }

    /** Every process has looked once more for work, and nobody's call is on its way. */
    private boolean isQuiet(int[] roundsBefore) {
        if (world.isHaunted() || !isThrough()) {
            return false;
        }
        for (var i = 0; i < roundsBefore.length; i++) {
            if (instances.get(i).rounds() < roundsBefore[i] + 2) {
                return false;
            }
        }
        return true;
    }

    private void reshard() {
        for (var i = 0; i < plot.reshardings(); i++) {
            world.scheduler.sleep(world.random.nextInt(LONGEST_BETWEEN_RESHARDINGS));
            if (publisher.isDone()) {
                return;
            }
            if (world.random.nextBoolean()) {
                world.trace("a shard is split");
                world.stream.split();
            } else {
                world.trace("shards are merged");
                world.stream.merge();
            }
        }
    }

    private static void expect(boolean held, String otherwise) {
        if (!held) {
            throw new AssertionError(otherwise);
        }
    }
}
