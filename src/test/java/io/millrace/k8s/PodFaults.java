package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is wrong with the pods: names that lead nowhere, and rights that they need not have. */
final class PodFaults {
    /** Where a workload says for whom it runs; a Camel K Integration says it beside its pod template. */
    private static final Map<String, String> SERVICE_ACCOUNT =
            Map.of("Deployment", "/spec/template/spec/serviceAccountName", "Integration", "/spec/serviceAccountName");

    private static final Map<String, String> POD_RIGHTS = Map.of(
            "/automountServiceAccountToken", "false",
            "/securityContext/runAsNonRoot", "true",
            "/securityContext/runAsUser", "10001",
            "/securityContext/seccompProfile/type", "RuntimeDefault");

    private static final Map<String, String> CONTAINER_RIGHTS = Map.of(
            "/securityContext/allowPrivilegeEscalation", "false",
            "/securityContext/readOnlyRootFilesystem", "true",
            "/securityContext/capabilities/drop/0", "ALL");

    private final Manifests manifests;
    private final List<String> found = new ArrayList<>();

    private PodFaults(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> of(Manifests manifests) {
        var faults = new PodFaults(manifests);
        manifests.workloads().forEach(faults::check);
        return faults.found;
    }

    private void check(JsonNode workload) {
        var kind = workload.path("kind").asText();
        var pod = Manifests.pod(workload);
        var container = Manifests.container(workload);
        exists("ServiceAccount", workload.at(SERVICE_ACCOUNT.get(kind)).asText(), kind);
        Manifests.stream(pod.path("volumes"))
                .filter(volume -> volume.has("configMap"))
                .forEach(volume ->
                        exists("ConfigMap", volume.at("/configMap/name").asText(), kind));
        mounts(pod, container, kind);
        POD_RIGHTS.forEach((path, value) -> is(pod, path, value, kind));
        CONTAINER_RIGHTS.forEach((path, value) -> is(container, path, value, kind));
        for (var absent : List.of("hostNetwork", "hostPID", "hostIPC")) {
            is(pod, "/" + absent, "", kind);
        }
        is(container, "/securityContext/privileged", "", kind);
        is(container, "/securityContext/capabilities/add/0", "", kind);
    }

    private void mounts(JsonNode pod, JsonNode container, String kind) {
        var volumes = names(pod.path("volumes"));
        var mounted = names(container.path("volumeMounts"));
        if (!volumes.equals(mounted)) {
            found.add(kind + ": the volumes are " + volumes + ", and " + mounted + " are mounted");
        }
    }

    private static TreeSet<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    private void exists(String kind, String name, String where) {
        if (manifests.named(kind, name).isEmpty()) {
            found.add(where + ": there is no " + kind + " called " + name);
        }
    }

    private void is(JsonNode node, String path, String value, String kind) {
        var there = node.at(path).asText();
        if (!there.equals(value)) {
            found.add(kind + ": " + path + " is " + there + ", not " + value);
        }
    }
}
