package io.millrace.catalog;

import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Amazon Athena (engine version 3) is told of the lake: the same tables that Glue is, and views and queries over them. */
public final class AthenaDdl {
    /** The dataset of the queries that are about prices. */
    private static final String PRICES = "prices";

    private final String database;
    private final List<CatalogTable> tables;

    /** @param tables all of the lake, that of the raw zone first */
    public AthenaDdl(String database, List<CatalogTable> tables) {
        this.database = database;
        this.tables = List.copyOf(tables);
    }

    /** The database and the tables, which are made by themselves where something is registered. */
    public List<String> tables() {
        var statements = new ArrayList<String>();
        statements.add("CREATE DATABASE IF NOT EXISTS " + database);
        tables.forEach(table -> statements.add(table(table)));
        return statements;
    }

    /** The events, and of each dataset one row per key. */
    public List<String> views() {
        var statements = new ArrayList<String>();
        statements.add(script("raw-events", Map.of()));
        tables.stream()
                .filter(table -> table.dataset() != null)
                .forEach(table -> statements.add(latest(table.dataset())));
        return statements;
    }

    /** What stands over those, as in every warehouse: last prices, changes, days, index, availability, position, cities. */
    public List<String> marts() {
        return new AthenaMarts(
                        database,
                        tables.stream()
                                .map(CatalogTable::dataset)
                                .filter(Objects::nonNull)
                                .toList())
                .views();
    }

    /** Queries to keep under their names. */
    public List<String> queries() {
        var hasPrices = tables.stream().anyMatch(table -> table.name().equals(PRICES));
        return (hasPrices
                        ? Stream.of("query-raw-events", "query-cleaned-prices", "query-price-changes")
                        : Stream.of("query-raw-events"))
                .map(name -> script(name, Map.of()))
                .toList();
    }

    private String table(CatalogTable table) {
        var text =
                new StringBuilder("CREATE EXTERNAL TABLE IF NOT EXISTS `" + database + "`.`" + table.name() + "` (\n");
        text.append(columns(table.columns())).append(")\n");
        if (!table.comment().isEmpty()) {
            text.append("COMMENT ").append(literal(table.comment())).append('\n');
        }
        text.append("PARTITIONED BY (\n").append(columns(table.keys())).append(")\n");
        text.append("ROW FORMAT SERDE '").append(table.format().serde()).append("'\n");
        text.append("WITH SERDEPROPERTIES (")
                .append(properties(TableFormat.PARAMETERS))
                .append(")\n");
        text.append("STORED AS INPUTFORMAT '").append(table.format().input()).append("'\n");
        text.append("OUTPUTFORMAT '").append(table.format().output()).append("'\n");
        text.append("LOCATION '").append(table.location()).append("'\n");
        return text.append("TBLPROPERTIES (")
                .append(properties(table.properties()))
                .append(")")
                .toString();
    }

    private static String columns(List<CatalogColumn> columns) {
        return columns.stream()
                .map(column -> "  `" + column.name() + "` " + column.type()
                        + (column.comment().isEmpty() ? "" : " COMMENT " + literal(column.comment())))
                .collect(Collectors.joining(",\n"));
    }

    private static String properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                // The statement itself says it.
                .filter(one -> !one.getKey().equals("EXTERNAL"))
                .sorted(Map.Entry.comparingByKey())
                .map(one -> literal(one.getKey()) + " = " + literal(one.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Statements on tables are read as Hive reads them: quotes are escaped, not doubled. */
    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String latest(Dataset dataset) {
        var names =
                dataset.columns().stream().map(column -> quoted(column.name())).toList();
        // What has the same key has the same day then: a query of some days need not read all.
        var isFiledByKey = dataset.key().stream()
                .anyMatch(name -> dataset.column(name).orElseThrow().from().equals("event.observed_at"));
        return script(
                "latest",
                Map.of(
                        "latest",
                        quoted(dataset.name() + "_latest"),
                        "table",
                        quoted(dataset.name()),
                        "columns",
                        String.join(", ", names),
                        "partition",
                        (isFiledByKey ? "dt, " : "")
                                + dataset.key().stream().map(AthenaDdl::quoted).collect(Collectors.joining(", ")),
                        "version",
                        quoted(dataset.versionColumn())));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private String script(String name, Map<String, String> values) {
        var path = "/athena/" + name + ".sql";
        try (var in = AthenaDdl.class.getResourceAsStream(path)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            for (var value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text.replace("${database}", database);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read from the jar", e);
        }
    }
}
