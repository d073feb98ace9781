package io.millrace.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The program, built twice from the same sources in folders of different names, by users of different habits. */
@EnabledIfSystemProperty(named = "reproducible", matches = "true", disabledReason = "two builds take minutes")
class ReproducibleJarIT {
    private static final int BUILD_MINUTES = 10;

    @TempDir
    private Path folder;

    @Test
    void twoBuildsGiveTheSameJarByteForByte() throws Exception {
        var here = build("here", "-Duser.timezone=UTC -Duser.language=en");
        var there = build("over/there", "-Duser.timezone=Asia/Tokyo -Duser.language=tr -Dfile.encoding=ISO-8859-9");
        assertEquals(entries(here), entries(there));
        assertEquals(hash(Files.readAllBytes(here)), hash(Files.readAllBytes(there)));
    }

    private Path build(String name, String habits) throws Exception {
        var project = Files.createDirectories(folder.resolve(name));
        Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"));
        copy(Path.of("src"), project.resolve("src"));
        var log = folder.resolve("build.log");
        var builder = new ProcessBuilder("mvn", "-B", "-q", "-o", "-Dquick", "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", habits);
        var process = builder.start();
        assertTrue(process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES), "the build takes too long");
        assertEquals(0, process.exitValue(), () -> read(log));
        return project.resolve("target/millrace.jar");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Name of each entry to what it holds, so that a difference has a name. */
    private static Map<String, String> entries(Path jar) throws Exception {
        var entries = new TreeMap<String, String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                entries.put(
                        entry.getName(),
                        entry.getTime() + " " + hash(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return entries;
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
