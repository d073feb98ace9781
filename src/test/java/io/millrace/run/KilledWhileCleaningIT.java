package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step on the cluster of {@code millrace local}, with real Spark, outlives who waits for it. */
@Tag("long")
class KilledWhileCleaningIT {
    @TempDir
    private Path folder;

    @Test
    void aProgramThatIsKilledWhileItsJobRunsIsFollowedByOneThatFindsTheJob() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                folder.resolve("millrace.yaml"),
                "aws: {shards: 1}\nland: {max-age: 2s, poll: 200ms}\nclean: {engine: emr}\n");
        try (var site = PriceSite.start();
                var local = Program.start(folder, "local")) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(3, "5m"));
            await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            assertTrue(local.output().contains("EMR and EMR Serverless at http://127.0.0.1:"), local.output());
            try (var first = Program.start(folder, "run", "--once")) {
                await().atMost(120, SECONDS).until(() -> jobs().stream().anyMatch(job -> job.contains("\"RUNNING\"")));
                first.kill();
            }
            try (var next = Program.start(folder, "run", "--only", "clean,load")) {
                await().atMost(60, SECONDS).until(() -> next.output().contains("running clean,load"));
                await().atMost(120, SECONDS).until(() -> rows(), answer -> answer.contains("{\"n\":3}"));
                next.stop();
                next.await(60);
            }
            assertEquals(1, jobs().size(), jobs().toString());
            assertTrue(jobs().get(0).contains("\"COMPLETED\""), jobs().toString());
            local.stop();
            local.await(60);
        }
    }

    /** What the stand-in keeps of each job. */
    private List<String> jobs() throws IOException {
        var kept = folder.resolve("data/emr");
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        try (var files = Files.list(kept)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private String rows() throws IOException {
        return new Shell(folder)
                .millrace("query", "--json", "SELECT count(*) AS n FROM prices")
                .said();
    }
}
