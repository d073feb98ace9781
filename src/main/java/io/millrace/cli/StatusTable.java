package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.reconcile.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The status for people: what is usual on about twenty lines, and a line more for whatever is wrong. */
final class StatusTable {
    private static final int MOST_SHARDS = 4;
    private static final int MOST_NAMED = 10;

    private final JsonNode status;
    private final StringBuilder text = new StringBuilder();

    private StatusTable(JsonNode status) {
        this.status = status;
    }

    static String of(JsonNode status) {
        var table = new StatusTable(status);
        table.instances();
        table.sources();
        table.shards();
        table.lake();
        table.cleaning();
        table.catalog();
        table.held();
        table.loads();
        table.alerts();
        table.publishers();
        table.failed();
        table.sums();
        table.deep();
        return table.text.toString().stripTrailing();
    }

    private void instances() {
        var living = new ArrayList<String>();
        for (var instance : status.path("instances")) {
            if (!instance.path("stopped").asBoolean()) {
                var roles = new ArrayList<String>();
                instance.path("roles").forEach(role -> roles.add(role.asText()));
                living.add(instance.path("host").asText() + " (" + String.join(",", roles) + ")");
            }
        }
        if (!living.isEmpty()) {
            line("running", named(living));
        }
        var spool = status.path("spool");
        if (spool.path("events").asLong() > 0) {
            line(
                    "spool",
                    count(spool, "events") + " events wait to be published, " + count(spool, "bytes") + " bytes, "
                            + age(spool));
        }
    }

    private void alerts() {
        for (var channel : status.path("alerts").path("channels")) {
            var waiting = channel.path("waiting").asLong();
            var failed = channel.path("failed").asLong();
            if (waiting > 0 || failed > 0) {
                line(
                        "alerts",
                        channel.path("channel").asText() + ": " + number(waiting) + " wait to be told"
                                + (waiting == 0 ? "" : ", " + age(channel))
                                + (failed == 0 ? "" : ", " + number(failed) + " given up"));
            }
        }
    }

    private void sources() {
        var sources = status.path("sources");
        var names = new HashSet<String>();
        long pages = 0;
        long gone = 0;
        for (var source : sources) {
            names.add(source.path("source").asText());
            pages += source.path("pages").asLong();
            gone += source.path("gone").asLong();
        }
        if (!sources.isEmpty()) {
            line(
                    "sources",
                    Counted.of(names.size(), "source") + ", " + Counted.of(pages, "page")
                            + (gone == 0 ? "" : ", " + number(gone) + " gone"));
        }
        sources.forEach(source -> source.path("alarms")
                .forEach(alarm -> line("ALARM", source.path("source").asText() + ": " + words(alarm))));
    }

    /** An alarm of a source in words. */
    static String words(JsonNode alarm) {
        var usual = alarm.path("usual").asText();
        var found = alarm.path("found").asText();
        return alarm.path("signal").asText()
                + (usual.equals("yes") ? "" : " " + usual)
                + " as usual on " + percent(alarm, "was") + " of the looks, now on " + percent(alarm, "is")
                + (found.isEmpty() ? "" : " (" + found + ")")
                + ", since " + alarm.path("since").asText() + "; ./millrace extract "
                + alarm.path("url").asText() + " --all tells what is found";
    }

    private static String percent(JsonNode node, String field) {
        return Math.round(100 * node.path(field).asDouble()) + " %";
    }

    private void shards() {
        var shards = status.path("stream").path("shards");
        long records = 0;
        long seconds = 0;
        for (var shard : shards) {
            records += shard.path("behind").asLong();
            seconds = Math.max(seconds, shard.path("behind_seconds").asLong());
        }
        if (shards.size() > MOST_SHARDS) {
            line(
                    "stream",
                    shards.size() + " shards, " + number(records) + " records not landed" + oldest(records, seconds));
        } else {
            shards.forEach(shard -> line(
                    "stream",
                    shard.path("shard").asText() + ", " + count(shard, "behind") + " records not landed"
                            + oldest(
                                    shard.path("behind").asLong(),
                                    shard.path("behind_seconds").asLong())));
        }
        status.path("trimmed")
                .forEach(range -> line(
                        "LOST",
                        range.path("shard").asText() + ": retention trimmed records before they were landed, from "
                                + range.path("from").asText("the beginning") + " to "
                                + range.path("to").asText("unknown")));
    }

