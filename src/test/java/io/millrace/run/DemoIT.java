package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README. */
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void theDemoStopsByItselfWithEverythingCarriedThrough() throws Exception {
        try (var demo = Program.start(folder, "demo", "--for", "12s")) {
            assertEquals(0, demo.await(120), demo::output);
            assertTrue(demo.output().contains("all sums hold"), demo::output);
            assertTrue(demo.output().lines().noneMatch(line -> line.contains("Exception")), demo::output);
        }

        var sql = "SELECT count(*) AS n, count(DISTINCT sku) AS p, count(DISTINCT currency) AS c FROM prices";
        try (var query = Program.start(folder, "query", "--json", sql)) {
            assertEquals(0, query.await(60), query::output);
            var row = Json.MAPPER.readTree(query.output());
            assertTrue(row.path("n").asLong() >= 100, query::output);
            assertTrue(row.path("p").asLong() >= 50, query::output);
            assertEquals(3, row.path("c").asLong(), query::output);
        }
        var cities = "SELECT count(*) AS n FROM cities WHERE country IS NOT NULL AND latitude IS NOT NULL";
        try (var query = Program.start(folder, "query", "--json", cities)) {
            assertEquals(0, query.await(60), query::output);
            assertTrue(Json.MAPPER.readTree(query.output()).path("n").asLong() >= 1, query::output);
        }
    }

    @Tag("long")
    @Test
    void realSourcesAreNotMixedIntoADemosFolder() throws Exception {
        try (var demo = Program.start(folder, "demo", "--for", "1s")) {
            assertEquals(0, demo.await(120), demo::output);
        }
        try (var site = PriceSite.start()) {
            Files.createDirectories(folder.resolve("sources"));
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(1, "5m"));
            try (var run = Program.start(folder, "run", "--once")) {
                assertEquals(2, run.await(60), run::output);
                assertTrue(run.output().contains("demo"), run::output);
            }
        }
    }
}
