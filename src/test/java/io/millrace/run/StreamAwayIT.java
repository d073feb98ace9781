package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when stream and lake go away under a running stage. */
class StreamAwayIT {
    @TempDir
    private Path folder;

    @Test
    void aStageWhoseStreamIsAwaySaysSoAndEndsOnceItIsAskedTo() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        try (var local = Program.start(folder, "local")) {
            await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            try (var land = Program.start(folder, "run", "--only", "land")) {
                await().atMost(60, SECONDS).until(() -> land.output().contains("running land"));
                local.kill();
                await().atMost(60, SECONDS).until(() -> land.output().contains("stage=read-shard"));
                land.stop();
                assertEquals(143, land.await(60), land::output);
                assertTrue(land.output().lines().noneMatch(line -> line.startsWith("\tat ")), land::output);
            }
        }
    }
}
