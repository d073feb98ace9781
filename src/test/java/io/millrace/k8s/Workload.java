package io.millrace.k8s;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes pods: an Integration, a Deployment, a StatefulSet or a CronJob. */
public record Workload(JsonNode document) {
    private static final Map<String, String> POD = Map.of(
            "Integration", "/spec/template",
            "Deployment", "/spec/template",
            "StatefulSet", "/spec/template",
            "CronJob", "/spec/jobTemplate/spec/template");

    static boolean isOne(JsonNode document) {
        return POD.containsKey(document.path("kind").asText());
    }

    String kind() {
        return document.path("kind").asText();
    }

    public String name() {
        return document.at("/metadata/name").asText();
    }

    /** Whether it runs until it is stopped. */
    public boolean isLasting() {
        return !kind().equals("CronJob");
    }

    boolean isIntegration() {
        return kind().equals("Integration");
    }

    public int replicas() {
        return document.at("/spec/replicas").asInt();
    }

    private JsonNode template() {
        return document.at(POD.get(kind()));
    }

    JsonNode pod() {
        return template().path("spec");
    }

    /** The one container of its pods. */
    JsonNode container() {
        var containers = pod().path("containers");
        if (containers.size() != 1) {
            throw new IllegalArgumentException(name() + " has " + containers.size() + " containers");
        }
        return containers.get(0);
    }

    /** Labels of its pods: the operator gives them those of the Integration that its owner trait names. */
    Map<String, String> labels() {
        if (!isIntegration()) {
            return texts(template().at("/metadata/labels"));
        }
        var targets = Manifests.stream(document.at("/spec/traits/owner/targetLabels"))
                .map(JsonNode::asText)
                .toList();
        var labels = texts(document.at("/metadata/labels"));
        labels.keySet().retainAll(targets);
        return labels;
    }

    /** An Integration says beside its pod template for whom it runs. */
    String serviceAccount() {
        return (isIntegration() ? document.at("/spec/serviceAccountName") : pod().path("serviceAccountName")).asText();
    }

    String image() {
        return (isIntegration()
                        ? document.at("/spec/traits/container/image")
                        : container().path("image"))
                .asText();
    }

    /** The arguments of its container. */
    public List<String> args() {
        return Manifests.stream(container().path("args")).map(JsonNode::asText).toList();
    }

    /** What stands after a flag in the arguments. */
    public String arg(String flag) {
        return args().get(args().indexOf(flag) + 1);
    }

    /** The variables that its manifest writes out. */
    public Map<String, String> variables() {
        return Manifests.stream(container().path("env"))
                .collect(Collectors.toMap(
                        one -> one.path("name").asText(),
                        one -> one.path("value").asText()));
    }

    /** Names of the Secrets that its pods read variables of. */
    public List<String> secrets() {
        return Manifests.stream(container().path("envFrom"))
                .map(from -> from.at("/secretRef/name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    /** Names of the ConfigMaps that its pods read. */
    Stream<String> configMaps() {
        return Stream.concat(
                        Manifests.stream(pod().path("volumes")).map(volume -> volume.at("/configMap/name")),
                        Manifests.stream(container().path("envFrom")).map(from -> from.at("/configMapRef/name")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Volumes by name: those of the pod, and the claims of a StatefulSet. */
    Map<String, JsonNode> volumes() {
        var volumes = new TreeMap<String, JsonNode>();
        pod().path("volumes").forEach(volume -> volumes.put(volume.path("name").asText(), volume));
        document.at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.put(claim.at("/metadata/name").asText(), claim));
        return volumes;
    }

    /** Where the container has them, by the volumes' names. */
    Map<String, Path> mounts() {
        return Manifests.stream(container().path("volumeMounts"))
                .collect(Collectors.toMap(
                        mount -> mount.path("name").asText(),
                        mount -> Path.of(mount.path("mountPath").asText()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    static Map<String, String> texts(JsonNode map) {
        return new TreeMap<>(new ObjectMapper()
                .convertValue(
                        map.isMissingNode() ? new ObjectMapper().createObjectNode() : map,
                        new TypeReference<Map<String, String>>() {}));
    }
}
