package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What {@code kubectl kustomize} makes of a folder, but for the hashes at the names of ConfigMaps. It is stricter in three
 * things: a patch, an image and a number of replicas have to be for something that is there.
 */
final class Rendering {
    private static final String FILE = "kustomization.yaml";

    private final Map<String, String> texts;
    private final List<JsonNode> documents = new ArrayList<>();
    private final List<String> imagePaths = new ArrayList<>(List.of(
            "/spec/template/spec/containers/0/image", "/spec/jobTemplate/spec/template/spec/containers/0/image"));
    private final List<JsonNode> references = new ArrayList<>();

    private Rendering(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * The documents of a folder.
     *
     * @param texts of all files, by their paths
     * @throws IllegalArgumentException naming the file that is at fault
     */
    static Rendering of(Map<String, String> texts, String folder) {
        var rendering = new Rendering(texts);
        rendering.add(Path.of(folder));
        return rendering;
    }

    List<JsonNode> documents() {
        return documents;
    }

    /** Paths in an Integration, without the places in lists, at which a ConfigMap's name gets its hash too. */
    List<String> configMapPaths() {
        return references.stream()
                .filter(reference -> reference.path("kind").asText().equals("ConfigMap"))
                .flatMap(reference -> Manifests.stream(reference.path("fieldSpecs")))
                .filter(field -> field.path("kind").asText().equals("Integration"))
                .map(field -> "/" + field.path("path").asText())
                .toList();
    }

    private void add(Path folder) {
        var file = folder.resolve(FILE);
        try {
            var kustomization = Kustomization.parse(text(file));
            for (var resource : kustomization.resources()) {
                var path = folder.resolve(resource).normalize();
                if (resource.endsWith(".yaml")) {
                    documents.addAll(StrictYaml.documents(text(inside(folder, path))));
                } else {
                    add(path);
                }
            }
            for (var component : kustomization.components()) {
                add(folder.resolve(component).normalize());
            }
            for (var configuration : kustomization.configurations()) {
                configure(StrictYaml.documents(text(inside(folder, folder.resolve(configuration))))
                        .get(0));
            }
            for (var generator : kustomization.configMapGenerator()) {
                generate(folder, generator);
            }
            transform(folder, kustomization);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private void configure(JsonNode configuration) {
        configuration
                .path("images")
                .forEach(field -> imagePaths.add("/" + field.path("path").asText()));
        configuration.path("nameReference").forEach(references::add);
    }

    private void generate(Path folder, Kustomization.Generator generator) throws IOException {
        var data = new TreeMap<String, String>();
        for (var file : generator.files()) {
            var equals = file.indexOf('=');
            var path = inside(folder, folder.resolve(file.substring(equals + 1)));
            data.put(equals < 0 ? path.getFileName().toString() : file.substring(0, equals), text(path));
        }
        for (var file : generator.envs()) {
            text(inside(folder, folder.resolve(file)))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> variable(line, data));
        }
        generator.literals().forEach(literal -> variable(literal, data));
        var there = documents.stream()
                .filter(new Kustomization.Selector("ConfigMap", generator.name())::takes)
                .findFirst();
        if (there.isPresent() == generator.behavior().equals("create")) {
            throw new IOException(generator.name() + ": " + generator.behavior() + " of one that is "
                    + (there.isPresent() ? "" : "not ") + "there");
        }
        var map = there.map(ObjectNode.class::cast).orElseGet(() -> configMap(generator.name()));
        var held = generator.behavior().equals("merge") ? (ObjectNode) map.path("data") : map.putObject("data");
        data.forEach(held::put);
    }

    private ObjectNode configMap(String name) {
        var map = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name);
        documents.add(map);
        return map;
    }

    private static void variable(String line, Map<String, String> into) {
        var equals = line.indexOf('=');
        into.put(line.substring(0, equals), line.substring(equals + 1));
    }

    private void transform(Path folder, Kustomization kustomization) throws IOException {
        for (var patch : kustomization.patches()) {
            var text = patch.path() == null ? patch.patch() : text(inside(folder, folder.resolve(patch.path())));
            for (var step : StrictYaml.documents(text)) {
                change(
                        patch.target() + " " + step,
                        document -> patch.target().takes(document) ? applied(step, document) : document);
            }
        }
        if (kustomization.namespace() != null) {
            documents.forEach(
                    document -> ((ObjectNode) document.path("metadata")).put("namespace", kustomization.namespace()));
        }
        for (var replicas : kustomization.replicas()) {
            change(replicas.toString(), document -> {
                var scaled = document.deepCopy();
                if (document.at("/metadata/name").asText().equals(replicas.name())
                        && document.at("/spec/replicas").isInt()) {
                    ((ObjectNode) scaled.path("spec")).put("replicas", replicas.count());
                }
                return scaled;
            });
        }
        for (var image : kustomization.images()) {
            change(image.toString(), document -> named(document, image));
        }
    }

    private static JsonNode applied(JsonNode step, JsonNode document) {
        var path = step.path("path").asText();
        if (step.path("op").asText().equals("replace") && document.at(path).isMissingNode()) {
            throw new IllegalArgumentException("there is no " + path + " to replace");
        }
        return JsonPatch.apply(JsonNodeFactory.instance.arrayNode().add(step), document);
    }

    private JsonNode named(JsonNode document, Kustomization.Image image) {
        var copy = document.deepCopy();
        for (var path : imagePaths) {
            if (copy.at(path).isTextual()) {
                var parent = copy.at(path.substring(0, path.lastIndexOf('/')));
                ((ObjectNode) parent).put("image", image.of(copy.at(path).asText()));
            }
        }
        return copy;
    }

    /** What changes nothing is for something that is not there. */
    private void change(String what, UnaryOperator<JsonNode> step) throws IOException {
        var before = List.copyOf(documents);
        documents.replaceAll(step);
        if (documents.equals(before)) {
            throw new IOException(what + " changes nothing");
        }
    }

    /** As kustomize, which reads no file from outside of the folder that names it. */
    private static Path inside(Path folder, Path path) throws IOException {
        if (!path.normalize().startsWith(folder)) {
            throw new IOException(path + " is not inside " + folder);
        }
        return path.normalize();
    }

    private String text(Path path) throws IOException {
        var text = texts.get(path.toString());
        if (text == null) {
            throw new IOException("there is no " + path);
        }
        return text;
    }
}
