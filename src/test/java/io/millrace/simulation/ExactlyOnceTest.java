package io.millrace.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is put is landed, cleaned and loaded exactly once, wherever processes die, stall or lose an answer.
 * {@code -Dsimulation.seeds=…} says how many runs there are, {@code -Dsimulation.seed=…} runs one and prints its calls.
 */
class ExactlyOnceTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 3_000);
    private static final int THREADS = 2;

    @Test
    void whatIsPutIsLoadedExactlyOnce() throws Exception {
        var seed = Long.getLong("simulation.seed");
        if (seed != null) {
            replay(seed, null);
            return;
        }
        var next = new AtomicLong();
        var calls = new AtomicLong();
        var began = System.nanoTime();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var runs = new ArrayList<Future<?>>();
            for (var i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> {
                    for (var mine = next.getAndIncrement(); mine < SEEDS; mine = next.getAndIncrement()) {
                        calls.addAndGet(run(mine));
                    }
                }));
            }
            for (var run : runs) {
                run.get();
            }
        } finally {
            next.set(SEEDS);
            threads.shutdown();
        }
        System.out.printf(
                "simulation: %d seeds, %d calls, %.1f s%n", SEEDS, calls.get(), (System.nanoTime() - began) / 1e9);
    }

    @Test
    void aSeedRunsTheSameWayAgain() {
        for (long seed = 0; seed < 20; seed++) {
            assertSame(seed, trace(seed, null), trace(seed, null));
        }
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aBugPutInOnPurposeIsFound(Mutation mutation) {
        for (long seed = 0; seed < 5_000; seed++) {
            try {
                Simulation.run(seed, mutation, null);
            } catch (AssertionError e) {
                System.out.println(mutation + " is found by seed " + seed + ": " + e.getMessage());
                return;
            }
        }
        fail(mutation + " is not found");
    }

    /** The others break what holds at every moment, or race with themselves. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PLAN_BY_TIME", "MANIFEST_FIRST", "LEDGER_APART", "NO_PRUNING"})
    void aBugPutInOnPurposeNeedsTroubleToShow(Mutation mutation) {
        for (long seed = 0; seed < 50; seed++) {
            Simulation.runUndisturbed(seed, mutation);
        }
    }

    private static long run(long seed) {
        try {
            return Simulation.run(seed, null, null).calls();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ": " + e.getMessage() + "; see its calls with -Dsimulation.seed=" + seed, e);
        }
    }

    private static void assertSame(long seed, List<String> first, List<String> second) {
        for (var i = 0; i < Math.min(first.size(), second.size()); i++) {
            assertEquals(first.get(i), second.get(i), "call " + i + " of seed " + seed);
        }
        assertEquals(first.size(), second.size(), "calls of seed " + seed);
    }

    private static void replay(long seed, Mutation mutation) {
        var trace = new ArrayList<String>();
        try {
            Simulation.run(seed, mutation, trace);
        } finally {
            trace.forEach(System.out::println);
        }
    }

    private static List<String> trace(long seed, Mutation mutation) {
        var trace = new ArrayList<String>();
        Simulation.run(seed, mutation, trace);
        assertTrue(trace.size() > 100, () -> "seed " + seed + " does nothing: " + trace);
        return trace;
    }
}
