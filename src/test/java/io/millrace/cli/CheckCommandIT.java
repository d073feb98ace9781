package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.run.DataFolder;
import io.millrace.warehouse.DuckDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandIT {
    @TempDir
    private Path folder;

    private Shell shell;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        site = new TestSite().page("/kettle", TestSite.KETTLE).page("/about", TestSite.ABOUT_US);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private TreeSet<String> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    /** The line that begins so. */
    private static String line(Shell.Ran ran, String beginning) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + beginning + " in\n" + ran.said()));
    }

    @Test
    void aPageIsShownAsItWouldBeRecordedAndNothingIsWritten() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        var before = files();
        var ran = shell.millrace("check");
        assertEquals(0, ran.exit(), ran.said());
        var line = line(ran, "ok    acme");
        assertTrue(line.contains("12.50 EUR, InStock, \"Kettle\", sku K1 (json-ld at $.offers.price"), line);
        assertTrue(ran.out().endsWith("no fault\n"), ran.out());
        assertEquals(before, files());
    }

    @Test
    void onlyTheFirstPageIsAskedForUnlessMoreAreWanted() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle", "/about"));
        shell.millrace("check");
        assertFalse(site.asked().contains("/about"));
        shell.millrace("check", "--pages", "2");
        assertTrue(site.asked().contains("/about"));
    }

    @Test
    void noSiteIsAskedForNoPages() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        assertEquals(0, shell.millrace("check", "--pages", "0").exit());
        assertTrue(site.asked().isEmpty());
    }

    @Test
    void aPageThatIsGoneIsAFaultWithItsPlace() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/gone", "/kettle"));
        var ran = shell.millrace("check", "--all");
        assertEquals(1, ran.exit(), ran.said());
        var line = line(ran, "FAULT acme");
        assertTrue(line.contains("HTTP status 404") && line.contains("acme.yaml:3"), line);
        line(ran, "ok    acme");
    }

    @Test
    void robotsTxtIsObeyed() throws IOException {
        site.answer("/robots.txt", 200, "User-agent: *\nDisallow: /");
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        var ran = shell.millrace("check");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT acme").contains("robots.txt of the site forbids this page"), ran.out());
        assertFalse(site.asked().contains("/kettle"));
    }

    @Test
    void aPrivateAddressIsRefusedUnlessTheSourceAllowsIt() throws IOException {
        shell.file("sources/acme.yaml", "source: acme\npages: [\"" + site.url("/kettle") + "\"]\n");
        var ran = shell.millrace("check");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT acme").contains("set fetch.allow-private: true"), ran.out());
        assertTrue(site.asked().isEmpty());
    }

    @Test
    void aPageThatIsNoProductIsNamedWithWhereToLook() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/about"));
        var ran = shell.millrace("check");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(line(ran, "warn  acme").contains("no price"), ran.out());
        assertTrue(line(ran, "FAULT acme").contains("(1 of 1): ./millrace extract URL --all"), ran.out());
    }

    @Test
    void oneOfTwoPagesWithAPriceIsEnough() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/about", "/kettle"));
        assertEquals(0, shell.millrace("check", "--all").exit());
    }

    @Test
    void aSelectorThatMatchesNothingIsNamed() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle") + "select: {price: span.nope}\n");
        var ran = shell.millrace("check");
        assertTrue(line(ran, "warn  acme").contains("select.price: span.nope matches nothing"), ran.out());
        assertEquals(1, ran.exit());
    }

    @Test
    void aRoundThatCannotFitIsAWarning() throws IOException {
        var source = site.source("acme", "/kettle", "/about").replace("delay: 0s", "delay: 1s");
        shell.file("sources/acme.yaml", source + "every: 1s\n");
        var ran = shell.millrace("check", "--pages", "0");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(line(ran, "warn  acme").contains("2 pages × 1s = 2s, longer than every 1s"), ran.out());
    }

    @Test
    void aListingsPagesAreCountedAndItsFirstIsShown() throws IOException {
        site.page("/c", "<a class=p href=/kettle>1</a><a class=p href=/p/2>2</a><b><a href='/c2'>next</a></b>");
        site.page("/c2", "<a class=p href=/p/3>3</a>");
        shell.file(
                "sources/acme.yaml",
                "source: acme\npages: [{listing: \"" + site.url("/c") + "\", links: a.p, next: b a}]\n"
                        + "fetch: {delay: 0s, allow-private: true}\n");
        var ran = shell.millrace("check");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("1 source with the pages of 1 list"), ran.out());
        assertTrue(ran.out().contains(": 3 pages in 2 parts: " + site.url("/kettle") + ", "), ran.out());
        assertTrue(ran.out().contains("12.50 EUR, InStock"), ran.out());
    }

    @Test
    void aPackedSitemapIsReadAndItsPagesCountIntoTheRound() throws IOException {
        site.page(
                "/s.xml",
                "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
                        + site.url("/kettle") + "</loc></url><url><loc>" + site.url("/p/2") + "</loc></url></urlset>");
        site.packed("/sitemap.xml.gz", "/s.xml");
        shell.file(
                "sources/acme.yaml",
                "source: acme\nevery: 1s\npages: [{sitemap: \"" + site.url("/sitemap.xml.gz") + "\"}]\n"
                        + "fetch: {delay: 500ms, allow-private: [127.0.0.1]}\n");
        var ran = shell.millrace("check");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains(": 2 pages in 1 part"), ran.out());
        assertTrue(line(ran, "warn  acme").contains("3 pages × 500ms"), ran.out());
    }

    @Test
    void aListThatGivesNothingIsAFault() throws IOException {
        shell.file(
                "sources/acme.yaml",
                "source: acme\npages: [{listing: \"" + site.url("/about") + "\", links: a.p}]\n"
                        + "fetch: {delay: 0s, allow-private: true}\n");
        var ran = shell.millrace("check");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT acme").contains("links, a.p, matches no link"), ran.out());
    }

    @Test
    void theCrawlDelayOfASiteCounts() throws IOException {
        site.answer("/robots.txt", 200, "User-agent: *\nCrawl-delay: 2");
        shell.file("sources/acme.yaml", site.source("acme", "/kettle", "/about") + "every: 3s\n");
        var ran = shell.millrace("check");
        assertTrue(line(ran, "warn  acme").contains("2 pages × 2s = 4s, longer than every 3s"), ran.out());
    }

    @Test
    void allFaultsOfSettingsAndOfSourcesAreTold() throws IOException {
        shell.file("sources/acme.yaml", "source: acme\nevry: 1m\n").file("sources/b.yaml", "source: B B\npages: []\n");
        var ran = shell.millrace("check");
        assertEquals(2, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT sources").contains("acme.yaml:"), ran.out());
        assertTrue(ran.out().contains("evry: unknown key, did you mean every?"), ran.out());
        assertTrue(ran.out().contains("b.yaml:1: source: found \"B B\""), ran.out());
        shell.file("millrace.yaml", "targt: local\nclean: {every: soon}\n");
        ran = shell.millrace("check");
        assertEquals(2, ran.exit());
        assertTrue(ran.out().contains("millrace.yaml:1: targt: unknown key"), ran.out());
        assertTrue(ran.out().contains("millrace.yaml:2: clean.every: found \"soon\""), ran.out());
    }

    @Test
    void aDataFolderOfADemoIsAFault() throws IOException {
        shell.file("data/millrace-data.json", "{\"format\":1,\"kind\":\"DEMO\"}");
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        var ran = shell.millrace("check");
        assertEquals(2, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT data").contains("holds a demo's made-up prices"), ran.out());
    }

    @Test
    void aDataFolderInUseIsAWarning() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        try (var held = DataFolder.take(shell.path("data"), DataFolder.Kind.RUN)) {
            var ran = shell.millrace("check", "--pages", "0");
            assertEquals(0, ran.exit(), ran.said());
            assertTrue(line(ran, "warn  data").contains("is in use by another process"), ran.out());
        }
    }

    @Test
    void aPortThatIsSetAndTakenIsAFault() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ran = shell.millrace("check", "--pages", "0", "--port", "" + taken.getLocalPort());
            assertEquals(2, ran.exit(), ran.said());
            assertTrue(line(ran, "FAULT port").contains(taken.getLocalPort() + " of 127.0.0.1 is in use"), ran.out());
        }
    }

    @Test
    void aWarehouseThatIsNoDatabaseIsAFault() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"))
                .file("w.duckdb", "this is text, and no database");
        shell.file("millrace.yaml", "warehouses: [{name: own, type: duckdb, path: w.duckdb}]\n");
        var ran = shell.millrace("check", "--pages", "0");
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(line(ran, "FAULT warehouse").contains("w.duckdb cannot be opened"), ran.out());
        assertEquals("this is text, and no database", Files.readString(shell.path("w.duckdb")));
    }

    @Test
    void aWarehouseThatIsThereIsFine() throws Exception {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        shell.file("millrace.yaml", "warehouses: [{name: own, type: duckdb, path: w.duckdb}]\n");
        DuckDb.open(shell.path("w.duckdb"), "64MB").close();
        var ran = shell.millrace("check", "--pages", "0");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(line(ran, "ok    warehouse").endsWith("w.duckdb can be opened"), ran.out());
    }

    @Test
    void aWarehouseThatBeganElsewhereThanIsSetNowIsTold() throws Exception {
        var settings = "warehouses: [{name: own, type: duckdb, path: w.duckdb, from: FROM}]\n";
        try (var file = DuckDb.open(shell.path("w.duckdb"), "64MB");
                var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE millrace_loads AS SELECT 7 AS batch");
            statement.execute("CREATE TABLE millrace_starts AS SELECT 7 AS first_batch, 'now' AS load_from");
        }
        shell.file("millrace.yaml", settings.replace("FROM", "now"));
        assertFalse(shell.millrace("check", "--pages", "0").out().contains("changes nothing any more"));
        shell.file("millrace.yaml", settings.replace("FROM", "beginning"));
        var ran = shell.millrace("check", "--pages", "0");
        var line = line(ran, "warn  warehouse");
        assertTrue(line.contains("own begins with batch 7, as load.from=now said before its first load;"), line);
        assertTrue(line.contains("warehouses.own.from=beginning changes nothing any more: set it back, or"), line);
    }

    @Test
    void asJsonAPagesFieldsCanBeRead() throws IOException {
        shell.file("sources/acme.yaml", site.source("acme", "/kettle"));
        var ran = shell.millrace("check", "--json");
        assertEquals(0, ran.exit(), ran.said());
        for (var text : ran.out().lines().toList()) {
            var line = JsonLines.read(text);
            if (line.path("about").asText().equals("acme")) {
                assertEquals("ok", line.path("level").asText());
                assertEquals(0, line.path("price").decimalValue().compareTo(new BigDecimal("12.50")));
                assertEquals(site.url("/kettle"), line.path("url").asText());
                return;
            }
        }
        throw new AssertionError("no line of the source in\n" + ran.out());
    }
}
