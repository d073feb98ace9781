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

class ExtractCommandTest {
    private static final String HTML = "<h1>Mug</h1><p itemprop=price>£5.00</p>";

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
            return new Page(HTML.getBytes(StandardCharsets.UTF_8), "text/html", url);
        };
        var command = new ExtractCommand(web, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(complaints))
                .execute(args);
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : printed.toString().lines().toList()) {
            lines.add(JsonLines.read(line));
        }
        return lines;
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), HTML).toString();
    }

    @Test
    void aFileGivesOneLineWithAllFields() throws IOException {
        assertEquals(0, run(file("mug.html")));
        var line = lines().get(0);
        assertEquals("ok", line.get("status").asText());
        assertTrue(printed.toString().contains("\"price\":5.00,"), printed.toString());
        assertEquals("GBP", line.get("currency").asText());
        assertEquals("Mug", line.get("name").asText());
        assertEquals("microdata", line.get("method").asText());
        for (var field : List.of("file", "list_price", "availability", "sku", "selector", "confidence")) {
            assertTrue(line.has(field), field);
        }
    }

    @Test
    void helpShowsTheOptions() {
        assertEquals(0, run("--help"));
        assertTrue(printed.toString().contains("--files-from"), printed.toString());
    }

    @Test
    void gzippedFilesAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(HTML.getBytes(StandardCharsets.UTF_8));
        }
        var file = Files.write(folder.resolve("mug.html.gz"), bytes.toByteArray());
        run(file.toString());
        assertEquals("ok", lines().get(0).get("status").asText());
    }

    @Test
    void pagesThatFailKeepTheirPlaceAndFailTheRun() throws IOException {
        assertEquals(
                1,
                run(
                        folder.resolve("none.html").toString(),
                        folder.toString(),
                        "https://a.example/gone",
                        file("mug.html")));
        var lines = lines();
        assertEquals(4, lines.size());
        assertTrue(
                lines.get(0).get("reason").asText().contains("none.html does not exist"),
                lines.get(0).toString());
        assertTrue(
                lines.get(1).get("reason").asText().contains("is a directory"),
                lines.get(1).toString());
        assertEquals(
                "https://a.example/gone answered 410",
                lines.get(2).get("reason").asText());
        assertEquals("error", lines.get(2).get("status").asText());
        assertEquals("ok", lines.get(3).get("status").asText());
    }

    @Test
    void namesAreTakenFromStandardInput() throws IOException {
        input = file("a.html") + "\n\nhttps://b.example/p\n";
        assertEquals(0, run("--files-from", "-"));
        assertEquals("https://b.example/p", lines().get(1).get("file").asText());
    }

    @Test
    void allShowsTheCandidates() throws IOException {
        run("--all", file("mug.html"));
        var candidate = lines().get(0).get("candidates").get(0);
        assertTrue(candidate.get("reason").asText().startsWith("won"), candidate.toString());
    }

    @Test
    void aSelectorAndACurrencyAreUsed() throws IOException {
        Files.writeString(folder.resolve("x.html"), "<b class=p>12,50</b>");
        run(
                "--select",
                "price=b.p",
                "--currency",
                "CHF",
                folder.resolve("x.html").toString());
        assertEquals("CHF", lines().get(0).get("currency").asText());
        assertEquals("selector", lines().get(0).get("method").asText());
    }

    @Test
    void aSelectorIsSuggestedForAPriceThatSomebodySees() throws IOException {
        assertEquals(0, run("--suggest", "5", file("mug.html")));
        assertEquals(
                "p[itemprop=\"price\"]",
                lines().get(0).get("select").get("price").asText());
    }

    @Test
    void aPriceThatThePageDoesNotShowHasNoSelector() throws IOException {
        assertEquals(1, run("--suggest", "6", file("mug.html")));
        assertTrue(lines().get(0).get("reason").asText().contains("shows 6"), printed.toString());
    }

    @Test
    void usageFaultsExitWithTwoAndSayWhatToDo() throws IOException {
        assertEquals(2, run());
        assertEquals(2, run("--suggest", "cheap", file("mug.html")));
        assertEquals(2, run("--select", "prize=b", file("mug.html")));
        assertEquals(2, run("--url", "https://a.example/", file("a.html"), file("b.html")));
        assertEquals(2, run("--files-from", folder.resolve("none.txt").toString()));
        assertTrue(complaints.toString().contains("no field is called \"prize\""), complaints.toString());
    }
}