    private void lake() {
        var land = status.path("land");
        line("land", count(land, "records") + " records in " + count(land, "objects") + " objects");
        var clean = status.path("clean");
        line(
                "clean",
                count(clean, "committed") + " of " + count(clean, "planned") + " batches committed: read "
                        + count(clean, "read") + some(clean, "again", ", of these again ") + ", written "
                        + count(clean, "written") + ", duplicates " + count(clean, "duplicates") + ", rejected "
                        + count(clean, "rejected") + some(clean, "dropped", ", dropped "));
        var removed = status.path("removed");
        if (removed.isObject()) {
            line(
                    "",
                    "retention removed " + count(removed, "objects") + " objects of batches, " + count(removed, "bytes")
                            + " bytes");
        }
        var reasons = new ArrayList<String>();
        clean.path("reasons")
                .properties()
                .forEach(reason -> reasons.add(
                        reason.getKey() + " " + number(reason.getValue().asLong())));
        if (!reasons.isEmpty()) {
            line("", "rejected as " + named(reasons));
        }
    }

    private void cleaning() {
        var cleaning = status.path("cleaning");
        if (!cleaning.isObject()) {
            return;
        }
        var said = "batch " + cleaning.path("batch").asText() + " by "
                + cleaning.path("engine").asText() + " since "
                + cleaning.path("since").asText();
        if (cleaning.hasNonNull("read")) {
            said += ": " + count(cleaning, "read") + " lines read" + some(cleaning, "planned", " of ");
        }
        if (cleaning.hasNonNull("job")) {
            said += ": job " + cleaning.path("job").asText() + ", "
                    + cleaning.path("state").asText("state not known here");
        }
        line("cleaning", said);
    }

    private void catalog() {
        var catalog = status.path("catalog");
        if (catalog.isObject()) {
            var committed = status.path("clean").path("committed").asLong();
            line(
                    "catalog",
                    number(Math.min(committed, catalog.path("registered").asLong())) + " of " + number(committed)
                            + " batches registered in "
                            + catalog.path("database").asText());
        }
    }

    private void held() {
        var clean = status.path("clean");
        var told = 0;
        for (var held : clean.path("held")) {
            if (told++ < MOST_NAMED) {
                line(
                        "HELD",
                        "batch " + held.path("batch").asText() + ", " + count(held, "records") + " records, "
                                + held.path("reason").asText() + ": "
                                + held.path("detail").asText());
            }
        }
        var more = clean.path("held_batches").asLong() - Math.min(told, MOST_NAMED);
        if (more > 0) {
            line("HELD", number(more) + " more batches");
        }
    }

    private void loads() {
        for (var load : status.path("warehouses")) {
            var behind = load.path("behind").asLong();
            if (load.has("away")) {
                line(
                        "AWAY",
                        load.path("name").asText() + "." + load.path("dataset").asText() + " ("
                                + load.path("type").asText() + ") does not answer: "
                                + load.path("away").asText());
                continue;
            }
            var deleted = load.path("deleted").asLong();
            line(
                    "load",
                    load.path("name").asText() + "." + load.path("dataset").asText() + " ("
                            + load.path("type").asText() + "): " + count(load, "loaded") + " batches" + begins(load)
                            + ", "
                            + number(behind) + " behind" + (behind == 0 ? "" : " (" + age(load) + ")") + "; inserted "
                            + count(load, "inserted") + ", updated " + count(load, "updated") + ", ignored "
                            + count(load, "ignored") + (deleted == 0 ? "" : ", deleted " + number(deleted)) + "; "
                            + count(load, "rows") + " rows");
        }
    }

