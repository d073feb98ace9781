package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PriceWalkTest {
    private static final PriceWalk WALK = new PriceWalk(7, "LH-4007");

    @Test
    void neverLeavesItsBounds() {
        assertTrue(LongStream.range(-5_000, 5_000).mapToDouble(WALK::at).allMatch(at -> at >= -1 && at <= 1));
    }

    @Test
    void movesAtEveryStepButNeverLeaps() {
        var steps = LongStream.range(0, 5_000).mapToDouble(step -> Math.abs(WALK.at(step + 1) - WALK.at(step)));
        var summary = steps.summaryStatistics();
        assertTrue(summary.getAverage() > 0.02, () -> "mean step " + summary.getAverage());
        assertTrue(summary.getMax() < 0.8, () -> "largest step " + summary.getMax());
    }

    @Test
    void wandersOverMostOfItsRange() {
        var summary = LongStream.range(0, 5_000).mapToDouble(WALK::at).summaryStatistics();
        assertTrue(summary.getMin() < -0.6 && summary.getMax() > 0.6, summary::toString);
    }

    @Test
    void isTheSameWheneverItIsAsked() {
        assertEquals(WALK.at(1234), new PriceWalk(7, "LH-4007").at(1234));
    }

    @Test
    void differsByProductAndBySeed() {
        assertNotEquals(WALK.at(1234), new PriceWalk(7, "LH-4014").at(1234));
        assertNotEquals(WALK.at(1234), new PriceWalk(8, "LH-4007").at(1234));
    }
}
