package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.run.DataFolder;
import io.millrace.run.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --once} as a user meets it, the whole pipeline included. */
class RunOnceIT {
    @TempDir
    private Path folder;

    private Shell shell;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        shell.file("millrace.yaml", "fetch: {retries: 1, retry-delay: 10ms}\nland: {max-age: 100ms, poll: 200ms}\n");
        site = new TestSite().page("/kettle", TestSite.KETTLE).page("/about", TestSite.ABOUT_US);
        site.page("/kettle-2", TestSite.KETTLE.replace("K1", "K2").replace("12.50", "13.75"));
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

    @Test
    void eachPageWithAPriceBecomesARow() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle", "/kettle-2", "/about"));
        var ran = shell.millrace("run", "--once");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("looking once at 3 pages of 1 source"), ran.out());
        assertTrue(ran.out().contains("acme: 3 pages looked at: 2 with a price, 1 without, 0 failed"), ran.out());
        assertTrue(ran.out().contains("3 events published; cleaned to 2 rows, 1 rejected, 0 duplicates"), ran.out());
        assertTrue(ran.out().contains("warehouse local: table prices has 2 rows"), ran.out());
        assertTrue(ran.err().contains("pages: 3 of 3"), ran.err());
        var rows = shell.millrace("query", "--csv", "SELECT sku, price, currency FROM prices ORDER BY sku");
        assertEquals(
                "sku,price,currency K1,12.5000,EUR K2,13.7500,EUR",
                rows.out().strip().replaceAll("\\s+", " "));
    }

    @Test
    void pagesThatAListingLeadsToBecomeRows() throws IOException {
        site.page("/c", "<a class=p href=/kettle>1</a><a class=p href=/kettle-2>2</a>");
        shell.file(
                "sources/acme.yaml",
                "source: acme\npages: [{listing: \"" + site.url("/c") + "\", links: a.p}]\n"
                        + "fetch: {delay: 0s, allow-private: true}\n");
        var ran = shell.millrace("run", "--once");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("looking once at the pages of 1 list of 1 source"), ran.out());
        assertTrue(
                ran.out()
                        .contains(
                                "acme: 2 pages looked at: 2 with a price, 0 without, 0 failed, 1 list read to find them"),
                ran.out());
        assertTrue(ran.out().contains("table prices has 2 rows"), ran.out());
    }

    @Test
    void aPageThatCannotBeHadFailsTheRunAndNoOtherPage() throws IOException {
        site.answer("/broken", 500, "boom");
        shell.file("sources/acme.yaml", site.source("acme", "/broken", "/gone", "/kettle"));
        var ran = shell.millrace("run", "--once");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(ran.out().contains("acme: 3 pages looked at: 1 with a price, 0 without, 2 failed"), ran.out());
        assertTrue(ran.out().contains("not everything worked: 2 pages or events given up"), ran.out());
        assertTrue(ran.out().contains("table prices has 1 row"), ran.out());
        assertEquals(2, site.asked().stream().filter("/broken"::equals).count(), "a passing failure is tried again");
        assertEquals(1, site.asked().stream().filter("/gone"::equals).count(), "a lasting one is not");
    }

    @Test
    void pagesThatAllSayNothingFailTheRun() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/about"));
        var ran = shell.millrace("run", "--once");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(ran.out().contains("no page showed a price or an availability: ./millrace extract"), ran.said());
    }

    @Test
    void aLakeOfANewerVersionIsRefusedBeforeAnyPageIsAskedFor() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        assertEquals(0, shell.millrace("run", "--once").exit());
        var mark = shell.path("data/s3/millrace-lake/_millrace.json");
        Files.writeString(mark, Files.readString(mark).replace("2", "9"));
        var asked = site.asked().size();
        for (var command : List.of(new String[] {"run", "--once"}, new String[] {"status"})) {
            var ran = shell.millrace(command);
            assertEquals(2, ran.exit(), ran.said());
            assertTrue(ran.err().contains("the lake was written by a newer Millrace (format 9"), ran.err());
        }
        assertEquals(asked, site.asked().size());
    }

    @Test
    void aSecondRunOnAFolderIsRefusedWithWhoHasIt() throws Exception {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        try (var session = Session.open(settings(), "run", DataFolder.Kind.RUN)) {
            session.announce(null);
            var ran = shell.millrace("run", "--once");
            assertEquals(2, ran.exit(), ran.said());
            var me = ProcessHandle.current().pid();
            assertTrue(ran.err().contains("is in use by process " + me + " (millrace run): stop it"), ran.err());
        }
        assertTrue(site.asked().isEmpty());
    }

    @Test
    void stagesThatRunBesideTheStandinsDoNotHideThemFromEachOther() throws Exception {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        try (var local = Session.open(settings(), "local", DataFolder.Kind.RUN)) {
            local.announce(null);
            assertEquals(
                    0, shell.millrace("run", "--once", "--only", "fetch,land").exit());
            var second = shell.millrace("run", "--once", "--only", "fetch,land");
            assertEquals(0, second.exit(), second.said());
        }
    }

    @Test
    void whatIsWrongWithAQueryIsSaidInTheWarehousesWords() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        assertEquals(0, shell.millrace("run", "--once").exit());
        var syntax = shell.millrace("query", "SELEC 1");
        assertEquals(2, syntax.exit());
        assertTrue(syntax.err().contains("syntax error at or near \"SELEC\""), syntax.err());
        var table = shell.millrace("query", "SELECT * FROM price");
        assertEquals(2, table.exit());
        assertTrue(table.err().startsWith("Catalog Error: Table with name price does not exist!"), table.err());
        var write = shell.millrace("query", "DELETE FROM prices");
        assertEquals(2, write.exit());
        assertTrue(write.err().contains("a query reads"), write.err());
        assertFalse(table.err().contains("\tat "), table.err());
        assertEquals(0, shell.millrace("status").exit());
    }
}
