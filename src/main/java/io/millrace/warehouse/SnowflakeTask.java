package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How Snowflake loads a dataset by itself: what arrives of the lake's files waits in tables of its own, and a task merges
 * the rows of those files that a committed manifest names, once all of them are there, and writes the ledger. Its
 * statements are those of Millrace's own load where they can be; it makes no stubs of rows that others refer to.
 */
final class SnowflakeTask {
    private final SnowflakeOptions options;
    private final SqlFolder sql;
    private final Map<String, String> values;

    SnowflakeTask(SnowflakeOptions options, Dataset dataset, SqlFolder sql) {
        this.options = options;
        this.sql = sql;
        var name = dataset.name();
        values = new LinkedHashMap<>(sql.values(dataset));
        values.put("part", Sql.identifier(name));
        values.put("landed", "millrace_landed_" + name);
        values.put("landing", Sql.literal("@" + options.stage() + "/" + name + "/"));
        values.put("pipe", "millrace_pipe_" + name);
        values.put("stream", "millrace_stream_" + name);
        values.put("manifest-stream", "millrace_stream_manifests_" + name);
        values.put("task", "millrace_load_" + name);
        values.put("taken", "0");
        values.put(
                "landed-values",
                dataset.columns().stream()
                        .map(column -> "l.content:" + Sql.identifier(column.name()) + "::" + staged(dataset, column))
                        .collect(Collectors.joining(", ")));
    }

    private String staged(Dataset dataset, Column column) {
        return Sql.isJson(column) ? "VARCHAR" : sql.dialect().type(dataset, column);
    }

    /** All that has to be run once: tables, pipes and streams, and the task itself. */
    List<String> definitions() {
        var statements = new ArrayList<>(script("landed"));
        if (options.loads() == SnowflakeOptions.Loads.SNOWPIPE) {
            statements.addAll(script("pipes"));
        }
        statements.add(task());
        statements.add("ALTER TASK " + values.get("task") + " RESUME");
        return statements;
    }

    private String task() {
        var when = options.loads() == SnowflakeOptions.Loads.SNOWPIPE
                ? "    WHEN SYSTEM$STREAM_HAS_DATA('" + values.get("manifest-stream") + "') OR SYSTEM$STREAM_HAS_DATA('"
                        + values.get("stream") + "')\n"
                : "";
        return "CREATE OR REPLACE TASK " + values.get("task") + "\n"
                + (options.compute().isEmpty() ? "" : "    WAREHOUSE = " + options.compute() + "\n")
                + "    SCHEDULE = '" + Math.max(1, options.every().toMinutes()) + " MINUTES'\n"
                + "    TIMEZONE = 'UTC', QUERY_TAG = 'millrace', LOCK_TIMEOUT = 600\n" + when + "AS\nBEGIN\n"
                + run().stream()
                        .map(statement -> statement.indent(4).stripTrailing() + ";\n")
                        .collect(Collectors.joining())
                + "EXCEPTION\n    WHEN OTHER THEN\n        ROLLBACK;\n        RAISE;\nEND";
    }

    /** What the task does each time, in order. */
    List<String> run() {
        var statements = new ArrayList<String>();
        if (options.loads() == SnowflakeOptions.Loads.TASK) {
            statements.addAll(script("copy-landed"));
        }
        for (var name : List.of("stage", "task-due", "prune-repeated", "prune-stale", "task-record", "upsert")) {
            statements.addAll(script(name));
        }
        if (options.loads() == SnowflakeOptions.Loads.SNOWPIPE) {
            statements.addAll(script("task-consumed"));
        }
        statements.addAll(script("task-end"));
        return statements;
    }

    /** What its statements are filled in with. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    private List<String> script(String name) {
        return sql.script(name, values);
    }
}
