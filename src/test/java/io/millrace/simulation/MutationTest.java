package io.millrace.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: those put in on purpose, one at a time. */
class MutationTest {
    private static final int SEEDS = 500;
    private static final int UNDISTURBED = 30;

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aBugPutInOnPurposeIsFound(Mutation mutation) {
        assertTrue(LongStream.range(0, SEEDS).anyMatch(seed -> finds(seed, mutation)), mutation + " is not found");
    }

    /** Those that are not in here break what holds at every moment, or race with themselves. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PLAN_BY_TIME", "MANIFEST_FIRST", "LEDGER_APART", "NO_PRUNING"})
    void aBugPutInOnPurposeIsHiddenWhileNothingGoesWrong(Mutation mutation) {
        for (long seed = 0; seed < UNDISTURBED; seed++) {
            Simulation.runUndisturbed(seed, mutation);
        }
    }

    @Test
    void oneUndisturbedInstanceIsFineToo() {
        for (long seed = 0; seed < UNDISTURBED; seed++) {
            Simulation.runUndisturbed(seed, null);
        }
    }

    private static boolean finds(long seed, Mutation mutation) {
        try {
            Simulation.run(seed, mutation, null);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}
