package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code examples/} holds, as somebody takes it. */
class ExamplesIT {
    private static final Pattern SECRET = Pattern.compile("\\{\\{aws:([^}#]+)");
    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

    /** A page of the shop that {@code examples/books} reads, as its markup is. */
    private static final String BOOK = """
            <html lang="en-us"><head><title>%1$s | Books to Scrape - Sandbox</title></head><body>
            <article class="product_page"><div class="row"><div class="col-sm-6 product_main"><h1>%1$s</h1>
            <p class="price_color">\u00a3%2$s</p>
            <p class="instock availability"><i class="icon-ok"></i> In stock (22 available)</p></div></div>
            <table class="table table-striped"><tr><th>UPC</th><td>a897fe39b1053632</td></tr>
            <tr><th>Price (excl. tax)</th><td>\u00a3%2$s</td></tr><tr><th>Tax</th><td>\u00a30.00</td></tr></table></article>
            <section><article class="product_pod"><h3><a href="../other_2/index.html">Another</a></h3>
            <div class="product_price"><p class="price_color">\u00a399.99</p>
            <p class="instock availability">In stock</p></div></article></section></body></html>
            """;

    @TempDir
    private Path folder;

    static Stream<Path> examples() throws IOException {
        return Files.list(EXAMPLES).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachIsReadWithoutAFault(Path example) throws IOException {
        var settings = Settings.load(
                Optional.of(example.resolve("millrace.yaml")),
                List.of(),
                Map.of("SLACK_URL", "https://hooks.example/T/B"),
                folder);
        assertEquals(List.of(), settings.warnings());
        assertFalse(SourceFiles.read(settings.sources()).isEmpty());
        var name = example.getFileName().toString();
        assertTrue(
                Files.readString(EXAMPLES.resolve("README.md")).contains("[" + name + "](" + name + "/millrace.yaml)"));
    }

    /** The policies of {@code aws/roles.yaml} allow no others to who reads the file. */
    @ParameterizedTest
    @MethodSource("examples")
    void itsSecretsAreCalledAsThePoliciesKnowThem(Path example) throws IOException {
        try (var files = Files.walk(example)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var prefix = file.endsWith("millrace.yaml") ? "millrace/load/" : "millrace/fetch/";
                SECRET.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> assertTrue(name.startsWith(prefix), () -> file + ": " + name));
            }
        }
    }

    @Test
    void theBooksAreBroughtIntoTheWarehouse() throws IOException {
        try (var site = new TestSite()) {
            var link = "<article class=\"product_pod\"><h3><a href=\"%s/index.html\">x</a></h3></article>";
            var next = "<ul class=\"pager\"><li class=\"next\"><a href=\"page-2.html\">next</a></li></ul>";
            site.page("/catalogue/page-1.html", link.formatted("an-attic_1000") + next)
                    .page("/catalogue/page-2.html", link.formatted("a-velvet_999"))
                    .page("/catalogue/an-attic_1000/index.html", BOOK.formatted("An Attic", "51.77"))
                    .page("/catalogue/a-velvet_999/index.html", BOOK.formatted("A Velvet", "53.74"));
            var source = Files.readString(EXAMPLES.resolve("books/sources/books.yaml"));
            var shell = new Shell(folder)
                    .file(
                            "millrace.yaml",
                            Files.readString(EXAMPLES.resolve("books/millrace.yaml")) + "land: {max-age: 100ms}\n")
                    .file(
                            "sources/books.yaml",
                            source.replace("https://books.toscrape.com", site.url(""))
                                    .replace("{delay: 1s}", "{delay: 0s, allow-private: true}"));
            shell.expect(0, "run", "--once");
            assertEquals(
                    "name,price,currency,availability A Velvet,53.7400,GBP,InStock An Attic,51.7700,GBP,InStock",
                    shell.millrace(
                                    "query",
                                    "--csv",
                                    "SELECT name, price, currency, availability FROM last_price ORDER BY name")
                            .out()
                            .strip()
                            .replaceAll("\\R", " "));
        }
    }
}
