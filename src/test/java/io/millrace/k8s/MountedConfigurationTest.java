package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Millrace finds inside the pod. */
class MountedConfigurationTest {
    private final Manifests manifests = Manifests.read();

    @TempDir
    private Path folder;

    @Test
    void millraceTakesTheConfiguration() throws IOException {
        var settings = settings(manifests);
        assertEquals(Target.AWS, settings.target());
        assertEquals("my-millrace-lake", settings.aws().bucket());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void aMisspelledSettingIsFound() {
        var texts = Manifests.texts();
        texts.computeIfPresent("config.yaml", (name, text) -> text.replace("bucket:", "buckett:"));
        var fault = assertThrows(ConfigException.class, () -> settings(Manifests.parse(texts)));
        assertTrue(fault.getMessage().contains("buckett"), fault.getMessage());
    }

    @Test
    void millraceTakesTheSampleSource() throws IOException {
        mount(manifests.configMap("millrace-sources"));
        var sources = SourceFiles.read(folder);
        assertEquals(
                List.of("acme"), sources.stream().map(source -> source.name()).toList());
        assertEquals(3, sources.get(0).pages().size());
        assertEquals(Map.of("our_sku", "1003"), sources.get(0).pages().get(2).labels());
    }

    @Test
    void pathsAreThoseOfTheMounts() throws IOException {
        var sources = settings(manifests).sources();
        for (var workload : manifests.workloads()) {
            assertEquals(mountPath(workload, "sources"), sources);
            assertEquals(
                    mountPath(workload, "config").resolve("millrace.yaml"),
                    Path.of(Manifests.arg(workload, "--config")));
        }
    }

    @Test
    void theDataFolderIsInsideAVolumeThatCanBeWritten() {
        for (var workload : manifests.workloads()) {
            var data = Path.of(Manifests.arg(workload, "--data"));
            // Inside, not the mount itself: a disk may bring along a lost+found, and Millrace refuses what is not its
            // own.
            assertEquals(mountPath(workload, "data"), data.getParent());
            assertTrue(volume(workload, "data").has("emptyDir"));
        }
    }

    private Settings settings(Manifests from) throws IOException {
        mount(from.configMap("millrace"));
        return Settings.load(Optional.of(folder.resolve("millrace.yaml")), List.of(), Map.of(), folder);
    }

    private void mount(JsonNode configMap) throws IOException {
        for (var file : configMap.path("data").properties()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
        }
    }

    private static Path mountPath(JsonNode workload, String volume) {
        return Manifests.stream(Manifests.container(workload).path("volumeMounts"))
                .filter(mount -> mount.path("name").asText().equals(volume))
                .map(mount -> Path.of(mount.path("mountPath").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode volume(JsonNode workload, String name) {
        return Manifests.stream(Manifests.pod(workload).path("volumes"))
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
