package io.millrace.bi;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboard of prices, and the statements in it as Grafana sends them to MySQL. */
record GrafanaDashboard(JsonNode json) {
    static final Path FILE = Path.of("bi/grafana/prices.json");

    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([\\w.]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):sqlstring}");
    private static final Pattern NAMED = Pattern.compile("\\$\\{(\\w+)(?::\\w+)?}");
    private static final Map<String, String> CHOSEN =
            Map.of("source", "'acme','bolt','shop','isle'", "sku", "'a'", "city", "'berlin'");

    static GrafanaDashboard read(String text) throws IOException {
        return new GrafanaDashboard(Json.MAPPER.readTree(text));
    }

    static GrafanaDashboard read() throws IOException {
        return read(Files.readString(FILE));
    }

    /** Title of each panel and each variable to its statement, as it is written. */
    Map<String, String> statements() {
        var statements = new LinkedHashMap<String, String>();
        variables()
                .filter(one -> one.path("type").asText().equals("query"))
                .forEach(one -> statements.put(
                        "variable " + one.path("name").asText(),
                        one.path("query").asText()));
        panels().forEach(panel -> panel.path("targets")
                .forEach(target -> statements.put(
                        panel.path("title").asText(), target.path("rawSql").asText())));
        return statements;
    }

    /** A statement with macros and variables filled in, for a range of 90 days. */
    static String filled(String sql) {
        var now = SampleRows.NOW.plus(Duration.ofHours(1)).getEpochSecond();
        var from = now - Duration.ofDays(90).toSeconds();
        var filled = TIME_FILTER
                .matcher(sql)
                .replaceAll("$1 BETWEEN FROM_UNIXTIME(" + from + ") AND FROM_UNIXTIME(" + now + ")");
        filled = VARIABLE.matcher(filled).replaceAll(match -> {
            var chosen = CHOSEN.get(match.group(1));
            if (chosen == null) {
                throw new IllegalArgumentException("no variable is called " + match.group(1));
            }
            return Matcher.quoteReplacement(chosen);
        });
        if (filled.contains("$")) {
            throw new IllegalArgumentException("a macro is not known here: " + filled);
        }
        return filled;
    }

    /** What is wrong beside the statements, in words. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        var ids = new TreeSet<Integer>();
        var names = new TreeSet<String>();
        variables().forEach(one -> names.add(one.path("name").asText()));
        panels().forEach(panel -> {
            if (!ids.add(panel.path("id").asInt())) {
                faults.add("panel " + panel.path("id") + " stands twice");
            }
            var right = panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt();
            if (right > 24) {
                faults.add("panel " + panel.path("title") + " ends behind the grid");
            }
            if (panel.path("targets").isEmpty() != panel.path("type").asText().equals("row")) {
                faults.add("panel " + panel.path("title") + " asks nothing");
            }
            panel.path("targets").forEach(target -> {
                if (!Set.of("table", "time_series")
                        .contains(target.path("format").asText())) {
                    faults.add("panel " + panel.path("title") + " has no format");
                }
                var isSeries = target.path("format").asText().equals("time_series");
                if (isSeries != target.path("rawSql").asText().contains(" AS time,")) {
                    faults.add("panel " + panel.path("title") + " is a series, or not, by its column time");
                }
            });
        });
        within(json).filter(node -> node.has("datasource")).forEach(node -> {
            if (!node.at("/datasource/uid").asText().equals("${datasource}")) {
                faults.add("a data source is not the variable's: " + node.path("datasource"));
            }
        });
        statements()
                .forEach((title, sql) -> NAMED.matcher(sql).results().forEach(match -> {
                    if (!names.contains(match.group(1))) {
                        faults.add(title + " uses " + match.group() + ", which is no variable");
                    }
                }));
        return faults;
    }

    private Stream<JsonNode> panels() {
        return items(json.path("panels"));
    }

    private Stream<JsonNode> variables() {
        return items(json.at("/templating/list"));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<JsonNode> within(JsonNode tree) {
        return Stream.concat(Stream.of(tree), items(tree).flatMap(GrafanaDashboard::within));
    }
}
