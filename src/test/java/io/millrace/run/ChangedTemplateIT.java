package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.testing.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that changes its template while it is watched, and one that a person pauses. */
class ChangedTemplateIT {
    private static final int PAGES = 8;

    @TempDir
    private Path folder;

    private ChangingSite site;

    @BeforeEach
    void open() throws Exception {
        site = ChangingSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
        Files.writeString(
                folder.resolve("millrace.yaml"), "land: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void pricesOfAChangedTemplateAreTrueOnlyWhenAPersonSaysSo() throws Exception {
        try (var run = Program.start(folder, "run")) {
            await().atMost(90, SECONDS).until(() -> run.isRunning() && site.asked() > 4 * PAGES);
            site.breaks(true);
            await().atMost(90, SECONDS).until(() -> {
                var status = status();
                return status.at("/clean/reasons/suspect").asLong() >= PAGES
                        && alarms(status).contains("price_level");
            });
            assertTrue(run.output().contains("source=site alarm=price_level was="), run.output());
            var table = millrace("status");
            assertTrue(table.contains("ALARM") && table.contains("site: price_level as usual on "), table);
            site.breaks(false);
            await().atMost(90, SECONDS).until(() -> alarms(status()).isEmpty());
            run.stop();
            run.await(60);
        }
        assertEquals(List.of(), dear());
        var now = Instant.now();
        millrace(
                "replay",
                "--rejected",
                "--suspects",
                "--from",
                now.minusSeconds(3_600).toString(),
                "--to",
                now.toString());
        assertTrue(dear().contains("S1 1999.0000"), dear().toString());
        assertEquals(0, status().at("/clean/reasons/suspect").asLong());
        assertTrue(status().path("ok").asBoolean());
    }

    @Tag("long")
    @Test
    void aPausedSourceIsAskedForNothingAlsoAfterARestart() throws Exception {
        try (var run = Program.start(folder, "run")) {
            await().atMost(90, SECONDS).until(() -> run.isRunning() && site.asked() > PAGES);
            assertEquals("paused", state("sources", "pause", "site"));
            run.stop();
            run.await(60);
        }
        var asked = site.asked();
        assertEquals("paused", state("sources"));
        try (var run = Program.start(folder, "run")) {
            await().atMost(90, SECONDS).until(() -> run.output().contains("source=site is paused"));
            // It says so before it answers other commands.
            await().atMost(90, SECONDS).until(() -> run.output().contains("watching "));
            await().atMost(90, SECONDS).until(() -> "paused".equals(state("sources")));
            assertEquals(asked, site.asked());
            assertEquals("running", state("sources", "resume", "site"));
            await().atMost(60, SECONDS).until(() -> site.asked() > asked);
        }
    }

    private String state(String... arguments) throws Exception {
        var said = millrace(arguments);
        return said.lines()
                .filter(line -> line.startsWith("site "))
                .map(line -> line.split(" +")[1])
                .findFirst()
                .orElse("");
    }

    private JsonNode status() throws Exception {
        var said = millrace("status", "--json");
        return Json.MAPPER.readTree(said.substring(said.indexOf('{')));
    }

    private static List<String> alarms(JsonNode status) {
        var signals = new ArrayList<String>();
        status.at("/sources/0/alarms")
                .forEach(alarm -> signals.add(alarm.path("signal").asText()));
        return signals;
    }

    /** What is in the warehouse of prices that the site never had. */
    private List<String> dear() throws Exception {
        return Rows.ofFile(
                folder.resolve("data/warehouse/local.duckdb"),
                "SELECT DISTINCT sku || ' ' || price FROM prices WHERE price > 500 ORDER BY ALL");
    }

    private String millrace(String... arguments) throws Exception {
        try (var program = Program.start(folder, arguments)) {
            var exit = program.await(120);
            assertTrue(exit < 2, Arrays.toString(arguments) + "\n" + program.output());
            return program.output();
        }
    }
}
