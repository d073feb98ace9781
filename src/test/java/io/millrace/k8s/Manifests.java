package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.v1.Integration;

/**
 * The documents of {@code k8s/*.yaml}, each as its model holds it.
 *
 * @param documents in the order of the files' names
 */
public record Manifests(List<JsonNode> documents) {
    private static final Path FOLDER = Path.of("k8s");

    private static final Map<String, Class<?>> MODELS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "camel.apache.org/v1 Integration", Integration.class);

    /** The texts of the files by their names. */
    static Map<String, String> texts() {
        try (var files = Files.list(FOLDER)) {
            var texts = new TreeMap<String, String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the repository. */
    public static Manifests read() {
        return parse(texts());
    }

    /** @throws IllegalArgumentException naming the file of the first document that its model does not take */
    static Manifests parse(Map<String, String> texts) {
        var documents = new ArrayList<JsonNode>();
        texts.forEach((name, text) -> {
            try {
                for (var document : StrictYaml.documents(text)) {
                    documents.add(StrictYaml.read(document, model(document)));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        });
        return new Manifests(documents);
    }

    private static Class<?> model(JsonNode document) {
        var kind = document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
        var model = MODELS.get(kind);
        if (model == null) {
            throw new IllegalArgumentException("there is no model of " + kind);
        }
        return model;
    }

    /** What runs Millrace: the Deployment and the Integration. */
    public List<JsonNode> workloads() {
        return documents.stream()
                .filter(document -> document.at("/spec/template/spec").isObject())
                .toList();
    }

    /** The pod of a workload. */
    public static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /** The one container of a workload. */
    public static JsonNode container(JsonNode workload) {
        var containers = pod(workload).path("containers");
        if (containers.size() != 1) {
            throw new IllegalArgumentException("found " + containers.size() + " containers");
        }
        return containers.get(0);
    }

    /** The arguments of that container. */
    public static List<String> args(JsonNode workload) {
        return stream(container(workload).path("args")).map(JsonNode::asText).toList();
    }

    /** What stands after a flag in the arguments. */
    static String arg(JsonNode workload, String flag) {
        var args = args(workload);
        return args.get(args.indexOf(flag) + 1);
    }

    /** The one ConfigMap of that name. */
    JsonNode configMap(String name) {
        return named("ConfigMap", name).orElseThrow();
    }

    Optional<JsonNode> named(String kind, String name) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind)
                        && document.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
