package io.millrace.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@code kustomization.yaml}, as far as those of {@code k8s/} go: what stands in one and is not here is refused, since
 * {@link Rendering} would not do it.
 *
 * @param namespace of everything; null if it is left open
 * @param resources files and folders beside this one
 * @param components folders that change what there is, and add to it
 * @param configurations files that say where custom resources have what kustomize knows of Kubernetes' own alone
 */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Generator> configMapGenerator,
        List<Patch> patches,
        List<Image> images,
        List<Replicas> replicas,
        List<String> configurations) {
    private static final ObjectMapper MODELS = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, String> VERSIONS =
            Map.of("Kustomization", "kustomize.config.k8s.io/v1beta1", "Component", "kustomize.config.k8s.io/v1alpha1");

    /** A ConfigMap made of files ({@code name=path} or a path), files of variables, and variables. */
    record Generator(String name, String behavior, List<String> files, List<String> envs, List<String> literals) {
        Generator {
            behavior = behavior == null ? "create" : behavior;
            files = orNone(files);
            envs = orNone(envs);
            literals = orNone(literals);
        }
    }

    /** An RFC 6902 patch, in a file or in its place, and what it is for: whole names, as regular expressions. */
    record Patch(String path, String patch, Selector target) {}

    record Selector(String kind, String name) {
        boolean takes(JsonNode document) {
            return matches(kind, document.path("kind").asText())
                    && matches(name, document.at("/metadata/name").asText());
        }

        private static boolean matches(String pattern, String text) {
            return pattern == null || text.matches(pattern);
        }
    }

    record Image(String name, String newName, String newTag) {
        /** The image with its new name and tag; another image as it is. */
        String of(String image) {
            var colon = image.lastIndexOf(':');
            return image.substring(0, colon).equals(name)
                    ? (newName == null ? name : newName) + (newTag == null ? image.substring(colon) : ":" + newTag)
                    : image;
        }
    }

    record Replicas(String name, int count) {}

    Kustomization {
        resources = orNone(resources);
        components = orNone(components);
        configMapGenerator = orNone(configMapGenerator);
        patches = orNone(patches);
        images = orNone(images);
        replicas = orNone(replicas);
        configurations = orNone(configurations);
    }

    /** @throws IOException saying what it does not know */
    static Kustomization parse(String text) throws IOException {
        var documents = StrictYaml.documents(text);
        if (documents.size() != 1) {
            throw new IOException("found " + documents.size() + " documents");
        }
        var read = MODELS.treeToValue(documents.get(0), Kustomization.class);
        if (!String.valueOf(read.apiVersion).equals(VERSIONS.get(read.kind))) {
            throw new IOException(read.apiVersion + " " + read.kind + " is nothing that kustomize knows");
        }
        return read;
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(new ArrayList<>(list));
    }
}
