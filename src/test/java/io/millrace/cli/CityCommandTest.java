package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.extract.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CityCommandTest {
    private static final Path PAGES = Path.of("src/test/resources/signal/city");

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();
    private final StringWriter complaints = new StringWriter();
    private String input = "";

    private int run(String... args) {
        PageSource web = url -> {
            if (url.endsWith("/gone")) {
                throw new IOException(url + " answered 410");
            }
            return new Page(Files.readAllBytes(PAGES.resolve("it.html")), "text/html", url);
        };
        var command = new CityCommand(web, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(complaints))
                .execute(args);
    }

    private static String page(String name) {
        return PAGES.resolve(name).toString();
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : printed.toString().lines().toList()) {
            lines.add(JsonLines.read(line));
        }
        return lines;
    }

    @Test
    void aPageGivesOneLineWithItsFieldsInOrder() throws IOException {
        assertEquals(0, run(page("fr.html")));
        var line = lines().get(0);
        var names = new ArrayList<String>();
        line.fieldNames().forEachRemaining(names::add);
        assertEquals(
                List.of(
                        "file",
                        "status",
                        "name",
                        "country",
                        "population",
                        "population_date",
                        "lat",
                        "lon",
                        "elevation_m",
                        "reason",
                        "region",
                        "area_km2",
                        "wikidata",
                        "language",
                        "revision",
                        "populations"),
                names);
        assertEquals("ok", line.get("status").asText());
        assertEquals("2023", line.get("population_date").asText());
        assertEquals(
                "elevation_m: a range, not one height: \"Min. 28 m Max. 131 m\"",
                line.get("reason").asText());
        assertEquals("urban", line.get("populations").get(1).get("kind").asText());
    }

    @Test
    void aCityOfWhichAllIsKnownHasNoReason() throws IOException {
        run(page("de.html"));
        assertTrue(lines().get(0).get("reason").isNull(), printed.toString());
    }

    @Test
    void gzippedAnswersOfTheApiAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(PAGES.resolve("api.json")));
        }
        assertEquals(
                0,
                run(Files.write(folder.resolve("berlin.json.gz"), bytes.toByteArray())
                        .toString()));
        assertEquals("Berlin", lines().get(0).get("name").asText());
    }

    @Test
    void whatIsNoCityKeepsItsPlaceAndFailsTheRun() throws IOException {
        var missing = Files.writeString(
                folder.resolve("no.json"), "{\"error\":{\"code\":\"missingtitle\",\"info\":\"none\"}}");
        assertEquals(
                1,
                run(
                        page("api-v1.json"),
                        missing.toString(),
                        page("none.html"),
                        "https://a.example/gone",
                        page("it.html")));
        assertEquals(
                List.of("refused", "missing", "error", "error", "ok"),
                lines().stream().map(line -> line.get("status").asText()).toList());
        assertTrue(lines().get(0).get("population").isNull());
        assertEquals(
                "https://a.example/gone answered 410",
                lines().get(3).get("reason").asText());
    }

    @Test
    void namesAreTakenFromStandardInput() throws IOException {
        input = page("it.html") + "\n\nhttps://it.wikipedia.org/wiki/Roma\n";
        assertEquals(0, run("--files-from", "-"));
        assertEquals(2, lines().size());
    }

    @Test
    void usageFaultsExitWithTwo() {
        assertEquals(2, run());
        assertEquals(2, run("--url", "https://a.example/", page("it.html"), page("de.html")));
        assertEquals(2, run("--files-from", folder.resolve("none.txt").toString()));
        assertTrue(complaints.toString().contains("there is no such file"), complaints.toString());
    }

    @Test
    void theProgramKnowsTheCommand() {
        assertEquals(0, Shell.plain("city", page("it.html")).exit());
    }
}
