package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.run.Inquiry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace status}: counts, lags and the sums. */
@Command(
        name = "status",
        description = "Shows counts, lags and the sums, stage by stage; exits 1 when a sum does not hold.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var text = Inquiry.status(common.settings(List.of()));
        var status = Json.MAPPER.readTree(text);
        spec.commandLine().getOut().println(json ? text : table(status));
        return status.path("ok").asBoolean() ? 0 : 1;
    }

    private static String table(JsonNode status) {
        var text = new StringBuilder();
        for (var shard : status.path("stream").path("shards")) {
            line(text, "stream", shard.path("shard").asText() + ", " + count(shard, "behind") + " records not landed");
        }
        var land = status.path("land");
        line(text, "land", count(land, "records") + " records in " + count(land, "objects") + " objects");
        var clean = status.path("clean");
        line(
                text,
                "clean",
                count(clean, "committed") + " of " + count(clean, "planned") + " batches committed: read "
                        + count(clean, "read") + ", written " + count(clean, "written") + ", duplicates "
                        + count(clean, "duplicates") + ", rejected " + count(clean, "rejected"));
        clean.path("reasons")
                .properties()
                .forEach(reason -> line(
                        text,
                        "",
                        "rejected as " + reason.getKey() + ": "
                                + String.format("%,d", reason.getValue().asLong())));
        for (var load : status.path("warehouses")) {
            line(
                    text,
                    "load",
                    load.path("name").asText() + "." + load.path("dataset").asText() + " ("
                            + load.path("type").asText() + "): " + count(load, "loaded") + " batches, "
                            + count(load, "behind")
                            + " behind; inserted " + count(load, "inserted") + ", updated " + count(load, "updated")
                            + ", ignored " + count(load, "ignored") + "; " + count(load, "rows") + " rows");
        }
        line(text, "failed", count(status, "failed") + " objects under failed/");
        for (var failure : status.path("failing")) {
            line(
                    text,
                    "failing",
                    failure.path("stage").asText() + ", "
                            + failure.path("times").asText() + " times: "
                            + failure.path("reason").asText());
        }
        for (var sum : status.path("sums")) {
            line(
                    text,
                    sum.path("holds").asBoolean() ? "holds" : "BROKEN",
                    sum.path("sum").asText() + "  (" + count(sum, "left") + " = " + count(sum, "right") + ")");
        }
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String word, String said) {
        text.append(String.format("%-9s%s%n", word, said));
    }

    private static String count(JsonNode node, String field) {
        return String.format("%,d", node.path(field).asLong());
    }
}
