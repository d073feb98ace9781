package io.millrace.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What is put is landed, cleaned and loaded exactly once, wherever processes die, stall or lose an answer.
 *
 * <p>{@code -Psimulation} makes it a long run, {@code -Dsimulation.seeds=…} says how many seeds there are and {@code
 * -Dsimulation.first=…} where they begin. {@code -Dsimulation.seed=…} runs one and prints its calls, with the bug that
 * {@code -Dsimulation.mutation=…} names.
 */
class ExactlyOnceTest {
    private static final long FIRST = Long.getLong("simulation.first", 0);
    private static final long SEEDS = Long.getLong("simulation.seeds", 800);
    private static final int THREADS = 2;
    private static final int REPEATED = 20;

    @Test
    void whatIsPutIsLoadedExactlyOnce() throws Exception {
        if (Long.getLong("simulation.seed") != null) {
            print(Long.getLong("simulation.seed"), System.getProperty("simulation.mutation"));
            return;
        }
        var next = new AtomicLong(FIRST);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var runs = new ArrayList<Future<?>>();
            for (var i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> {
                    for (var seed = next.getAndIncrement(); seed < FIRST + SEEDS; seed = next.getAndIncrement()) {
                        run(seed);
                    }
                }));
            }
            for (var run : runs) {
                run.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            next.set(FIRST + SEEDS);
            threads.shutdown();
        }
    }

    @Test
    void aSeedRunsTheSameWayAgain() {
        for (var seed = FIRST; seed < FIRST + REPEATED; seed++) {
            var first = calls(seed);
            var second = calls(seed);
            assertTrue(first.size() > 50, "seed " + seed + " does too little: " + first);
            for (var i = 0; i < Math.min(first.size(), second.size()); i++) {
                assertEquals(first.get(i), second.get(i), "call " + i + " of seed " + seed);
            }
            assertEquals(first.size(), second.size(), "calls of seed " + seed);
        }
    }

    private static void run(long seed) {
        try {
            Simulation.run(seed, null, null);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ": " + e.getMessage() + "; -Dsimulation.seed=" + seed + " prints its calls", e);
        }
    }

    private static List<String> calls(long seed) {
        var trace = new ArrayList<String>();
        Simulation.run(seed, null, trace);
        return trace;
    }

    private static void print(long seed, String mutation) {
        var trace = new ArrayList<String>();
        try {
            Simulation.run(seed, mutation == null ? null : Mutation.valueOf(mutation), trace);
        } finally {
            trace.forEach(System.out::println);
        }
    }
}
