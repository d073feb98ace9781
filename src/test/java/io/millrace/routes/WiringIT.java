package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.routes.RouteYaml.Element;
import io.millrace.run.WholePipeline;
import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.http.common.HttpCommonEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel starts without a word on: looked for in the program that runs, with all its roles. */
class WiringIT {
    /** Routes of engines of which a program has one, but for that of the program here; and one that a command starts alone. */
    private static final Set<String> ELSEWHERE =
            Set.of("attempt-spark-local", "attempt-emr-serverless", "query-athena");

    private static final List<RouteYaml> FILES = RouteYaml.all().stream()
            .filter(file -> !ELSEWHERE.contains(file.name()))
            .toList();

    @TempDir
    private static Path folder;

    private static WholePipeline program;
    private static CamelContext context;

    @BeforeAll
    static void start() throws Exception {
        // So that the routes of alerts run too, of each type of channel; what is below nothing is never told.
        Files.writeString(folder.resolve("hook"), "http://127.0.0.1:1/");
        Files.writeString(folder.resolve("millrace.yaml"), """
                alerts:
                  channels:
                    - {name: ops, type: log}
                    - {name: hook, type: webhook, url: "http://127.0.0.1:1/"}
                    - {name: team, type: slack, url: "{{file:hook}}"}
                    - {name: mail, type: email, host: 127.0.0.1, from: a@acme.example, to: b@acme.example}
                    - {name: topic, type: sns, topic: "arn:aws:sns:eu-central-1:111122223333:price-alerts"}
                  rules: [{name: cheap, below: 0.01, currency: EUR}]
                """);
        program = WholePipeline.start(folder, List.of(source("acme", null), source("nightly", "0 0 3 * * ?")), "emr");
        context = program.context();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void everyRouteRuns() {
        var running = context.getRoutes().stream()
                .filter(route -> context.getRouteController()
                        .getRouteStatus(route.getId())
                        .isStarted())
                .map(Route::getRouteId)
                .toList();
        var written = FILES.stream()
                .flatMap(file -> Stream.concat(
                        file.items("route").stream().map(route -> route.text("id")),
                        file.items("templatedRoute").stream().map(route -> route.text("routeId"))))
                .toList();
        assertEquals(
                List.of(), written.stream().filter(id -> !running.contains(id)).toList());
        assertTrue(
                running.containsAll(Set.of("scrape-acme", "scrape-nightly", "load-local", "load-batches-local")),
                running.toString());
    }

    @Test
    void everyBeanThatAStepNamesIsBound() {
        var missing = calls().filter(step -> context.getRegistry().lookupByName(step.text("ref")) == null)
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyProcessorIsOne() {
        assertEquals(
                List.of(),
                steps().filter(step -> step.kind().equals("process"))
                        .filter(step -> !(context.getRegistry().lookupByName(step.text("ref")) instanceof Processor))
                        .toList());
    }

    @Test
    void everyProcessorThatAnErrorHandlerNamesIsOne() {
        var named = FILES.stream()
                .flatMap(file -> file.values("onRedeliveryRef").stream())
                .toList();
        assertFalse(named.isEmpty());
        assertEquals(
                List.of(),
                named.stream()
                        .filter(name -> !(context.getRegistry().lookupByName(name.toString()) instanceof Processor))
                        .toList());
    }

    @Test
    void everyMethodThatAStepCallsTakesTheArgumentsThatItGives() {
        var wrong = calls().filter(step -> step.text("method") != null)
                .filter(step -> methods(step.text("ref"), step.text("method")).isEmpty())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark-local", "emr-serverless"})
    void theRouteOfEachEngineRunsAndFindsItsBeans(String engine, @TempDir Path other) throws Exception {
        var file = RouteYaml.all().stream()
                .filter(one -> one.name().equals("attempt-" + engine))
                .findFirst()
                .orElseThrow();
        try (var cleaning = WholePipeline.start(other, List.of(), engine)) {
            assertTrue(cleaning.context()
                    .getRouteController()
                    .getRouteStatus("attempt-" + engine)
                    .isStarted());
            var beans = file.steps().stream()
                    .filter(step -> step.text("ref") != null)
                    .toList();
            assertFalse(beans.isEmpty());
            for (var step : beans) {
                var bean = cleaning.context().getRegistry().lookupByName(step.text("ref"));
                assertNotNull(bean, step.toString());
                assertFalse(methods(bean, step.text("method")).isEmpty(), step.toString());
            }
        }
    }

    @Test
    void aMethodThatABeanLacksIsFound() {
        assertTrue(methods("stageHealth", "failed(${routeId})").isEmpty());
        assertEquals(
                1, methods("stageHealth", "failed(${routeId}, ${exception})").size());
        assertTrue(methods("stageHealth", "fail(${routeId}, ${exception})").isEmpty());
    }

    @Test
    void everyBeanThatAnEndpointNamesIsBound() {
        options((endpoint, name, value) -> {
            if (value.startsWith("#")) {
                assertNotNull(context.getRegistry().lookupByName(value.substring(1)), endpoint + " names " + value);
            }
        });
    }

    @Test
    void everyOptionOfAnEndpointIsOneThatItsComponentKnows() {
        var unknown = new TreeSet<String>();
        options((endpoint, name, value) -> {
            if (!isKnown(endpoint.getScheme(), name)) {
                unknown.add(endpoint + ": " + name);
            }
        });
        assertEquals(Set.of(), unknown);
    }

    @Test
    void anOptionThatHttpWouldSendToTheSiteIsFound() throws Exception {
        assertTrue(isKnown("http", "httpMethod"));
        assertFalse(isKnown("http", "httpMethd"));
        context.getEndpoint("http://page?httpMethod=GET&httpMethd=GET");
        var seen = new TreeSet<String>();
        options((endpoint, name, value) -> seen.add(name));
        context.removeEndpoints("http://page?httpMethod=GET&httpMethd=GET");
        assertTrue(seen.contains("httpMethd"), seen.toString());
    }

    @Test
    void nothingOfOursCrossesToASiteAndOfTheirsOnlyWhatIsRead() {
        var web = context.getEndpoints().stream()
                .filter(HttpCommonEndpoint.class::isInstance)
                .map(HttpCommonEndpoint.class::cast)
                // Channels of alerts are no sites: what they are given is a contract with whoever set them up.
                .filter(endpoint -> !Set.of("webhook", "slack")
                        .contains(endpoint.getHttpUri().getHost()))
                .toList();
        assertEquals(1, web.size());
        var exchange = new DefaultExchange(context);
        for (var endpoint : web) {
            var filter = endpoint.getHeaderFilterStrategy();
            assertTrue(filter.applyFilterToCamelHeaders("MillraceUrl", "x", exchange), filter.toString());
            assertTrue(filter.applyFilterToCamelHeaders("Authorization", "x", exchange), filter.toString());
            assertTrue(filter.applyFilterToExternalHeaders("MillraceFetch", "x", exchange), filter.toString());
        }
    }

    /** Something that is asked of every option of every endpoint. */
    private interface OptionVisitor {
        void visit(URI endpoint, String name, String value);
    }

    private static void options(OptionVisitor visitor) {
        for (var endpoint : context.getEndpoints()) {
            var uri = URI.create(endpoint.getEndpointUri());
            var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            Arrays.stream(query.split("&"))
                    .filter(option -> !option.isEmpty())
                    .map(option -> option.split("=", 2))
                    .forEach(option ->
                            visitor.visit(uri, option[0], URLDecoder.decode(option[1], StandardCharsets.UTF_8)));
        }
    }

    private static boolean isKnown(String scheme, String option) {
        var factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        // Our own components have none, and refuse what it does not know when it starts.
        return factory == null
                ? Set.of("kinesis-shards", "event-spool", "frontier").contains(scheme)
                : factory.propertyNames().contains(option);
    }

    /** The public methods of a bean that {@code name(arguments)} can mean; without arguments Camel chooses by the body. */
    private static List<Method> methods(String bean, String call) {
        return methods(context.getRegistry().lookupByName(bean), call);
    }

    private static List<Method> methods(Object object, String call) {
        var open = call.indexOf('(');
        var name = open < 0 ? call : call.substring(0, open);
        var arguments = open < 0 ? 1 : arguments(call.substring(open + 1, call.lastIndexOf(')')));
        return Arrays.stream(object.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method ->
                        open < 0 ? method.getParameterCount() <= arguments : method.getParameterCount() == arguments)
                .toList();
    }

    private static int arguments(String text) {
        var unquoted = text.replaceAll("'[^']*'", "''");
        return unquoted.isBlank() ? 0 : unquoted.split(",").length;
    }

    /** The steps and expressions that call a bean. */
    private static Stream<Element> calls() {
        return steps().flatMap(step -> {
            if (step.content().get("method") instanceof Map<?, ?>) {
                return Stream.of(new Element(step.file(), "method", RouteYaml.child(step, "method")));
            }
            return step.kind().equals("bean") ? Stream.of(step) : Stream.empty();
        });
    }

    /** All steps, those of templates as often as they are used. */
    private static Stream<Element> steps() {
        return FILES.stream().flatMap(file -> {
            var inTemplates = file.items("routeTemplate").stream()
                    .flatMap(template -> values(template.text("id")).stream()
                            .flatMap(values ->
                                    RouteYaml.stepsOf(template).stream().map(step -> filled(step, values))));
            var templates = file.items("routeTemplate").stream()
                    .flatMap(template -> RouteYaml.stepsOf(template).stream())
                    .toList();
            return Stream.concat(file.steps().stream().filter(step -> !templates.contains(step)), inTemplates);
        });
    }

    private static List<Map<String, String>> values(String template) {
        var instances = FILES.stream()
                .flatMap(file -> file.items("templatedRoute").stream())
                .filter(route -> template.equals(route.text("routeTemplateRef")))
                .map(route -> parameters(route.content().get("parameters")))
                .toList();
        return instances.isEmpty() ? List.of(Map.of("source", "acme", "warehouse", "local")) : instances;
    }

    private static Map<String, String> parameters(Object list) {
        var values = new HashMap<String, String>();
        ((List<?>) list).forEach(parameter -> {
            var pair = (Map<?, ?>) parameter;
            values.put(pair.get("name").toString(), pair.get("value").toString());
        });
        return values;
    }

    private static Element filled(Element step, Map<String, String> values) {
        var content = new TreeMap<>(step.content());
        content.replaceAll((key, value) -> {
            if (!(value instanceof String text)) {
                return value;
            }
            for (var entry : values.entrySet()) {
                text = text.replace("{{" + entry.getKey() + "}}", entry.getValue());
            }
            return text;
        });
        return new Element(step.file(), step.kind(), content);
    }

    private static Source source(String name, String cron) {
        // Where nothing is fetched: a private address, which this source may not ask.
        var page = new PageRef("http://127.0.0.1:1/" + name, Map.of(), name + ".yaml:2");
        return new Source(
                name,
                cron == null ? Duration.ofHours(1) : null,
                cron,
                Duration.ZERO,
                List.of(page),
                List.of(),
                Map.of(),
                null,
                null,
                SiteAccess.of(Duration.ofSeconds(1), false),
                name + ".yaml:1");
    }
}
