package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.SourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes in the folder of sources while the whole program runs. */
class ChangedSourcesIT {
    @TempDir
    private Path folder;

    private Path sources;
    private PriceSite site;
    private WholePipeline program;

    @BeforeEach
    void start() throws Exception {
        site = PriceSite.start();
        sources = Files.createDirectories(folder.resolve("sources"));
        file("site.yaml", site.sourceFile(1, "1s"));
        program = WholePipeline.start(folder, SourceFolder.open(sources), "embedded");
    }

    @AfterEach
    void stop() {
        program.close();
        site.close();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(sources.resolve(name), text);
    }

    private static String named(String name, String text) {
        return text.replace("source: site", "source: " + name);
    }

    private boolean isShown(String sku) {
        return site.shown().stream().anyMatch(shown -> shown.startsWith(sku + "="));
    }

    private Map<String, ?> failures() {
        return program.pipeline().health().failures();
    }

    private static org.awaitility.core.ConditionFactory soon() {
        return await().atMost(30, SECONDS);
    }

    @Test
    void aNewSourceIsWatchedAndARemovedOneIsLeftInPeace() throws Exception {
        file("second.yaml", named("second", site.sourceFile(2, "1s")));
        soon().until(() -> isShown("A2"));
        assertEquals(2, program.pipeline().sources().size());
        Files.delete(sources.resolve("second.yaml"));
        soon().until(() -> program.context().getRoute("scrape-second") == null);
        assertEquals(1, program.pipeline().sources().size());
        assertNotNull(program.context().getRoute("scrape-site"));
        program.pipeline().stopScraping();
        assertFalse(program.context()
                .getRouteController()
                .getRouteStatus("scrape-site")
                .isStarted());
    }

    @Tag("long")
    @Test
    void aChangedSourceGoesOnByItsNewDeclaration() throws Exception {
        var route = program.context().getRoute("scrape-site");
        file("site.yaml", site.sourceFile(3, "1s"));
        soon().until(() -> isShown("A3"));
        assertEquals(route, program.context().getRoute("scrape-site"), "its rounds begin as before");
        file("site.yaml", site.sourceFile(3, "1h").replace("every: 1h", "cron: 0/2 * * * * ?"));
        soon().until(() -> program.context().getRoute("scrape-site") != route
                && program.context().getRoute("scrape-site") != null);
        var rounds = program.pipeline().progress().source("site").rounds();
        soon().until(() -> program.pipeline().progress().source("site").rounds() > rounds + 1);
        var byCron = program.context().getRoute("scrape-site");
        file("site.yaml", site.sourceFile(3, "1h").replace("every: 1h", "cron: 0/1 * * * * ?"));
        soon().until(() -> program.context().getRoute("scrape-site") != byCron
                && program.context().getRoute("scrape-site") != null);
        var again = program.pipeline().progress().source("site").rounds();
        soon().until(() -> program.pipeline().progress().source("site").rounds() > again + 1);
        assertEquals(Map.of(), failures());
    }

    @Tag("long")
    @Test
    void aBrokenFileLeavesItsSourceRunningAndShowsUntilItIsMended() throws Exception {
        file("site.yaml", site.sourceFile(1, "1s") + "evry: 5m\n");
        soon().until(() -> failures().containsKey("sources-site.yaml"));
        var said = failures().get("sources-site.yaml").toString();
        assertTrue(said.contains("evry: unknown key, did you mean every?"), said);
        var rounds = program.pipeline().progress().source("site").rounds();
        soon().until(() -> program.pipeline().progress().source("site").rounds() > rounds + 3);
        assertTrue(failures().get("sources-site.yaml").toString().contains("times=1"), "told once");
        file("site.yaml", site.sourceFile(1, "1s"));
        soon().until(() -> failures().isEmpty());
        assertNull(failures().get("sources-site.yaml"));
    }
}
