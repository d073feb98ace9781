package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.source.SourceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a scrape of a running pipeline gives, and what is written about it. */
class MetricsIT {
    private static final Path DOC = Path.of("docs/metrics.md");
    private static final Pattern NAME = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final String TABLE = "| name | kind | labels | meaning |\n|---|---|---|---|\n";

    private static final Path DASHBOARD = Path.of("ops/grafana/millrace.json");
    private static final Path RULES = Path.of("ops/prometheus/alerts.yaml");
    private static final Pattern VALUES = Pattern.compile("label_values\\((?<metric>[a-z_]+), (?<label>[a-z]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("(?m)^#+ ([a-z-]+)$");
    private static final Set<String> RULE_FIELDS = Set.of("alert", "expr", "for", "labels", "annotations");

    @TempDir
    private static Path folder;

    private static String text;
    private static Scrape scrape;

    /** A pipeline that has had something of everything: pages read, rejected and gone, a load, a stage that failed. */
    @BeforeAll
    static void scrape() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("millrace.yaml"), "alerts: {rules: [{name: drops, drop: 10%}]}\n");
        try (var site = PriceSite.start()) {
            var file = site.sourceFile(5, "5m");
            Files.writeString(
                    folder.resolve("sources/site.yaml"),
                    file.replace("/p/A4\n", "/q/gone\n").replace("/p/A5\n", "/unpriced\n"));
            try (var pipeline = WholePipeline.start(folder, SourceFolder.open(folder.resolve("sources")), "embedded")) {
                pipeline.pipeline().health().failed("of-a-test", new IllegalStateException("for the test"));
                await().atMost(90, SECONDS).until(() -> isThrough(ask(pipeline.url() + "/metrics")));
            }
        }
    }

    private static boolean isThrough(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        text = answer.body();
        scrape = Scrape.read(text);
        return documented().allMatch(scrape.labels()::containsKey);
    }

    /** What has to have come before the scrape is judged: all that is documented, or some that come last. */
    private static Stream<String> documented() {
        if (Boolean.getBoolean("millrace.golden")) {
            return Stream.of(
                    "millrace_warehouse_last_load_timestamp_seconds",
                    "millrace_rejected_records_total",
                    "millrace_batch_newest_age_seconds",
                    "millrace_source_round_seconds");
        }
        return NAME.matcher(doc()).results().map(found -> found.group(1));
    }

    private static String doc() {
        try {
            return Files.readString(DOC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> ask(String url) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneIsThere() throws Exception {
        var lines = new ArrayList<String>();
        scrape.labels()
                .forEach((name, labels) -> lines.add("| `" + name + "` | " + kind(name) + " | "
                        + String.join(", ", labels) + " | " + meaning(name) + " |"));
        var doc = Files.readString(DOC);
        var at = doc.indexOf(TABLE) + TABLE.length();
        var end = doc.indexOf("\n\n", at);
        var written = doc.substring(0, at) + String.join("\n", lines) + (end < 0 ? "\n" : doc.substring(end));
        if (Boolean.getBoolean("millrace.golden")) {
            Files.writeString(DOC, written);
        }
        assertEquals(written, Files.readString(DOC), DOC + ", written anew by -Dmillrace.golden=true");
    }

    /** Prometheus adds these to every series. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    @Test
    void theDashboardAsksForNothingThatNobodyTells() throws Exception {
        var dashboard = Json.MAPPER.readTree(DASHBOARD.toFile());
        var queries = new ArrayList<String>();
        dashboard
                .at("/panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText())));
        assertTrue(queries.size() > 40, queries.toString());
        queries.forEach(MetricsIT::expectTold);
        dashboard.at("/templating/list").forEach(variable -> {
            if (variable.path("type").asText().equals("query")) {
                var asked = VALUES.matcher(variable.path("query").asText());
                assertTrue(asked.matches(), variable::toString);
                expectTold("max by (" + asked.group("label") + ") (" + asked.group("metric") + ")");
            }
        });
    }

    @Test
    void theRulesAskForNothingThatNobodyTellsAndNameAPlaceInTheRunbook() throws Exception {
        var runbook = Files.readString(Path.of("RUNBOOK.md"));
        var anchors =
                ANCHOR.matcher(runbook).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        var file = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(RULES));
        var names = new ArrayList<String>();
        for (var group : (List<?>) file.get("groups")) {
            for (var rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                var fields = (Map<?, ?>) rule;
                assertTrue(RULE_FIELDS.containsAll(fields.keySet()), fields::toString);
                names.add((String) fields.get("alert"));
                expectTold((String) fields.get("expr"));
                var said = (Map<?, ?>) fields.get("annotations");
                assertEquals(Set.of("summary", "runbook_url"), said.keySet());
                var url = (String) said.get("runbook_url");
                assertTrue(url.startsWith("RUNBOOK.md#") && anchors.contains(url.substring(11)), url);
            }
        }
        assertEquals(names.stream().distinct().toList(), names);
    }

    private static void expectTold(String query) {
        for (var use : PromQl.read(query)) {
            var labels = scrape.labels().get(use.metric());
            assertTrue(labels != null, "nobody tells " + use.metric() + " of " + query);
            var unknown = new TreeSet<>(use.labels());
            unknown.removeAll(labels);
            unknown.removeAll(ADDED);
            assertEquals(Set.of(), unknown, query);
        }
    }

    private static String kind(String name) {
        return scrape.kinds().getOrDefault(metric(name), "?");
    }

    private static String meaning(String name) {
        return scrape.helps().getOrDefault(metric(name), "").strip();
    }

    /** A summary's series have endings. */
    private static String metric(String name) {
        return scrape.kinds().containsKey(name) ? name : name.replaceFirst("_(count|sum|max)$", "");
    }
}
