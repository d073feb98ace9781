package io.millrace.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, as only that can be stopped by a signal. */
class StoppedDemoIT {
    @TempDir
    private Path folder;

    @Test
    void aStoppedDemoCarriesThroughWhatItPublishedAndSaysSo() throws Exception {
        var out = folder.resolve("out");
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-Xmx192m", "-cp", classPath, "io.millrace.cli.Millrace", "demo");
        var demo = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> said(out).contains("Ctrl-C stops"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(folder.resolve("data/s3/millrace-lake/raw")));
            demo.destroy();
            assertTrue(demo.waitFor(1, TimeUnit.MINUTES), "does not stop");
            var said = said(out);
            assertTrue(said.contains("stopping: what was published is carried through first"), said);
            assertTrue(said.contains("everything is through, and all sums hold"), said);
        } finally {
            demo.destroyForcibly();
        }
    }

    private static String said(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
