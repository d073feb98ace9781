package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.v1.Integration;

/**
 * What a folder of {@code k8s/} applies, each document as its model holds it.
 *
 * @param configMapPaths paths in an Integration at which the names of ConfigMaps follow their contents
 */
public record Manifests(List<JsonNode> documents, List<String> configMapPaths) {
    private static final Path FOLDER = Path.of("k8s");

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("batch/v1 CronJob", CronJob.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("camel.apache.org/v1 Integration", Integration.class));

    /** The texts of all files by their paths in {@code k8s/}. */
    static Map<String, String> texts() {
        try (var files = Files.walk(FOLDER)) {
            var texts = new TreeMap<String, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a folder of the repository: {@code base}, {@code plain} or {@code overlays/example}. */
    public static Manifests of(String folder) {
        return of(texts(), folder);
    }

    /** @throws IllegalArgumentException naming the document that its model does not take, or the file at fault */
    static Manifests of(Map<String, String> texts, String folder) {
        var rendering = Rendering.of(texts, folder);
        return new Manifests(read(rendering.documents()), rendering.configMapPaths());
    }

    /** The documents as their models hold them. */
    static List<JsonNode> read(Collection<JsonNode> documents) {
        var read = new ArrayList<JsonNode>();
        for (var document : documents) {
            try {
                read.add(StrictYaml.read(document, model(document)));
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        document.path("kind").asText() + " "
                                + document.at("/metadata/name").asText() + ": " + e.getMessage(),
                        e);
            }
        }
        return read;
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

    /** What makes pods. */
    public List<Workload> workloads() {
        return documents.stream().filter(Workload::isOne).map(Workload::new).toList();
    }

    /** The one workload of that name. */
    public Workload workload(String name) {
        return workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a ConfigMap holds, by file or variable. */
    public Map<String, String> configMap(String name) {
        return Workload.texts(named("ConfigMap", name).orElseThrow().path("data"));
    }

    List<JsonNode> all(String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<JsonNode> named(String kind, String name) {
        return all(kind).stream()
                .filter(document -> document.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
