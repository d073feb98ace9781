package io.millrace.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file of routes as it is written, before Camel makes anything of it.
 *
 * @param name of the file, without {@code .camel.yaml}
 * @param items its top-level elements, each a map of one key
 */
record RouteYaml(String name, String text, List<Map<String, Object>> items) {
    private static final String ENDING = ".camel.yaml";

    /** An element of a kind ({@code to}, {@code bean}, {@code route}) and what is written under it. */
    record Element(String file, String kind, Map<String, Object> content) {
        String text(String key) {
            var value = content.get(key);
            return value == null ? null : value.toString();
        }

        @Override
        public String toString() {
            return file + ": " + kind + " " + content.getOrDefault("id", content.get("uri"));
        }
    }

    /** All files of the program, by name. */
    static List<RouteYaml> all() {
        // Not from the class path: the tests of the jar see one too.
        try (var files = Files.list(Path.of("src/main/resources/routes"))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(RouteYaml::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file's text. */
    @SuppressWarnings("unchecked")
    static RouteYaml of(String name, String text) {
        var content = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new RouteYaml(name, text, (List<Map<String, Object>>) content);
    }

    /** Top-level elements of a kind. */
    List<Element> items(String kind) {
        return items.stream()
                .filter(item -> item.containsKey(kind))
                .map(item -> element(kind, item.get(kind)))
                .toList();
    }

    /** The routes, those inside templates too. */
    List<Element> routes() {
        var routes = new ArrayList<>(items("route"));
        items("routeTemplate").forEach(template -> routes.add(element("route", child(template, "route"))));
        return routes;
    }

    /** Every step of every route and error handler, with those inside of others. */
    List<Element> steps() {
        return steps(name, items);
    }

    /** Every step of one route. */
    static List<Element> stepsOf(Element route) {
        return steps(route.file(), route.content());
    }

    /** The names of a list of beans. */
    static List<String> names(Object beans) {
        return ((List<?>) beans)
                .stream().map(bean -> ((Map<?, ?>) bean).get("name").toString()).toList();
    }

    /** Every element that names an endpoint: what routes begin with, and what they send to. */
    List<Element> endpoints() {
        var endpoints = new ArrayList<Element>();
        visit(items, (key, value) -> {
            if (List.of("from", "to", "toD", "enrich", "pollEnrich", "wireTap").contains(key)) {
                endpoints.add(element(key, value));
            }
        });
        return endpoints;
    }

    /** What is written under a key, wherever it stands. */
    List<Object> values(String key) {
        var values = new ArrayList<>();
        visit(items, (name, value) -> {
            if (name.equals(key)) {
                values.add(value);
            }
        });
        return values;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> child(Element element, String key) {
        return (Map<String, Object>) element.content().getOrDefault(key, Map.of());
    }

    private static List<Element> steps(String file, Object node) {
        var steps = new ArrayList<Element>();
        visit(node, (key, value) -> {
            if (key.equals("steps")) {
                ((List<?>) value)
                        .forEach(step -> ((Map<?, ?>) step)
                                .forEach((kind, content) -> steps.add(element(file, kind.toString(), content))));
            }
        });
        return steps;
    }

    private Element element(String kind, Object content) {
        return element(name, kind, content);
    }

    @SuppressWarnings("unchecked")
    private static Element element(String file, String kind, Object content) {
        return new Element(
                file, kind, content instanceof Map ? (Map<String, Object>) content : Map.of("text", content));
    }

    private static void visit(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(key.toString(), value);
                visit(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit(item, visitor));
        }
    }

    private static RouteYaml read(Path file) {
        try {
            var name = file.getFileName().toString();
            return of(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
