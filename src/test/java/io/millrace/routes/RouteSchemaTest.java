package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.dataset.Json;
import io.millrace.routes.RouteYaml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;

/** How the files of routes are written. */
class RouteSchemaTest {
    private static final Schema SCHEMA = schema();
    private static final String KEBAB_CASE = "[a-z]+(-[a-z]+)*";

    static List<RouteYaml> files() {
        return RouteYaml.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileFitsCamelsSchema(RouteYaml file) {
        assertEquals(List.of(), faults(file), file.name());
    }

    @Test
    void aStepThatCamelDoesNotKnowBreaksTheSchema() {
        var file = RouteYaml.of("wrong", "- route: {from: {uri: 'direct:a', steps: [{fetch: {id: a}}]}}");
        assertFalse(faults(file).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsNamedAfterWhatItHolds(RouteYaml file) {
        var ids = Stream.of("route", "routeTemplate", "routeConfiguration", "templatedRoute")
                .flatMap(kind -> file.items(kind).stream())
                .map(item -> item.kind().equals("templatedRoute") ? item.text("routeId") : item.text("id"))
                .toList();
        assertFalse(ids.isEmpty());
        // A file with more than one route of equal rank is named after what they have in common.
        assertTrue(
                ids.contains(file.name())
                        || ids.stream().anyMatch(id -> id.startsWith(file.name() + "-"))
                        || ids.stream().allMatch(id -> id.startsWith("on-")),
                file + " holds " + ids);
    }

    @Test
    void everyRouteHasAnIdAndSaysWhatItDoes() {
        var bare = all(file -> Stream.of(
                        // A route inside a template takes its id from what is made of it.
                        file.items("route").stream().filter(route -> route.text("id") == null),
                        file.items("routeTemplate").stream().filter(template -> template.text("id") == null),
                        file.items("routeConfiguration").stream().filter(c -> c.text("id") == null),
                        file.items("templatedRoute").stream().filter(route -> route.text("routeId") == null),
                        file.routes().stream().filter(route -> route.text("description") == null))
                .flatMap(route -> route));
        assertEquals(List.of(), bare);
    }

    @Test
    void everyRouteIdStandsOnce() {
        var ids = all(file -> Stream.of("route", "routeTemplate", "routeConfiguration", "templatedRoute")
                        .flatMap(kind -> file.items(kind).stream()))
                .stream()
                .map(item -> item.kind().equals("templatedRoute") ? item.text("routeId") : item.text("id"))
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void everyStepHasAnId() {
        assertEquals(
                List.of(),
                all(file -> file.steps().stream()
                        .filter(step ->
                                step.text("id") == null || !step.text("id").matches(KEBAB_CASE))));
    }

    @Test
    void everyStepIdStandsOnce() {
        var ids = all(file -> file.steps().stream()).stream()
                .map(step -> step.text("id"))
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void everyRouteThatIsMadeOfATemplatePrefixesTheIdsOfItsSteps() {
        assertEquals(
                List.of(),
                all(file -> file.items("templatedRoute").stream()
                        .filter(route -> !Objects.equals(route.text("prefixId"), route.text("routeId") + "-"))));
    }

    @Test
    void endpointsAreWrittenAsUriAndParameters() {
        Predicate<Element> isShort =
                endpoint -> endpoint.text("uri") == null || endpoint.text("uri").contains("?");
        assertEquals(List.of(), all(file -> file.endpoints().stream().filter(isShort)));
    }

    @Test
    void anEndpointWrittenShortIsFound() {
        var file = RouteYaml.of("short", "- route: {from: {uri: 'direct:a', steps: [{to: 'direct:b'}]}}");
        assertEquals(
                List.of("direct:a"),
                file.endpoints().stream()
                        .map(endpoint -> endpoint.text("uri"))
                        .filter(Objects::nonNull)
                        .toList());
        assertEquals(2, file.endpoints().size());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileReadsTopDownInBlocks(RouteYaml file) {
        var flow = new ArrayList<String>();
        var events = StreamSupport.stream(
                        new Parse(LoadSettings.builder().build())
                                .parseString(file.text())
                                .spliterator(),
                        false)
                .toList();
        for (var i = 0; i < events.size(); i++) {
            if (isFlow(events.get(i)) && !(events.get(i + 1) instanceof CollectionEndEvent)) {
                flow.add(file.name() + ":"
                        + (events.get(i).getStartMark().orElseThrow().getLine() + 1));
            }
        }
        assertEquals(List.of(), flow);
    }

    private static List<String> faults(RouteYaml file) {
        var tree = Json.MAPPER.<JsonNode>valueToTree(file.items());
        return SCHEMA.validate(tree).stream()
                // The schema wants a number where a placeholder stands for one.
                .filter(fault -> !tree.at(fault.getInstanceLocation().toString())
                        .asText()
                        .matches("\\{\\{millrace\\.[a-z.-]+}}"))
                .map(Object::toString)
                .toList();
    }

    private static boolean isFlow(Event event) {
        return event instanceof CollectionStartEvent start && start.isFlow();
    }

    private static List<Element> all(Function<RouteYaml, Stream<Element>> elements) {
        return RouteYaml.all().stream().flatMap(elements).toList();
    }

    private static Schema schema() {
        try (var in = RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(Json.MAPPER.readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
