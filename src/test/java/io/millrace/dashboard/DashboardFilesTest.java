package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardFilesTest {
    private static final Pattern HTML_OUT_OF_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|srcdoc|style=|setAttribute\\('style");

    private final DashboardFiles files = new DashboardFiles();

    @Test
    void noScriptMakesHtmlOrStylesOutOfText() {
        for (var name : scripts()) {
            var found = HTML_OUT_OF_TEXT.matcher(text(name)).results().map(MatchResult::group);
            assertEquals(List.of(), found.toList(), name);
        }
    }

    @Test
    void everyModuleThatIsAskedForIsThere() {
        for (var name : scripts()) {
            Pattern.compile("from '\\./([a-z-]+\\.js)'")
                    .matcher(text(name))
                    .results()
                    .forEach(asked -> assertTrue(DashboardFiles.NAMES.contains(asked.group(1)), name + asked.group()));
        }
    }

    @Test
    void thePageHasNothingInlineThatItsPolicyForbids() {
        var page = Jsoup.parse(text("index.html"));
        assertTrue(page.select("style, [style], script:not([src])").isEmpty());
        assertTrue(page.select("[^on]").isEmpty());
    }

    @Test
    void thePageLoadsItsOwnFilesAlone() {
        var page = Jsoup.parse(text("index.html"));
        page.select("[src], link[href]").forEach(element -> {
            var address = element.hasAttr("src") ? element.attr("src") : element.attr("href");
            assertTrue(address.startsWith("/"), address);
            assertTrue(files.at(address).content().length > 0);
        });
    }

    @Test
    void everyElementThatAScriptLooksUpIsOnThePage() {
        var page = Jsoup.parse(text("index.html"));
        for (var name : List.of("app.js", "shell.js")) {
            var ids = Pattern.compile("(?:\\$|getElementById)\\('([a-z-]+)'\\)").matcher(text(name));
            assertEquals(
                    List.of(),
                    ids.results()
                            .map(id -> id.group(1))
                            .filter(id -> page.getElementById(id) == null)
                            .toList(),
                    name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../logback.xml", "", "//index.html", "/style.css/..", "/application.properties"})
    void onlyTheFilesOfThePageCanBeRead(String path) {
        assertThrows(UnknownAddressException.class, () -> files.at(path));
    }

    @Test
    void everyFileOfTheFolderIsServed() throws Exception {
        try (var there = Files.list(Path.of("src/main/resources/dashboard"))) {
            assertEquals(
                    DashboardFiles.NAMES.stream().sorted().toList(),
                    there.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static List<String> scripts() {
        return DashboardFiles.NAMES.stream()
                .filter(name -> name.endsWith(".js"))
                .toList();
    }

    private String text(String name) {
        return new String(files.at("/" + name).content(), StandardCharsets.UTF_8);
    }
}
