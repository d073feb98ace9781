package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    /** What {@code Pipeline} gives Camel to finish what is under way, and as much again for what comes after. */
    private static final int DRAIN_SECONDS = 60;

    private final Manifests manifests = Manifests.read();

    @Test
    void everyDocumentIsOneThatItsModelTakes() {
        var kinds = manifests.documents().stream()
                .map(document -> document.path("kind").asText())
                .toList();
        assertEquals(List.of("ServiceAccount", "ConfigMap", "ConfigMap", "Deployment", "Integration"), kinds);
    }

    @Test
    void namesLeadSomewhereAndPodsMayDoNothingThatTheyNeedNot() {
        assertEquals(List.of(), PodFaults.of(manifests));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            deployment.yaml  | terminationGracePeriodSeconds: | terminationGracePeriod:      | Unrecognized field "terminationGracePeriod"
            deployment.yaml  | replicas: 1                    | replica: 1                   | Unrecognized field "replica"
            deployment.yaml  | readOnlyRootFilesystem: true   | readOnlyRootFileSystem: true | Unrecognized field "readOnlyRootFileSystem"
            deployment.yaml  | - name: JAVA_TOOL_OPTIONS      | - nane: JAVA_TOOL_OPTIONS    | Unrecognized field "nane"
            deployment.yaml  | sizeLimit: 10Gi                | size: 10Gi                   | Unrecognized field "size"
            deployment.yaml  | replicas: 1                    | additionalProperties: {}     | additionalProperties
            deployment.yaml  | "8080"                         | 8080                         | String
            deployment.yaml  | replicas: 1                    | replicas: "1"                | replicas
            deployment.yaml  | runAsUser: 10001               | runAsNonRoot: true           | Duplicate field
            deployment.yaml  | apiVersion: apps/v1            | apiVersion: app/v1           | there is no model of app/v1 Deployment
            deployment.yaml  | runAsNonRoot: true             | runAsNonRoot: false          | /securityContext/runAsNonRoot is false
            deployment.yaml  | drop: [ALL]                    | add: [NET_ADMIN]             | /securityContext/capabilities/add/0 is NET_ADMIN
            deployment.yaml  | serviceAccountName: millrace   | serviceAccountName: mill     | no ServiceAccount called mill
            deployment.yaml  | - name: tmp                    | - name: temp                 | are mounted
            integration.yaml | terminationGracePeriodSeconds: | terminationGracePeriod:      | Unrecognized field "terminationGracePeriod"
            integration.yaml | image: registry                | imgae: registry              | Unrecognized field "imgae"
            integration.yaml | failureThreshold: 4            | failuresThreshold: 4         | Unrecognized field "failuresThreshold"
            integration.yaml | readOnlyRootFilesystem: true   | readOnlyRootFileSystem: true | Unrecognized field "readOnlyRootFileSystem"
            integration.yaml | readOnlyRootFilesystem: true   | readOnlyRootFilesystem: false | /securityContext/readOnlyRootFilesystem is false
            integration.yaml | name: millrace-sources         | name: millrace-source        | no ConfigMap called millrace-source
            integration.yaml | serviceAccountName: millrace   | serviceAccountName: mill     | no ServiceAccount called mill
            config.yaml      | metadata:                      | metadato:                    | Unrecognized field "metadato"
            config.yaml      | name: millrace-sources         | name: sources                | no ConfigMap called millrace-sources
            """)
    void aPlantedFaultIsFound(String file, String there, String instead, String said) {
        var texts = Manifests.texts();
        var text = texts.get(file);
        assertTrue(text.contains(there), there);
        texts.put(file, text.replaceFirst(Pattern.quote(there), instead));
        var faults = faults(texts);
        assertTrue(faults.contains(said), faults);
    }

    private static String faults(Map<String, String> texts) {
        try {
            return String.join("\n", PodFaults.of(Manifests.parse(texts)));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Test
    void theIntegrationAndTheDeploymentRunTheSamePod() {
        var pods = manifests.workloads().stream()
                .map(ManifestsTest::withoutWhatHasToDiffer)
                .toList();
        assertEquals(2, pods.size());
        assertEquals(pods.get(0), pods.get(1));
    }

    private static JsonNode withoutWhatHasToDiffer(JsonNode workload) {
        ObjectNode pod = Manifests.pod(workload).deepCopy();
        pod.remove(List.of("serviceAccountName", "enableServiceLinks"));
        ((ObjectNode) pod.path("containers").get(0)).remove(List.of("name", "image"));
        return pod;
    }

    @Test
    void bothRunTheSameImage() {
        var images = manifests.workloads().stream()
                .map(workload -> workload.path("kind").asText().equals("Integration")
                        ? workload.at("/spec/traits/container/image").asText()
                        : Manifests.container(workload).path("image").asText())
                .toList();
        assertEquals(images.get(0), images.get(1));
        assertTrue(images.get(0).contains("/millrace:"), images.get(0));
    }

    @Test
    void theOperatorPatchesItsOwnContainer() {
        var integration = manifests.named("Integration", "millrace").orElseThrow();
        assertEquals(
                "integration", Manifests.container(integration).path("name").asText());
    }

    @Test
    void aDrainEndsBeforeThePodIsKilled() {
        for (var workload : manifests.workloads()) {
            assertTrue(
                    Manifests.pod(workload)
                                    .path("terminationGracePeriodSeconds")
                                    .asInt()
                            >= DRAIN_SECONDS,
                    workload.path("kind").asText());
        }
    }

    @Test
    void twoProcessesNeverFetchAtTheSameTime() {
        for (var workload : manifests.workloads()) {
            assertEquals(1, workload.at("/spec/replicas").asInt());
        }
        assertEquals(
                "Recreate",
                manifests
                        .named("Deployment", "millrace")
                        .orElseThrow()
                        .at("/spec/strategy/type")
                        .asText());
        assertEquals(
                "Recreate",
                manifests
                        .named("Integration", "millrace")
                        .orElseThrow()
                        .at("/spec/traits/deployment/strategy")
                        .asText());
    }
}
