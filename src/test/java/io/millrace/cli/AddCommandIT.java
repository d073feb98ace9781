package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddCommandIT {
    private static final String LISTING = "<title>Kettles</title><h1>Kettles</h1>"
            + IntStream.rangeClosed(1, 6)
                    .mapToObj(n -> "<div class=card><a class=title href='/p/" + n + "'>Kettle " + n
                            + "</a><img src=x><b>1" + n + ",50 €</b></div>")
                    .collect(Collectors.joining());

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

    private Shell.Ran add(String... args) {
        var all = new String[args.length + 1];
        all[0] = "add";
        System.arraycopy(args, 0, all, 1, args.length);
        return shell.millrace(all);
    }

    /** The only source file that was written. */
    private Path written() throws IOException {
        try (var files = Files.list(shell.path("sources"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String text() throws IOException {
        return Files.readString(written());
    }

    @Test
    void aPageBecomesASourceThatCanBeChecked() throws IOException {
        var ran = add(site.url("/kettle"));
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("12.50 EUR, InStock, \"Kettle\", sku K1 (json-ld"), ran.out());
        assertTrue(ran.out().contains("next: ./millrace check, then ./millrace run --once"), ran.out());
        var text = text();
        assertTrue(text.startsWith("# yaml-language-server: $schema=source.schema.json\nsource: 127-0-0-1-"), text);
        assertTrue(text.contains("  - \"" + site.url("/kettle") + "\"\n      # 12.50 EUR"), text);
        assertFalse(text.contains("select:"), text);
        assertFalse(text.contains("hints:"), text);
        assertTrue(Files.exists(shell.path("sources/source.schema.json")));
        var check = shell.millrace("check");
        assertEquals(0, check.exit(), check.said());
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        add(site.url("/kettle"));
        var file = written();
        Files.writeString(file, "mine");
        var asked = site.asked().size();
        var ran = add(site.url("/kettle"));
        assertEquals(2, ran.exit(), ran.said());
        assertTrue(ran.err().contains("is there already: --force overwrites it"), ran.err());
        assertEquals("mine", text());
        assertEquals(asked, site.asked().size(), "nothing was asked for");
        assertEquals(0, add("--force", site.url("/kettle")).exit());
        assertTrue(text().contains("/kettle"));
    }

    @Test
    void severalPagesOfAHostAreOneFile() throws IOException {
        site.page("/kettle-2", TestSite.KETTLE.replace("12.50", "13.75"));
        var ran = add(
                site.url("/kettle"),
                site.url("/kettle-2"),
                "--to",
                shell.path("sources/own.yaml").toString());
        assertEquals(0, ran.exit(), ran.said());
        var text = Files.readString(shell.path("sources/own.yaml"));
        assertTrue(text.contains("12.50 EUR") && text.contains("13.75 EUR"), text);
    }

    @Test
    void aPriceThatIsOnlySeenGetsASelector() throws IOException {
        site.page(
                "/plain",
                "<html lang=de><title>Kessel</title><h1>Kessel</h1><div class=product><span class=price>12,50 €"
                        + "</span><button>In den Warenkorb</button></div>");
        var ran = add(site.url("/plain"));
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(text().contains("\nselect: "), text());
        var check = shell.millrace("check");
        assertTrue(check.out().contains("12.50 EUR") && check.out().contains("(selector at"), check.said());
    }

    @Test
    void aPageThatNamesNoCurrencySaysSo() throws IOException {
        site.page("/bare", TestSite.KETTLE.replace("\"priceCurrency\":\"EUR\",", ""));
        var ran = add(site.url("/bare"));
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(text().contains("# hints: {currency: EUR"), text());
        assertTrue(ran.out().contains("next: say the currency in its hints"), ran.out());
    }

    @Test
    void aPageOfLinksToProductsBecomesAListing() throws IOException {
        site.page("/c/kettles", LISTING).page("/p/1", TestSite.KETTLE);
        var ran = add(site.url("/c/kettles"));
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("a listing with 6 pages at "), ran.out());
        var text = text();
        assertTrue(text.contains("  - listing: \"" + site.url("/c/kettles") + "\""), text);
        assertTrue(text.contains("match: \"/p/*\""), text);
        var check = shell.millrace("check");
        assertEquals(0, check.exit(), check.said());
        assertTrue(check.out().contains("6 pages in 1 part"), check.out());
    }

    @Test
    void aPageThatCannotBeReadWritesNothing() throws IOException {
        var ran = add(site.url("/gone"));
        assertEquals(1, ran.exit(), ran.said());
        assertTrue(ran.out().contains("HTTP status 404"), ran.out());
        try (var files = Files.list(shell.path("sources"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void robotsTxtIsObeyed() throws IOException {
        site.answer("/robots.txt", 200, "User-agent: *\nDisallow: /");
        assertEquals(1, add(site.url("/kettle")).exit());
        assertFalse(site.asked().contains("/kettle"));
    }

    @Test
    void whatAPageSaysCannotBecomeALineOfTheFile() throws IOException {
        site.page(
                "/kettle",
                TestSite.KETTLE.replace("\"name\":\"Kettle\"", "\"name\":\"K\\nfetch: {delay: 0s}\\u2028x: y\""));
        var ran = add(site.url("/kettle"));
        assertEquals(0, ran.exit(), ran.said());
        assertEquals(1, text().lines().filter(line -> line.startsWith("fetch:")).count(), text());
    }

    @Test
    void whatIsNoAddressIsMisuse() {
        var ran = add("acme.example/p/1");
        assertEquals(2, ran.exit(), ran.said());
        assertTrue(ran.err().contains("write it in full, like https://acme.example/p/1"), ran.err());
    }
}
