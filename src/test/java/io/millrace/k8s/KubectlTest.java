package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of kustomize against kustomize itself, where the machine has a kubectl; a cluster is not asked. */
class KubectlTest {
    @ParameterizedTest
    @ValueSource(strings = {"base", "plain", "overlays/example"})
    void kubectlMakesTheSameOfIt(String folder) throws Exception {
        var rendered = kustomize("k8s/" + folder);
        var documents = Manifests.read(StrictYaml.documents(rendered));
        var faults = PodFaults.of(new Manifests(documents, List.of()));
        assertEquals("[]", faults.toString(), "names with hashes lead somewhere too");
        var plainNames = rendered;
        for (var document : documents) {
            var name = document.at("/metadata/name").asText();
            if (document.path("kind").asText().equals("ConfigMap")) {
                plainNames = plainNames.replace(name, name.replaceFirst("-[a-z0-9]{10}$", ""));
            }
        }
        assertEquals(
                byName(Manifests.of(folder)),
                byName(new Manifests(Manifests.read(StrictYaml.documents(plainNames)), List.of())));
    }

    private static Map<String, JsonNode> byName(Manifests manifests) {
        var documents = new TreeMap<String, JsonNode>();
        manifests
                .documents()
                .forEach(document -> documents.put(
                        document.path("kind").asText() + " "
                                + document.at("/metadata/name").asText(),
                        document));
        return documents;
    }

    private static String kustomize(String folder) throws Exception {
        try {
            var process = new ProcessBuilder("kubectl", "kustomize", folder)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            return said;
        } catch (IOException e) {
            assumeTrue(false, "there is no kubectl");
            throw e;
        }
    }
}
