package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.dataset.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages as processes of their own, on the stand-ins of {@code millrace local}. */
class RolesIT {
    private static final int PAGES = 10;

    @TempDir
    private Path folder;

    @Test
    void stagesInSeparateProcessesCarryAPriceAsOneProcessDoes() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                folder.resolve("millrace.yaml"), "land: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\n");
        try (var site = PriceSite.start();
                var local = Program.start(folder, "local")) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
            await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            try (var land = Program.start(folder, "run", "--only", "land");
                    var rest = Program.start(folder, "run", "--only", "clean,load,dashboard")) {
                await().atMost(60, SECONDS).until(() -> rest.output().contains("dashboard:"));
                try (var fetch = Program.start(folder, "run", "--only", "fetch", "--once")) {
                    assertEquals(0, fetch.await(60), fetch::output);
                }
                await().atMost(60, SECONDS).until(() -> rows(), answer -> answer.contains("{\"n\":" + PAGES + "}"));
                land.stop();
                rest.stop();
                land.await(60);
                rest.await(60);
            }
            local.stop();
            local.await(60);
        }
    }

    @Tag("long")
    @Test
    void aStatusShowsTheSourcesThatAnotherProcessLooksAt() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        try (var site = PriceSite.start();
                var local = Program.start(folder, "local")) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
            await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            try (var rest = Program.start(folder, "run", "--only", "land,clean,load,dashboard");
                    var fetch = Program.start(folder, "run", "--only", "fetch")) {
                await().atMost(90, SECONDS).until(() -> rest.isRunning() && fetch.isRunning() && isTold());
            }
        }
    }

    private boolean isTold() throws Exception {
        try (var status = Program.start(folder, "status", "--json")) {
            status.await(60);
            var said = status.output();
            if (!said.startsWith("{")) {
                return false;
            }
            var source = Json.MAPPER.readTree(said).at("/sources/0");
            return source.path("source").asText().equals("site")
                    && source.has("instance")
                    && source.at("/results/ok").asInt() == PAGES;
        }
    }

    @Test
    @Tag("long")
    void aProcessWithoutADashboardAnswersForTheWarehouseThatItHolds() throws Exception {
        try (var load = Program.start(folder, "run", "--only", "load")) {
            await().atMost(60, SECONDS).until(() -> load.output().contains("running load"));
            assertEquals("{\"n\":0}", rows().strip());
            for (var command : List.of(List.of("status"), List.of("status", "--deep"))) {
                try (var status = Program.start(folder, command.toArray(String[]::new))) {
                    assertEquals(0, status.await(60), status::output);
                }
            }
            assertFalse(load.output().contains("dashboard:"), load.output());
        }
    }

    private String rows() throws Exception {
        try (var query = Program.start(folder, "query", "--json", "SELECT count(*) AS n FROM prices")) {
            query.await(60);
            return query.output();
        }
    }
}
