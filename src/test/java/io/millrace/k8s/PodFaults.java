package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What is wrong with the pods: names that lead nowhere, and rights that they need not have. */
final class PodFaults {
    private static final Map<String, String> POD_RIGHTS = Map.of(
            "/automountServiceAccountToken", "false",
            "/hostNetwork", "",
            "/hostPID", "",
            "/hostIPC", "",
            "/securityContext/runAsNonRoot", "true",
            "/securityContext/runAsUser", "10001",
            "/securityContext/seccompProfile/type", "RuntimeDefault");

    private static final Map<String, String> CONTAINER_RIGHTS = Map.of(
            "/securityContext/allowPrivilegeEscalation", "false",
            "/securityContext/readOnlyRootFilesystem", "true",
            "/securityContext/privileged", "",
            "/securityContext/capabilities/add/0", "",
            "/securityContext/capabilities/drop/0", "ALL");

    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/health/live",
            "livenessProbe", "/health/live",
            "readinessProbe", "/health/ready");

    /** What stopping may take, as ARCHITECTURE.md says. */
    private static final int DRAIN_SECONDS = 60;

    private final Manifests manifests;
    private final List<String> found = new ArrayList<>();

    private PodFaults(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> of(Manifests manifests) {
        var faults = new PodFaults(manifests);
        manifests.workloads().forEach(faults::check);
        manifests.workloads().stream().filter(Workload::isLasting).forEach(faults::checkLasting);
        faults.accounts();
        faults.selectors();
        return faults.found;
    }

    private void check(Workload workload) {
        exists("ServiceAccount", workload.serviceAccount(), workload);
        workload.configMaps().forEach(name -> exists("ConfigMap", name, workload));
        claims(workload);
        var volumes = workload.volumes().keySet();
        var mounted = workload.mounts().keySet();
        if (!volumes.equals(mounted)) {
            say(workload, "the volumes are " + volumes + ", and " + mounted + " are mounted");
        }
        POD_RIGHTS.forEach((path, value) -> is(workload.pod(), path, value, workload));
        CONTAINER_RIGHTS.forEach((path, value) -> is(workload.container(), path, value, workload));
        is(workload.container(), "/resources/limits/memory", limit(workload), workload);
    }

    /** Memory that is promised is all that there is, so that no neighbour's need ends the pod. */
    private static String limit(Workload workload) {
        return workload.container().at("/resources/requests/memory").asText("some");
    }

    private void claims(Workload workload) {
        for (var volume : workload.volumes().values()) {
            var claim = volume.at("/persistentVolumeClaim/claimName");
            if (claim.isTextual()) {
                exists("PersistentVolumeClaim", claim.asText(), workload);
                // One disk is at one node alone: the new pod would wait for the old one, and the old one for it.
                if (!workload.document().toString().contains("\"Recreate\"")) {
                    say(workload, "has a disk, and is not recreated");
                }
            }
        }
    }

    private void checkLasting(Workload workload) {
        var ports = Manifests.stream(workload.container().path("ports"))
                .filter(port -> port.path("name").asText().equals("operate"))
                .map(port -> port.path("containerPort").asText())
                .toList();
        var served = workload.variables().get("MILLRACE_OPERATE_PORT");
        if (!ports.equals(List.of(Objects.requireNonNullElse(served, "")))) {
            say(workload, "serves port " + served + ", and names " + ports);
        }
        PROBES.forEach((probe, path) -> {
            is(workload.container(), "/" + probe + "/httpGet/path", path, workload);
            is(workload.container(), "/" + probe + "/httpGet/port", "operate", workload);
        });
        if (workload.pod().path("terminationGracePeriodSeconds").asInt() < DRAIN_SECONDS) {
            say(workload, "a drain may take " + DRAIN_SECONDS + " s");
        }
        if (workload.document().has("spec")
                && workload.document().at("/spec/serviceName").isTextual()) {
            exists("Service", workload.document().at("/spec/serviceName").asText(), workload);
        }
        if (workload.replicas() > 1
                && manifests.named("PodDisruptionBudget", workload.name()).isEmpty()) {
            say(workload, "has " + workload.replicas() + " pods and no PodDisruptionBudget");
        }
    }

    private void accounts() {
        var used = new TreeSet<String>();
        manifests.workloads().forEach(workload -> used.add(workload.serviceAccount()));
        for (var account : manifests.all("ServiceAccount")) {
            if (!used.contains(account.at("/metadata/name").asText())) {
                found.add("nothing runs as ServiceAccount "
                        + account.at("/metadata/name").asText());
            }
        }
    }

    private void selectors() {
        for (var kind : List.of("PodDisruptionBudget", "NetworkPolicy", "PodMonitor", "Service")) {
            for (var document : manifests.all(kind)) {
                var name = document.at("/metadata/name").asText();
                var selector = document.at(kind.equals("NetworkPolicy") ? "/spec/podSelector" : "/spec/selector");
                var pods = manifests.workloads().stream()
                        .filter(workload -> selects(selector, workload.labels()))
                        .map(Workload::name)
                        .toList();
                // What is named after a workload is for that one; the others are for all.
                var own = manifests.workloads().stream()
                        .anyMatch(workload -> workload.name().equals(name));
                if (own
                        ? !pods.contains(name)
                        : pods.size() < manifests.workloads().size()) {
                    found.add(kind + " " + name + " is for " + pods);
                }
            }
        }
        for (var workload : manifests.workloads()) {
            var selector = workload.document().at("/spec/selector");
            for (var other : manifests.workloads()) {
                if (!selector.isMissingNode() && selects(selector, other.labels()) != other.equals(workload)) {
                    say(workload, "its selector is wrong about the pods of " + other.name());
                }
            }
            for (var spread : workload.pod().path("topologySpreadConstraints")) {
                if (!selects(spread.path("labelSelector"), workload.labels())) {
                    say(workload, "spreads other pods than its own");
                }
            }
        }
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        // A Service's selector is the map itself.
        var wanted = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        var fits = labels.entrySet().containsAll(Workload.texts(wanted).entrySet());
        for (var expression : selector.path("matchExpressions")) {
            fits &= expression.path("operator").asText().equals("In")
                    && Manifests.stream(expression.path("values"))
                            .anyMatch(value -> value.asText()
                                    .equals(labels.get(expression.path("key").asText())));
        }
        return fits;
    }

    private void exists(String kind, String name, Workload where) {
        if (manifests.named(kind, name).isEmpty()) {
            say(where, "there is no " + kind + " called " + name);
        }
    }

    private void is(JsonNode node, String path, String value, Workload where) {
        var there = node.at(path).asText();
        if (!there.equals(value)) {
            say(where, path + " is " + there + ", not " + value);
        }
    }

    private void say(Workload where, String what) {
        found.add(where.kind() + " " + where.name() + ": " + what);
    }
}
