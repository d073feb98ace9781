package io.millrace.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file of routes as it is written, before Camel makes anything of it.
 *
 * @param name of the file, without {@code .camel.yaml}
 * @param items its top-level elements, each a map of one key
 */
record RouteYaml(String name, String text, List<Map<String, Map<String, Object>>> items) {
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
        try (var files = Files.list(Path.of(
                Objects.requireNonNull(RouteYaml.class.getResource("/routes")).toURI()))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(RouteYaml::read)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the routes are not on the class path", e);
        }
    }

    /** Reads a file's text. */
    @SuppressWarnings("unchecked")
    static RouteYaml of(String name, String text) {
        var content = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new RouteYaml(name, text, (List<Map<String, Map<String, Object>>>) content);
    }

    /** Top-level elements of a kind. */
    List<Element> items(String kind) {
        return items.stream()
                .filter(item -> item.containsKey(kind))
                .filter(item -> item.get(kind) instanceof Map)
                .map(item -> new Element(name, kind, item.get(kind)))
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
        var steps = new ArrayList<Element>();
        visit(items, (key, value) -> {
            if (key.equals("steps")) {
                ((List<?>) value)
                        .forEach(step -> ((Map<?, ?>) step)
                                .forEach((kind, content) -> steps.add(element(kind.toString(), content))));
            }
        });
        return steps;
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

    /** Every key with its value, at any depth. */
    void each(BiConsumer<String, Object> visitor) {
        visit(items, visitor);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> child(Element element, String key) {
        return (Map<String, Object>) element.content().getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private Element element(String kind, Object content) {
        return new Element(
                name, kind, content instanceof Map ? (Map<String, Object>) content : Map.of("text", content));
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
