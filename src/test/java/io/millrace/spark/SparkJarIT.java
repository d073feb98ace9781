package io.millrace.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class SparkJarIT {
    private static List<String> classes() throws IOException {
        try (var jar = new JarFile("target/millrace-spark.jar")) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
    }

    @Test
    void itHoldsTheJobAndItsParserUnderAnotherNameAndNothingElse() throws IOException {
        var others = classes().stream()
                .filter(name -> !name.matches("io/millrace/(spark|price|clean|dataset|lake)/[^/]*")
                        && !name.startsWith("io/millrace/shaded/jackson/"))
                .toList();
        assertEquals(List.of(), others);
        assertTrue(classes().contains("io/millrace/shaded/jackson/databind/ObjectMapper.class"));
        assertTrue(classes().contains("io/millrace/spark/CleanJob.class"));
    }

    @Test
    void itLeadsToNoOtherJar() throws IOException {
        try (var jar = new JarFile("target/millrace-spark.jar")) {
            var attributes = jar.getManifest().getMainAttributes();
            assertEquals(
                    "",
                    String.valueOf(attributes.getValue("Class-Path"))
                            .replace("null", "")
                            .strip());
        }
    }

    @Test
    void ofSparkNothingIsShippedWithTheProgram() throws IOException {
        try (var files = Files.list(Path.of("target/lib"))) {
            assertFalse(
                    files.anyMatch(file -> file.getFileName().toString().matches("(spark|scala|hadoop|parquet).*")));
        }
        try (var jar = new JarFile("target/millrace.jar")) {
            var path = jar.getManifest().getMainAttributes().getValue("Class-Path");
            assertFalse(path.contains("spark") || path.contains("scala-library") || path.contains("hadoop"), path);
        }
    }
}
