package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The classes of the built program as a JVM maps them into its memory: a start with it takes half the time of one that
 * reads and verifies them. Made once for a jar, by whichever process of the tests asks first.
 */
public final class ClassArchive {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path FILE = TARGET.resolve("millrace.jsa");
    private static final String SILENT = "-Xlog:cds*=off";

    private static boolean isThere;

    private ClassArchive() {}

    /** Options for a JVM whose class path begins with the jar. */
    public static synchronized List<String> options() throws IOException {
        if (!isThere) {
            try (var lock = FileChannel.open(
                            TARGET.resolve("millrace.jsa.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (!isNewerThan(Program.JAR)) {
                    make();
                }
            }
            isThere = true;
        }
        return List.of("-XX:SharedArchiveFile=" + FILE, SILENT);
    }

    private static boolean isNewerThan(Path jar) throws IOException {
        return Files.exists(FILE) && Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    /** Of what a short demo needs, which is most of it. */
    private static void make() throws IOException {
        var folder = Files.createDirectories(TARGET.resolve("millrace-classes"));
        var made = TARGET.resolve("millrace.jsa.new");
        Files.deleteIfExists(made);
        try (var demo =
                Program.start(folder, List.of("-XX:ArchiveClassesAtExit=" + made, SILENT), "demo", "--for", "1s")) {
            assertEquals(0, demo.await(180), demo::output);
            Files.move(made, FILE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            throw new IOException("interrupted while " + FILE + " was made", e);
        }
    }
}
