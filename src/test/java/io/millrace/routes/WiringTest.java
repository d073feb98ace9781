package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.AlertChannel;
import io.millrace.config.CleanSettings;
import io.millrace.routes.RouteYaml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Camel starts without a word on although it leads nowhere: looked for in the files, without starting them. */
class WiringTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(millrace\\.[a-z.-]+)}}");
    private static final Pattern DIRECT_IN_JAVA = Pattern.compile("\"((?:direct|seda):[a-z-]+)\"");
    private static final Pattern BOUND_IN_JAVA = Pattern.compile("\\.bind\\(\\s*\"([A-Za-z]+)\"");
    private static final Pattern WORKED = Pattern.compile("worked\\('(.*)'\\)");

    private static final List<RouteYaml> FILES = RouteYaml.all();
    private static final List<String> JAVA = java();

    @Test
    void everyRouteConfigurationThatARouteNamesExists() {
        var there = ids("routeConfiguration");
        var missing = routes().filter(route -> route.text("routeConfigurationId") != null)
                .filter(route -> !there.contains(route.text("routeConfigurationId")))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyRouteConfigurationIsNamedByARoute() {
        var named = routes().map(route -> route.text("routeConfigurationId")).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                ids("routeConfiguration").stream()
                        .filter(id -> !named.contains(id))
                        .toList());
    }

    @Test
    void everyRouteSaysWhatHappensWhenItFails() {
        var silent = routes().filter(
                        route -> route.text("routeConfigurationId") == null && route.text("errorHandler") == null)
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void whatIsSentWithinTheProgramHasOneConsumer() {
        var consumers = inner("from");
        var producers = inner("to").stream()
                .flatMap(name -> Arrays.stream(CleanSettings.Engine.values())
                        .map(engine -> name.replace("{{millrace.clean.engine}}", word(engine))))
                .flatMap(name ->
                        Arrays.stream(AlertChannel.Type.values()).map(type -> name.replace("{{type}}", type.word())))
                .collect(Collectors.toCollection(TreeSet::new));
        // One that ends so is followed by the name of a warehouse.
        found(DIRECT_IN_JAVA).forEach(name -> producers.add(name.endsWith("-") ? name + "{{warehouse}}" : name));
        assertEquals(List.copyOf(producers), consumers.stream().sorted().toList());
    }

    @Test
    void everyPlaceholderIsDocumented() {
        var documented = settings();
        assertEquals(
                List.of(),
                placeholders().stream().filter(key -> !documented.contains(key)).toList());
    }

    @Test
    void everySettingIsReadByARouteOrByTheProgram() {
        var used = placeholders();
        var unread = settings().stream()
                .filter(key -> !used.contains(key))
                // A warehouse's keys are read by its name: the last word stands in the program.
                .map(key -> key.startsWith("millrace.warehouses.") ? key.substring(key.lastIndexOf('.')) : key)
                .filter(key -> JAVA.stream().noneMatch(java -> java.contains('"' + key + '"')))
                .toList();
        assertEquals(List.of(), unread);
    }

    @Test
    void aStageIsReportedWellUnderTheNameUnderWhichItIsReportedFailed() {
        for (var file : FILES) {
            for (var route : file.routes()) {
                var reported = RouteYaml.stepsOf(route).stream()
                        .filter(step -> "stageHealth".equals(step.text("ref")))
                        .map(step -> WORKED.matcher(step.text("method")))
                        .filter(java.util.regex.Matcher::matches)
                        .map(match -> match.group(1))
                        .toList();
                if (!reported.isEmpty()) {
                    assertEquals(List.of(route.text("id")), reported);
                }
            }
        }
    }

    @Test
    void aRouteWhoseFailuresAreReportedReportsThatItWorksAgain() {
        var silent = routes().filter(route -> Set.of("on-stage-error", "on-timer-error", "on-send-error")
                        .contains(String.valueOf(route.text("routeConfigurationId"))))
                .filter(route -> RouteYaml.stepsOf(route).stream()
                        .noneMatch(step -> String.valueOf(step.text("method")).startsWith("worked(")))
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void aBeansNameIsGivenOnce() {
        var names = Stream.concat(
                        JAVA.stream()
                                .flatMap(java -> BOUND_IN_JAVA.matcher(java).results())
                                .map(match -> match.group(1)),
                        FILES.stream()
                                .flatMap(file -> file.items().stream())
                                .filter(item -> item.containsKey("beans"))
                                .flatMap(item -> RouteYaml.names(item.get("beans")).stream()))
                .sorted()
                .toList();
        assertTrue(names.contains("dashboardHeaders") && names.contains("answerHeaders"), names.toString());
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void aMisspeltConfigurationWouldBeFound() {
        var file = RouteYaml.of("a", "- route: {routeConfigurationId: on-eror, from: {uri: 'direct:a', steps: []}}");
        assertFalse(ids("routeConfiguration").contains(file.routes().get(0).text("routeConfigurationId")));
    }

    /** As a configuration has it. */
    private static String word(CleanSettings.Engine engine) {
        return engine.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<Element> routes() {
        return FILES.stream().flatMap(file -> file.routes().stream());
    }

    private static List<String> ids(String kind) {
        return FILES.stream()
                .flatMap(file -> file.items(kind).stream())
                .map(item -> item.text("id"))
                .toList();
    }

    private static List<String> inner(String kind) {
        return FILES.stream()
                .flatMap(file -> file.endpoints().stream())
                .filter(endpoint -> endpoint.kind().equals(kind))
                .map(endpoint -> endpoint.text("uri"))
                .filter(uri -> uri.startsWith("direct:") || uri.startsWith("seda:"))
                .toList();
    }

    private static Set<String> placeholders() {
        return FILES.stream()
                .flatMap(file -> PLACEHOLDER.matcher(file.text()).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern) {
        return JAVA.stream()
                .flatMap(java -> pattern.matcher(java).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> settings() {
        var properties = new Properties();
        try (var in = WiringTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static List<String> java() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
