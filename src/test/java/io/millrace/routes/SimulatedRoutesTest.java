package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.simulation.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The simulation's drivers go through the steps of the routes, in their order. Where this fails, a route was changed:
 * change its driver in {@code io.millrace.simulation} in the same way.
 */
class SimulatedRoutesTest {
    private static final int SEEDS = 20;
    private static final List<String> FAILING = List.of("load-failed", "failed");
    private static final List<String> FAILING_TO_CLEAN = List.of("attempt-failed", "judge-failure");

    @Test
    void landingIsSimulatedAsItIsRouted() {
        var steps = steps("land-raw", "land-raw");
        steps.addAll(steps.indexOf("land") + 1, steps("land-batch", "land-batch"));
        steps.addAll(steps.indexOf("remember-landed") + 1, steps("remember-position", "remember-position"));
        assertEquals(steps, walked("land"));
    }

    @Test
    void committingIsSimulatedAsItIsRouted() {
        assertEquals(steps("commit-object", "commit-object"), walked("assume-created"));
    }

    @Test
    void cleaningIsSimulatedAsItIsRouted() {
        var steps = steps("clean-raw", "clean-raw");
        steps.addAll(steps.indexOf("clean") + 1, steps("clean-raw", "clean-batch"));
        steps.addAll(steps.indexOf("attempt-here") + 1, steps("attempt-embedded", "attempt-embedded"));
        // No simulated batch is cleaned elsewhere.
        steps.removeAll(List.of("elsewhere", "attempt-elsewhere"));
        steps.removeAll(FAILING_TO_CLEAN);
        assertEquals(steps, walked("propose-plan"));
    }

    @Test
    void loadingIsSimulatedAsItIsRouted() {
        var steps = loadingSteps();
        steps.removeAll(FAILING);
        // No simulated batch takes the place of others.
        steps.subList(steps.indexOf("taking"), steps.indexOf("delete-gone") + 1).clear();
        // A load has rows or it has none; the way with rows is the longer one.
        steps.removeAll(List.of("entering", "write-record-empty", "record-empty"));
        assertEquals(steps, walked("look-for-loads"));
    }

    @Test
    void aLoadThatFailsIsSimulatedAsItIsRouted() {
        var steps = loadingSteps();
        assertEquals(FAILING, steps.subList(steps.indexOf("load-failed"), steps.indexOf("find-next")));
        var failing = walks().filter(ids -> ids.contains("load-failed")).findFirst();
        var ids = failing.orElseThrow();
        var at = ids.indexOf("load-failed");
        assertEquals(FAILING, ids.subList(at, at + FAILING.size()));
        assertEquals("close", ids.get(at - 1), "what was begun is closed first");
    }

    private static List<String> loadingSteps() {
        var steps = steps("load-warehouse", "load-{{warehouse}}");
        steps.addAll(steps.indexOf("load-due") + 1, steps("load-warehouse", "load-round-{{warehouse}}"));
        steps.addAll(steps.indexOf("load") + 1, steps("load-warehouse", "load-batches-{{warehouse}}"));
        return steps;
    }

    private static Stream<List<String>> walks() {
        return LongStream.range(0, SEEDS).boxed().flatMap(seed -> Simulation.walked(seed).values().stream());
    }

    /** The longest way that a driver goes from that step until it comes there again, each step once, where nothing fails. */
    private static List<String> walked(String from) {
        var committing = steps("commit-object", "commit-object");
        var longest = new LinkedHashSet<String>();
        for (var ids : walks().toList()) {
            var way = new LinkedHashSet<String>();
            for (var id : ids) {
                if (id.equals(from)) {
                    way.clear();
                }
                if (committing.contains(id) == committing.contains(from)) {
                    way.add(id);
                }
                if (way.size() > longest.size()
                        && way.iterator().next().equals(from)
                        && Collections.disjoint(way, FAILING)
                        && Collections.disjoint(way, FAILING_TO_CLEAN)) {
                    longest = new LinkedHashSet<>(way);
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
