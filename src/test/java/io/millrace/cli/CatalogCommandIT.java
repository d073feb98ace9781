package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.run.DataFolder;
import io.millrace.run.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of target local as a user meets it: registered by a run, held against the lake, mended. */
class CatalogCommandIT {
    private static final String SETTINGS =
            "fetch: {retries: 1, retry-delay: 10ms}\nland: {max-age: 100ms, poll: 200ms}\n";

    @TempDir
    private Path folder;

    private Shell shell;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        shell.file("millrace.yaml", SETTINGS + "catalog: {mode: register}\n");
        site = new TestSite().page("/kettle", TestSite.KETTLE);
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Settings settings() {
        return Settings.load(
                Optional.of(shell.path("millrace.yaml")),
                List.of(new Flag("--data", "millrace.data", shell.path("data").toString())));
    }

    @Tag("long")
    @Test
    void whatARunCommitsIsRegisteredWhenItEndsAndARepairMendsWhatSomebodyTookOut() throws Exception {
        var ran = shell.millrace("run", "--once");
        assertEquals(0, ran.exit(), ran.said());
        var checked = shell.millrace("catalog", "check");
        assertEquals(0, checked.exit(), checked.said());
        assertTrue(checked.out().contains("table prices: 1 partitions, as the manifests say"), checked.out());
        assertTrue(checked.out().contains("table raw_lines: 1 partitions, as the manifests say"), checked.out());

        // Beside a process that has the folder, as the catalog may be changed by any number.
        try (var running = Session.open(settings(), "run", DataFolder.Kind.RUN)) {
            running.announce(null);
            running.clients().glue().deleteTable(r -> r.databaseName("millrace").name("prices"));
            var differs = shell.millrace("catalog", "check");
            assertEquals(1, differs.exit(), differs.said());
            assertTrue(differs.out().contains("table prices: 1 partitions, of which 1 are missing"), differs.out());
            var repaired = shell.millrace("catalog", "repair");
            assertEquals(0, repaired.exit(), repaired.said());
            assertTrue(
                    repaired.out().contains("made or changed 1 table, registered 1 partition, took out 0 partitions"),
                    repaired.out());
            assertEquals(0, shell.millrace("catalog", "check").exit());
        }
    }

    @Test
    void withoutACatalogThereIsNothingToHoldAgainstTheLake() throws IOException {
        shell.file("millrace.yaml", SETTINGS);
        var checked = shell.millrace("catalog", "check");
        assertEquals(2, checked.exit(), checked.said());
        assertTrue(checked.err().contains("catalog.mode is none: set register"), checked.err());
    }
}
