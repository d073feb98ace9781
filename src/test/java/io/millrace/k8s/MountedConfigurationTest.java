package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Fault;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.config.WarehouseSettings;
import io.millrace.run.Role;
import io.millrace.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Millrace finds inside the pods. */
class MountedConfigurationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"base", "plain", "overlays/example"})
    void millraceTakesTheConfigurationAndTheVariablesOfEachPod(String from) throws IOException {
        var manifests = Manifests.of(from);
        for (var workload : manifests.workloads()) {
            var settings = settings(manifests, workload);
            assertEquals(Target.AWS, settings.target());
            assertEquals(List.of(), settings.warnings(), workload.name());
        }
    }

    @Test
    void theExampleSaysWhereItIs() throws IOException {
        var manifests = Manifests.of("overlays/example");
        for (var workload : manifests.workloads()) {
            var aws = settings(manifests, workload).aws();
            assertEquals("prices-lake", aws.bucket());
            assertEquals("prices", aws.stream());
            assertEquals("eu-west-1", aws.region());
        }
    }

    @Test
    void theDashboardLoadsAFileOfItsOwnBesideTheCompanysWarehouses() throws IOException {
        for (var from : List.of("base", "plain", "overlays/example")) {
            var manifests = Manifests.of(from);
            var page = settings(manifests, manifests.workload("millrace-dashboard"))
                    .warehouses();
            assertEquals(
                    List.of(WarehouseSettings.Type.DUCKDB),
                    page.stream().map(WarehouseSettings::type).toList());
            var company = settings(manifests, manifests.workload("millrace-clean-and-load"))
                    .warehouses();
            assertTrue(
                    company.stream()
                            .noneMatch(warehouse ->
                                    warehouse.name().equals(page.get(0).name())),
                    "retention waits for warehouses by their names");
        }
    }

    /** It has the stage load, which removes: what is kept for how long is said in the company's file alone. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "plain", "overlays/example"})
    void theDashboardRemovesNothingFromTheLake(String from) throws IOException {
        var manifests = Manifests.of(from);
        var retention =
                settings(manifests, manifests.workload("millrace-dashboard")).retention();
        assertEquals(Optional.empty(), retention.raw());
        assertEquals(Optional.empty(), retention.processed());
        assertEquals(Optional.empty(), retention.rejected());
        assertEquals(Optional.empty(), retention.failed());
        var century = Optional.of(Duration.ofDays(36_500));
        assertEquals(century, retention.replaced());
        assertEquals(century, retention.uncommitted());
    }

    /** As common/config/millrace.yaml says it: only the pods that load have the Secret with the password. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "plain"})
    void aPasswordFromASecretIsAskedOfTheRolesThatLoadAlone(String from) throws IOException {
        var texts = Manifests.texts();
        texts.computeIfPresent(
                "common/config/millrace.yaml",
                (name, text) -> text.replace("    iam-login: true", "    password: \"{{env:PRICES_PASSWORD}}\""));
        var manifests = Manifests.of(texts, from);
        var company = new TreeMap<String, String>();
        for (var workload : manifests.workloads()) {
            if (!workload.name().equals("millrace-dashboard")) {
                var password = settings(manifests, workload).warehouses().get(0).password();
                company.put(
                        workload.name(), password.fault().map(Fault::message).orElseGet(password::reveal));
            }
        }
        var absent = "found \"{{env:PRICES_PASSWORD}}\", expected a variable that is set: export PRICES_PASSWORD";
        assertEquals(
                Map.of(
                        "millrace-fetch", absent,
                        "millrace-land", absent,
                        "millrace-clean-and-load", "put-the-password-here"),
                company);
    }

    @Test
    void aMisspelledSettingIsFound() {
        var texts = Manifests.texts();
        texts.computeIfPresent("common/config/millrace.yaml", (name, text) -> text.replace("iam-login:", "iam-logn:"));
        var manifests = Manifests.of(texts, "base");
        var fault = assertThrows(ConfigException.class, () -> settings(manifests, manifests.workload("millrace-land")));
        assertTrue(fault.getMessage().contains("iam-logn"), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"common/place.env, MILLRACE_AWS_STREAM", "common/pod.yaml, MILLRACE_OPERATE_PORT"})
    void aMisspelledVariableIsFound(String file, String variable) throws IOException {
        var texts = Manifests.texts();
        texts.computeIfPresent(file, (name, text) -> text.replace(variable, variable + "S"));
        var manifests = Manifests.of(texts, "base");
        var warnings = settings(manifests, manifests.workload("millrace-land")).warnings();
        assertTrue(warnings.stream().anyMatch(warning -> warning.startsWith(variable + "S: ")), warnings::toString);
    }

    @Test
    void millraceTakesTheSampleSources() throws IOException {
        mount(Manifests.of("base").configMap("millrace-sources"));
        var sources = SourceFiles.read(folder);
        assertEquals(
                List.of("acme"), sources.stream().map(source -> source.name()).toList());
        assertEquals(3, sources.get(0).pages().size());
        assertEquals(Map.of("our_sku", "1003"), sources.get(0).pages().get(2).labels());
    }

    @Test
    void millraceTakesTheSourcesOfTheExample() throws IOException {
        mount(Manifests.of("overlays/example").configMap("millrace-sources"));
        assertEquals(
                List.of("kettles"),
                SourceFiles.read(folder).stream().map(source -> source.name()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "plain", "overlays/example"})
    void pathsAreThoseOfTheMounts(String from) throws IOException {
        var manifests = Manifests.of(from);
        for (var workload : manifests.workloads()) {
            assertEquals(workload.mounts().get("config").resolve("millrace.yaml"), Path.of(workload.arg("--config")));
            // Inside, not the mount itself: a disk may bring along a lost+found, and Millrace refuses what is not its
            // own.
            assertEquals(
                    workload.mounts().get("data"),
                    Path.of(workload.arg("--data")).getParent());
        }
        var fetch = manifests.workload("millrace-fetch");
        assertEquals(fetch.mounts().get("sources"), settings(manifests, fetch).sources());
    }

    @Test
    void whatHasToOutliveAPodIsOnADiskThatDoes() {
        var base = Manifests.of("base");
        var plain = Manifests.of("plain");
        for (var manifests : List.of(base, plain)) {
            var page = manifests.workload("millrace-dashboard").volumes().get("data");
            assertTrue(page.has("persistentVolumeClaim"), page.toString());
        }
        var spool = plain.workload("millrace-fetch").volumes().get("data");
        assertEquals("2Gi", spool.at("/spec/resources/requests/storage").asText());
    }

    /** As the program in the pod reads them, of the files and variables that it finds there. */
    private Settings settings(Manifests manifests, Workload workload) throws IOException {
        var variables = new TreeMap<>(workload.variables());
        workload.container()
                .path("envFrom")
                .forEach(from -> variables.putAll(
                        from.has("configMapRef")
                                ? manifests.configMap(
                                        from.at("/configMapRef/name").asText())
                                : Map.of()));
        for (var name : workload.secrets()) {
            variables.putAll(secret(name));
        }
        var config = workload.volumes().get("config").at("/configMap/name").asText();
        mount(manifests.configMap(config));
        var file = Optional.of(folder.resolve("millrace.yaml"));
        return !workload.args().contains("--only") || Role.needWarehouses(Role.parse(workload.arg("--only")))
                ? Settings.load(file, List.of(), variables, folder)
                : Settings.loadWithoutWarehouses(file, List.of(), variables, folder);
    }

    /** What the Secret of the example holds. */
    private static Map<String, String> secret(String name) throws IOException {
        var documents = StrictYaml.documents(Manifests.texts().get("common/secrets.example.yaml"));
        return Manifests.read(documents).stream()
                .filter(secret -> secret.at("/metadata/name").asText().equals(name))
                .map(secret -> Workload.texts(secret.path("stringData")))
                .findFirst()
                .orElseThrow();
    }

    private void mount(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
