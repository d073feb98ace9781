package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    private static final List<String> ROLES =
            List.of("millrace-clean-and-load", "millrace-dashboard", "millrace-fetch", "millrace-land");

    private final Manifests base = Manifests.of("base");
    private final Manifests plain = Manifests.of("plain");
    private final Manifests example = Manifests.of("overlays/example");

    @Test
    void bothWaysRunTheSameRolesAndHaveTheSameAroundThem() {
        for (var manifests : List.of(base, plain)) {
            assertEquals(
                    ROLES,
                    manifests.workloads().stream().map(Workload::name).sorted().toList());
        }
        assertEquals(
                Set.of("StatefulSet millrace-fetch", "Deployment millrace-land", "Service millrace-fetch"),
                difference(names(plain), names(base)).stream()
                        .filter(name -> !name.matches("Deployment millrace-(clean-and-load|dashboard)"))
                        .collect(Collectors.toSet()));
        assertEquals(
                ROLES.stream().map(role -> "Integration " + role).collect(Collectors.toSet()),
                difference(names(base), names(plain)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "plain", "overlays/example"})
    void namesLeadSomewhereAndPodsMayDoNothingThatTheyNeedNot(String folder) {
        assertEquals(List.of(), PodFaults.of(Manifests.of(folder)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            base  | common/pod.yaml             | terminationGracePeriodSeconds | terminationGracePeriod      | Unrecognized field "terminationGracePeriod"
            plain | common/pod.yaml             | terminationGracePeriodSeconds | terminationGracePeriod      | Unrecognized field "terminationGracePeriod"
            base  | common/pod.yaml             | value: 60                     | value: 30                   | a drain may take 60 s
            plain | plain/land.yaml             | replicas: 2                   | replica: 2                  | Unrecognized field "replica"
            plain | plain/land.yaml             | replicas: 2                   | additionalProperties: {}    | additionalProperties
            plain | plain/land.yaml             | replicas: 2                   | replicas: "2"               | replicas
            plain | plain/land.yaml             | replicas: 2                   | metadata: {}                | metadata
            plain | plain/land.yaml             | apiVersion: apps/v1           | apiVersion: app/v1          | there is no model of app/v1 Deployment
            plain | plain/land.yaml             | matchLabels:                  | matchLabel:                 | Unrecognized field "matchLabel"
            plain | plain/land.yaml             | serviceAccountName: millrace- | serviceAccountName: mill-   | no ServiceAccount called mill-land
            plain | plain/fetch.yaml            | serviceName: millrace-fetch   | serviceName: fetch          | no Service called fetch
            plain | plain/fetch.yaml            | name: data                    | name: disk                  | the volumes are
            plain | plain/dashboard.yaml        | component: dashboard\\n  template: | component: land\\n  template: | its selector is wrong about the pods of
            plain | plain/dashboard.yaml        | type: Recreate                | type: RollingUpdate         | has a disk, and is not recreated
            plain | common/pod.yaml             | readOnlyRootFilesystem: true  | readOnlyRootFileSystem: true | Unrecognized field "readOnlyRootFileSystem"
            base  | common/pod.yaml             | readOnlyRootFilesystem: true  | readOnlyRootFileSystem: true | Unrecognized field "readOnlyRootFileSystem"
            base  | common/pod.yaml             | readOnlyRootFilesystem: true  | readOnlyRootFilesystem: false | /securityContext/readOnlyRootFilesystem is false
            base  | common/pod.yaml             | runAsNonRoot: true            | runAsNonRoot: false         | /securityContext/runAsNonRoot is false
            plain | common/pod.yaml             | drop: [ALL]                   | add: [NET_ADMIN]            | /securityContext/capabilities/add/0 is NET_ADMIN
            plain | common/pod.yaml             | sizeLimit: 512Mi              | size: 512Mi                 | Unrecognized field "size"
            base  | common/pod.yaml             | name: tmp                     | name: temp                  | are mounted
            base  | common/pod.yaml             | value: "9464"                 | value: "9465"               | serves port 9465, and names [9464]
            plain | common/pod.yaml             | value: "9464"                 | value: 9464                 | String
            base  | common/pod.yaml             | port: operate                 | port: health                | Probe/httpGet/port is health
            base  | common/pod.yaml             | path: /health/live            | path: /live                 | Probe/httpGet/path is /live
            base  | common/pod.yaml             | failureThreshold: 36          | failuresThreshold: 36       | Unrecognized field "failuresThreshold"
            base  | common/pod.yaml             | configMap: {name: millrace}   | configMap: {name: mill}     | no ConfigMap called mill
            base  | common/pod.yaml             | name: millrace-place          | name: place                 | no ConfigMap called place
            base  | common/roles/dashboard.yaml | claimName: millrace-dashboard | claimName: dashboard        | no PersistentVolumeClaim called dashboard
            base  | common/roles/land.yaml      | component: land               | component: fetch            | spreads other pods than its own
            base  | common/roles/land.yaml      | limits: {memory: 640Mi}       | limits: {memory: 1Gi}       | /resources/limits/memory is 1Gi, not 640Mi
            base  | base/land.yaml              | image: registry               | imgae: registry             | Unrecognized field "imgae"
            base  | base/land.yaml              | targetLabels                  | targetLabel                 | Unrecognized field "targetLabel"
            base  | base/land.yaml              | , app.kubernetes.io/component | ``                          | PodDisruptionBudget millrace-land is for []
            base  | base/land.yaml              | name: millrace-land           | name: millrace-lander       | changes nothing
            base  | common/accounts.yaml        | metadata:                     | metadato:                   | Unrecognized field "metadato"
            base  | common/accounts.yaml        | name: millrace-fetch          | name: millrace-fetcher      | nothing runs as ServiceAccount millrace-fetcher
            base  | common/disruption.yaml      | component: fetch              | component: fetcher          | PodDisruptionBudget millrace-fetch is for []
            base  | common/disruption.yaml      | maxUnavailable: 1             | maxUnvailable: 1            | Unrecognized field "maxUnvailable"
            base  | common/disruption.yaml      | name: millrace-land           | name: land                  | has 2 pods and no PodDisruptionBudget
            base  | common/network.yaml         | io/name: millrace             | io/name: mill               | NetworkPolicy millrace is for []
            base  | common/network.yaml         | policyTypes:                  | policyType:                 | Unrecognized field "policyType"
            base  | common/network.yaml         | [clean-and-load,              | [clean,                     | NetworkPolicy millrace-clean-and-load is for []
            base  | common/kustomization.yaml   | - disk.yaml                   | - disc.yaml                 | there is no common/disc.yaml
            base  | common/kustomization.yaml   | patches:                      | patchesJson6902:            | Unrecognized field "patchesJson6902"
            base  | common/kustomization.yaml   | kind: Component               | kind: Kustomization         | is nothing that kustomize knows
            base  | common/kustomization.yaml   | sources/acme.csv              | ../base/land.yaml           | base/land.yaml is not inside common
            overlays/example | overlays/example/kustomization.yaml | name: registry.example/millrace | name: millrace | changes nothing
            overlays/example | overlays/example/kustomization.yaml | - name: millrace-fetch          | - name: fetch  | changes nothing
            overlays/example | overlays/example/kustomization.yaml | name: millrace-land}            | name: land}    | changes nothing
            overlays/example | overlays/example/kustomization.yaml | - name: millrace-place          | - name: place  | merge of one that is not there
            overlays/example | overlays/example/kustomization.yaml | ~1role-arn                      | ~1role         | there is no /metadata/annotations/eks.amazonaws.com~1role
            overlays/example | components/monitoring/pods.yaml     | podMetricsEndpoints             | endpoints      | Unrecognized field "endpoints"
            overlays/example | components/deep-status/job.yaml     | schedule:                       | cron:          | Unrecognized field "cron"
            overlays/example | components/deep-status/job.yaml     | configMap: {name: millrace}     | configMap: {name: mill} | no ConfigMap called mill
            """)
    void aPlantedFaultIsFound(String folder, String file, String there, String instead, String said) {
        var texts = Manifests.texts();
        var text = texts.get(file);
        var line = there.translateEscapes();
        assertTrue(text.contains(line), there);
        texts.put(file, text.replaceFirst(Pattern.quote(line), instead.translateEscapes()));
        var faults = faults(texts, folder);
        assertTrue(faults.contains(said), faults);
    }

    private static String faults(Map<String, String> texts, String folder) {
        try {
            return String.join("\n", PodFaults.of(Manifests.of(texts, folder)));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Test
    void integrationsRunTheSamePodsAsTheOthers() {
        for (var role : ROLES) {
            assertEquals(
                    withoutWhatHasToDiffer(base.workload(role)), withoutWhatHasToDiffer(plain.workload(role)), role);
            assertEquals(base.workload(role).labels(), plain.workload(role).labels());
            assertEquals(
                    base.workload(role).serviceAccount(), plain.workload(role).serviceAccount());
            assertEquals(base.workload(role).image(), plain.workload(role).image());
            assertEquals(base.workload(role).replicas(), plain.workload(role).replicas());
        }
    }

    private static JsonNode withoutWhatHasToDiffer(Workload workload) {
        ObjectNode pod = workload.pod().deepCopy();
        pod.remove(List.of("serviceAccountName", "enableServiceLinks"));
        ((ObjectNode) pod.path("containers").get(0)).remove(List.of("name", "image"));
        if (workload.name().equals("millrace-fetch")) {
            // Its disk outlives the pod where there is something that makes such disks.
            pod.putArray("volumes")
                    .addAll(Manifests.stream(workload.pod().path("volumes"))
                            .filter(volume -> !volume.path("name").asText().equals("data"))
                            .toList());
        }
        return pod;
    }

    @Test
    void theOperatorPatchesItsOwnContainer() {
        for (var workload : base.workloads()) {
            assertEquals("integration", workload.container().path("name").asText());
        }
    }

    @Test
    void aChangeOfWhatAnIntegrationReadsGivesItNewPods() {
        var paths = Set.copyOf(base.configMapPaths());
        var spec = "/spec/template/spec";
        for (var workload : base.workloads()) {
            assertTrue(workload.configMaps().count() >= 2, workload.name());
            workload.pod()
                    .path("volumes")
                    .forEach(volume -> assertTrue(
                            !volume.has("configMap") || paths.contains(spec + "/volumes/configMap/name"),
                            paths::toString));
            workload.container()
                    .path("envFrom")
                    .forEach(from -> assertTrue(
                            !from.has("configMapRef") || paths.contains(spec + "/containers/envFrom/configMapRef/name"),
                            paths::toString));
        }
    }

    @Test
    void aRolloutTakesNoPodAwayBeforeTheNextOneIsReady() {
        for (var role : List.of("millrace-land", "millrace-clean-and-load")) {
            var deployment = plain.workload(role).document().at("/spec/strategy/rollingUpdate");
            assertEquals(0, deployment.path("maxUnavailable").asInt(1));
            var trait = base.workload(role).document().at("/spec/traits/deployment");
            assertEquals("RollingUpdate", trait.path("strategy").asText());
            assertEquals(0, trait.path("rollingUpdateMaxUnavailable").asInt(1));
        }
    }

    @Test
    void theFileOfTheDashboardIsNeverHeldByTwo() {
        for (var manifests : List.of(base, plain, example)) {
            assertEquals(1, manifests.workload("millrace-dashboard").replicas());
        }
    }

    @Test
    void nobodyButTheMonitoringNamespaceComesIn() {
        var ingress = base.all("NetworkPolicy").stream()
                .flatMap(policy -> Manifests.stream(policy.at("/spec/ingress")))
                .toList();
        assertEquals(1, ingress.size());
        assertEquals(
                "monitoring",
                ingress.get(0)
                        .at("/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText());
        assertEquals("9464", ingress.get(0).at("/ports/0/port").asText());
        assertEquals(1, ingress.get(0).path("ports").size());
    }

    @Test
    void theExampleHasItsOwnNamesEverywhere() {
        for (var workload : example.workloads()) {
            assertEquals("111122223333.dkr.ecr.eu-west-1.amazonaws.com/millrace:0.1.0", workload.image());
        }
        for (var document : example.documents()) {
            assertEquals("prices", document.at("/metadata/namespace").asText(), document.toString());
        }
        for (var account : example.all("ServiceAccount")) {
            var role = account.at("/metadata/annotations/eks.amazonaws.com~1role-arn")
                    .asText();
            assertTrue(role.startsWith("arn:aws:iam::444455556666:role/prices-"), role);
        }
        assertEquals(3, example.workload("millrace-fetch").replicas());
        assertEquals(
                Set.of("kettles.yaml"), example.configMap("millrace-sources").keySet());
    }

    /** Else no node could be drained while stream or bucket is away, since no pod is ready then. */
    @Test
    void podsThatAreNotReadyDoNotKeepANode() {
        var budgets = base.all("PodDisruptionBudget");
        assertFalse(budgets.isEmpty());
        budgets.forEach(budget -> assertEquals(
                "AlwaysAllow", budget.at("/spec/unhealthyPodEvictionPolicy").asText()));
    }

    @Test
    void secretsOfTheExampleAreThoseThatPodsRead() throws IOException {
        var secrets = Manifests.read(StrictYaml.documents(Manifests.texts().get("common/secrets.example.yaml")));
        var read = base.workloads().stream()
                .flatMap(workload -> Manifests.stream(workload.container().path("envFrom")))
                .filter(from -> from.has("secretRef"))
                .toList();
        assertEquals(
                secrets.stream()
                        .map(secret -> secret.at("/metadata/name").asText())
                        .collect(Collectors.toSet()),
                read.stream().map(from -> from.at("/secretRef/name").asText()).collect(Collectors.toSet()));
        // Most have none, and their pods have to start all the same.
        read.forEach(from -> assertTrue(from.at("/secretRef/optional").asBoolean(), from.toString()));
        assertEquals(List.of(), base.all("Secret"));
    }

    private static Set<String> names(Manifests manifests) {
        return manifests.documents().stream()
                .map(document -> document.path("kind").asText() + " "
                        + document.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> difference(Set<String> these, Set<String> those) {
        return these.stream().filter(name -> !those.contains(name)).collect(Collectors.toSet());
    }
}
