package io.millrace.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.run.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, as only that can be stopped by a signal. */
class StoppedDemoIT {
    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void aStoppedDemoCarriesThroughWhatItPublishedAndSaysSo() throws Exception {
        try (var demo = Program.start(folder, "demo")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> demo.output().contains("Ctrl-C stops"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(folder.resolve("data/s3/millrace-lake/raw")));
            demo.stop();
            demo.await(60);
            var said = demo.output();
            assertTrue(said.contains("stopping: what was published is carried through first"), said);
            assertTrue(said.contains("everything is through, and all sums hold"), said);
        }
    }
}
