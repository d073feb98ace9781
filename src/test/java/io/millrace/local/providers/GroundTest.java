package io.millrace.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;

class GroundTest {
    private final Ground ground = new Ground(7);

    @Test
    void aCitysCentreIsAsHighAsItIsKnownToBe() {
        for (var city : DemoCity.all()) {
            assertEquals(city.elevation(), ground.at(city.latitude(), city.longitude()));
        }
    }

    @Test
    void hillsAreHighInLisbonAndLowInChicago() {
        assertTrue(relief("lisboa") > 80, () -> "Lisbon: " + relief("lisboa"));
        assertTrue(relief("chicago") < 5, () -> "Chicago: " + relief("chicago"));
    }

    private double relief(String name) {
        var city = DemoCity.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        var heights = new DoubleSummaryStatistics();
        for (var north = -4; north <= 4; north++) {
            for (var east = -4; east <= 4; east++) {
                heights.accept(ground.at(city.latitude() + north * 0.007, city.longitude() + east * 0.009));
            }
        }
        return heights.getMax() - heights.getMin();
    }
}
