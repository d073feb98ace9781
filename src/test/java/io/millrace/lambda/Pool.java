package io.millrace.lambda;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The environments of a landing function: one of them takes an event, and some are ended in the middle of one. */
final class Pool {
    private static final int MOST = 10;

    private final FunctionWorld world;
    private final Set<Integer> kills;
    private final BlockingQueue<Environment> free = new LinkedBlockingQueue<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    /** @param kills numbers of the invocations that are not survived */
    Pool(FunctionWorld world, int size, Set<Integer> kills) throws Exception {
        this.world = world;
        this.kills = kills;
        for (var n = 0; n < size; n++) {
            free.add(environment());
        }
    }

    private Environment environment() throws Exception {
        return world.faulty(LandHandler.class, "land-" + started.incrementAndGet());
    }

    /** How many were ended in the middle of an event. */
    int killed() {
        return killed.get();
    }

    /** What the function answered; null where its environment died. */
    String invoke(String event) throws Exception {
        var environment = free.take();
        var dies = kills.contains(invocations.incrementAndGet());
        var outcome = environment.begin(event);
        if (dies) {
            await().atMost(60, TimeUnit.SECONDS).until(environment::isAtWork);
            environment.kill();
            killed.incrementAndGet();
        }
        var answer = environment.awaitIfAlive(outcome);
        if (answer.isEmpty()) {
            // Killed, or its bucket failed it while it began: Lambda starts another.
            assertTrue(started.get() < MOST, environment::output);
            free.add(environment());
            return null;
        }
        assertFalse(answer.get().failed(), () -> answer.get().body() + "\n" + environment.output());
        free.add(environment);
        return answer.get().body();
    }
}
