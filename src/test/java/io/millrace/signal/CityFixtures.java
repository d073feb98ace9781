package io.millrace.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of cities, out of files and out of rows. */
final class CityFixtures {
    private CityFixtures() {}

    static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/signal/city", file));
    }

    static CityReading read(String file) throws IOException {
        return CityPage.read(bytes(file), null, null);
    }

    /** A page with these rows, "label = value" or a heading alone, and what its coordinates' link says. */
    static CityReading page(String language, String title, String params, String... rows) {
        return html(language, title, box(params, rows));
    }

    static CityReading html(String language, String title, String body) {
        var html = "<html lang='" + language + "'><head><meta charset='utf-8'></head><body><h1 id='firstHeading'>"
                + title + "</h1>" + body + "</body></html>";
        return CityPage.read(html.getBytes(StandardCharsets.UTF_8), "text/html", null);
    }

    static String box(String params, String... rows) {
        var box = new StringBuilder("<table class='infobox'>");
        for (var row : rows) {
            var parts = row.split(" = ", 2);
            box.append(
                    parts.length == 1
                            ? "<tr><th colspan='2'>" + parts[0] + "</th></tr>"
                            : "<tr><th>" + parts[0] + "</th><td>" + parts[1] + "</td></tr>");
        }
        return box + "</table><span id='coordinates'><a href='//geohack.toolforge.org/geohack.php?params=" + params
                + "'>there</a></span>";
    }
}
