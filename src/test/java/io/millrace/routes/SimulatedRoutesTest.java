package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.simulation.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The simulation's drivers go through the steps of the routes, in their order. Where this fails, a route was changed:
 * change its driver in {@code io.millrace.simulation} in the same way.
 */
class SimulatedRoutesTest {
    private static final int SEEDS = 10;

    @Test
    void landingIsSimulatedAsItIsRouted() {
        assertEquals(steps("land-raw", "land-raw"), walked("draft-object"));
    }

    @Test
    void committingIsSimulatedAsItIsRouted() {
        assertEquals(steps("commit-object", "commit-object"), walked("assume-created"));
    }

    @Test
    void cleaningIsSimulatedAsItIsRouted() {
        var steps = steps("clean-raw", "clean-raw");
        steps.addAll(steps.indexOf("clean") + 1, steps("clean-raw", "clean-batch"));
        assertEquals(steps, walked("propose-plan"));
    }

    @Test
    void loadingIsSimulatedAsItIsRouted() {
        var steps = steps("load-warehouse", "load-{{warehouse}}");
        steps.addAll(steps.indexOf("load") + 1, steps("load-warehouse", "load-batches-{{warehouse}}"));
        assertEquals(steps, walked("find-loads"));
    }

    /** The longest way that a driver goes from that step until it comes there again, each step once. */
    private static List<String> walked(String from) {
        var committing = steps("commit-object", "commit-object");
        var longest = new LinkedHashSet<String>();
        for (long seed = 0; seed < SEEDS; seed++) {
            for (var ids : Simulation.walked(seed).values()) {
                var way = new LinkedHashSet<String>();
                for (var id : ids) {
                    if (id.equals(from)) {
                        way.clear();
                    }
                    if (committing.contains(id) == committing.contains(from)) {
                        way.add(id);
                    }
                    if (way.size() > longest.size() && way.iterator().next().equals(from)) {
                        longest = new LinkedHashSet<>(way);
                    }
                }
            }
        }
        return List.copyOf(longest);
    }

    /** Ids of a route's steps as a reader meets them. */
    private static List<String> steps(String file, String route) {
        var yaml = RouteYaml.all().stream()
                .filter(candidate -> candidate.name().equals(file))
                .findFirst()
                .orElseThrow();
        var element = yaml.routes().stream()
                .filter(candidate -> route.equals(candidate.text("id")))
                .findFirst()
                .orElseThrow();
        var ids = new ArrayList<String>();
        collect(RouteYaml.child(element, "from").get("steps"), ids);
        return ids;
    }

    private static void collect(Object node, List<String> ids) {
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey("id")) {
                ids.add(map.get("id").toString());
            }
            map.values().forEach(value -> collect(value, ids));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, ids));
        }
    }
}