    /** Where it begins, if that is not with the first batch of all. */
    private static String begins(JsonNode load) {
        return load.path("first").asLong() <= 1
                ? ""
                : " from batch " + load.path("first").asText() + " on (load.from: "
                        + load.path("from").asText() + ")";
    }

    private void publishers() {
        var broken = new ArrayList<String>();
        for (var publisher : status.path("publishers")) {
            var ranges = new ArrayList<String>();
            publisher
                    .path("missing")
                    .forEach(range -> ranges.add(
                            range.path(0).asLong() == range.path(1).asLong()
                                    ? range.path(0).asText()
                                    : range.path(0).asText() + "-"
                                            + range.path(1).asText()));
            if (!ranges.isEmpty()) {
                broken.add(publisher.path("publisher").asText() + ": " + named(ranges));
            }
        }
        broken.stream().limit(MOST_NAMED).forEach(said -> line("MISSING", "events of publisher " + said));
        if (broken.size() > MOST_NAMED) {
            line("MISSING", "events of " + (broken.size() - MOST_NAMED) + " more publishers");
        }
    }

    private void failed() {
        var failed = status.path("failed").asLong();
        line("failed", number(failed) + (failed >= Status.MOST_FAILED ? " or more" : "") + " objects under failed/");
        for (var failure : status.path("failing")) {
            line(
                    "FAILING",
                    failure.path("stage").asText() + ", "
                            + failure.path("times").asText() + " times: "
                            + failure.path("reason").asText());
        }
    }

    /** Those of the lake one by one; of the tables' only what is broken. */
    private void sums() {
        var tables = 0;
        for (var sum : status.path("sums")) {
            var name = sum.path("sum").asText();
            var holds = sum.path("holds").asBoolean();
            if (holds && name.contains(": ")) {
                tables++;
            } else {
                line(
                        holds ? "holds" : "BROKEN",
                        name + "  (" + count(sum, "left") + (holds ? " = " : " and ") + count(sum, "right") + ")");
            }
        }
        if (tables > 0) {
            line("holds", number(tables) + " sums of the warehouses' tables");
        }
    }

    private void deep() {
        var deep = status.path("deep");
        if (deep.isMissingNode()) {
            return;
        }
        var counts = new ArrayList<String>();
        deep.path("checked")
                .properties()
                .forEach(entry -> counts.add(number(entry.getValue().asLong()) + " " + entry.getKey()));
        var findings = deep.path("findings");
        line("deep", "looked at " + String.join(", ", counts) + (findings.isEmpty() ? ": nothing is wrong" : ""));
        findings.forEach(finding -> line(
                "FOUND",
                finding.path("kind").asText() + " " + finding.path("place").asText() + ": "
                        + finding.path("found").asText()));
    }

    private void line(String word, String said) {
        text.append(String.format("%-9s%s%n", word, said));
    }

    private static String named(List<String> items) {
        var more = items.size() - MOST_NAMED;
        return String.join(", ", items.subList(0, Math.min(items.size(), MOST_NAMED)))
                + (more > 0 ? " and " + number(more) + " more" : "");
    }

    private static String some(JsonNode node, String field, String before) {
        return node.path(field).asLong() == 0 ? "" : before + count(node, field);
    }

    private static String oldest(long records, long seconds) {
        return records == 0 ? "" : ", the oldest since " + duration(seconds);
    }

    private static String age(JsonNode node) {
        return "the oldest since " + duration(node.path("behind_seconds").asLong());
    }

    private static String duration(long seconds) {
        var time = Duration.ofSeconds(seconds);
        if (time.toMinutes() < 2) {
            return seconds + " s";
        }
        return time.toHours() < 2
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%d h %d min", time.toHours(), time.toMinutesPart());
    }

    private static String count(JsonNode node, String field) {
        return number(node.path(field).asLong());
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
