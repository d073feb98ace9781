package io.millrace.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.dataset.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Pimage} has built. */
@EnabledIf("io.millrace.image.UnpackedImage#isThere")
class ImageIT {
    private static final Path OPT = Path.of("opt", "millrace");
    private static final Map<String, String> SMALL =
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    private UnpackedImage image;

    @BeforeEach
    void unpack() throws Exception {
        image = UnpackedImage.get();
    }

    @Test
    void itSaysWhoRunsItHowAndWhatItIs() throws Exception {
        var configuration = image.tar().configuration();
        var config = configuration.path("config");
        assertEquals("linux", configuration.path("os").asText());
        assertEquals("10001:10001", config.path("User").asText());
        assertEquals(
                "[\"java\",\"-jar\",\"/opt/millrace/millrace.jar\"]",
                config.path("Entrypoint").toString());
        assertEquals("[\"--help\"]", config.path("Cmd").toString());
        var labels = new TreeSet<String>();
        config.path("Labels").fieldNames().forEachRemaining(labels::add);
        var expected = Stream.of("title", "description", "version", "revision", "licenses", "created", "base.name")
                .map(label -> "org.opencontainers.image." + label)
                .collect(Collectors.toSet());
        assertTrue(labels.containsAll(expected), labels::toString);
        assertEquals(
                "Apache-2.0",
                config.at("/Labels/org.opencontainers.image.licenses").asText());
    }

    @Test
    void whatChangesWithEachVersionIsInTheLastLayer() throws Exception {
        var layers = image.tar().layers();
        var last = layers.get(layers.size() - 1);
        assertTrue(
                last.containsAll(List.of("opt/millrace/millrace.jar", "opt/millrace/millrace-sbom.json")),
                last::toString);
        assertTrue(last.size() <= 3, last::toString);
        var all = layers.stream().flatMap(List::stream).toList();
        assertEquals(new TreeSet<>(all).size(), all.size(), "no file is carried twice");
    }

    @Test
    void itHasTheFilesOfTheBuildAndEachThatTheJarNames() throws Exception {
        assertEquals(
                -1,
                Files.mismatch(
                        Path.of("target/millrace.jar"),
                        image.root().resolve(OPT).resolve("millrace.jar")));
        try (var jar = new JarFile("target/millrace.jar")) {
            for (var entry :
                    jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ")) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                Path.of("target", entry),
                                image.root().resolve(OPT).resolve(entry)),
                        entry);
            }
        }
        assertFalse(Files.exists(image.root().resolve("app")), "the builder's own place for programs");
        assertTrue(Files.exists(image.root().resolve(OPT).resolve("NOTICE")));
    }

    @Test
    void itListsEachLibraryThatIsInIt() throws Exception {
        var bom = Json.MAPPER.readTree(
                image.root().resolve(OPT).resolve("millrace-sbom.json").toFile());
        assertEquals("CycloneDX", bom.path("bomFormat").asText());
        var listed = new TreeSet<String>();
        bom.path("components")
                .forEach(one -> listed.add(
                        one.path("name").asText() + "-" + one.path("version").asText()));
        var libraries = new TreeSet<String>();
        for (var file : image.root().resolve(OPT).resolve("lib").toFile().list()) {
            libraries.add(file.replaceFirst("\\.jar$", ""));
        }
        libraries.removeIf(library -> listed.stream().anyMatch(library::startsWith));
        assertEquals(new TreeSet<String>(), libraries);
    }

    @Test
    void itSaysItsVersion() throws Exception {
        try (var version = image.start(SMALL, folder, "--version")) {
            assertEquals(0, version.await(60), version::output);
            assertTrue(version.output().contains("0.1.0"), version.output());
        }
    }

    @Test
    void itCarriesPricesAsAUserWithoutRightsWhereNothingButItsFolderCanBeWritten() throws Exception {
        try (var demo = image.start(
                SMALL,
                folder,
                "demo",
                "--for",
                "5s",
                "--data",
                folder.resolve("data").toString())) {
            assertEquals(0, demo.await(180), demo::output);
        }
        try (var status = image.start(
                SMALL, folder, "status", "--data", folder.resolve("data").toString())) {
            assertEquals(0, status.await(60), status::output);
            assertTrue(status.output().contains("prices"), status.output());
        }
    }

    @Test
    void aFolderThatIsNotMountedCannotBeWritten() throws Exception {
        assumeTrue(image.isContained());
        try (var demo = image.start(SMALL, folder, "demo", "--for", "1s", "--data", "/opt/millrace/data")) {
            assertEquals(2, demo.await(60), demo::output);
            assertTrue(demo.output().contains("/opt/millrace/data"), demo.output());
        }
    }

    /** AWS Lambda and Spark find their classes in the same files. */
    @Test
    void theProgramIsAClassPathToo() throws Exception {
        assertTrue(Files.exists(image.root().resolve(OPT).resolve("millrace.jar")));
        var path = image.root().resolve(OPT) + "/millrace.jar" + File.pathSeparator
                + image.root().resolve(OPT) + "/lib/*";
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", path, "io.millrace.cli.Millrace", "--version")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
