package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import io.millrace.config.Settings;
import io.millrace.run.AlertAccess;
import io.millrace.run.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace alerts}: what is told, to whom, and whether it arrives. */
@Command(
        name = "alerts",
        header = "Tries the channels of alerts, and shows what was told and what would be.",
        description = "Rules and channels stand under alerts: in millrace.yaml.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace alerts test              a message marked as a test to every channel",
            "  ./millrace alerts test hook mail    to these alone",
            "  ./millrace alerts list              the newest alerts, and what became of them",
            "  ./millrace alerts preview drops     what the rule matches, and what it would say now",
            "  ./millrace alerts retry hook        what was given up for this channel waits again"
        })
final class AlertsCommand implements Runnable {
    private static final int MOST = 200;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: test, list, preview or retry");
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description =
                    "Sends a message that is marked as a test now, also while a pipeline runs; exits 1 if a channel"
                            + " does not take it.")
    int test(
            @Mixin Common common,
            @Parameters(paramLabel = "CHANNEL", arity = "0..*", description = "Names of channels (default: all).")
                    List<String> names,
            @Option(names = "--rule", paramLabel = "NAME", description = "The channels of this rule, in its name.")
                    String rule,
            @Option(names = "--json", description = "One JSON object a channel.") boolean json) {
        var settings = settings(common);
        var alerts = settings.alerts();
        var meant = rule == null ? null : rule(alerts, rule);
        var trials = AlertAccess.test(settings, channels(alerts, names, meant), meant);
        var out = spec.commandLine().getOut();
        for (var trial : trials) {
            var works = trial.fault() == null;
            out.println(
                    json
                            ? JsonLines.write(trial)
                            : plain(String.format(
                                    "%-16s %-8s %s",
                                    trial.channel(),
                                    works ? "sent" : "FAILED",
                                    works ? trial.answer() : trial.fault())));
        }
        out.flush();
        return trials.stream().allMatch(trial -> trial.fault() == null) ? 0 : 1;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the newest alerts, newest first, and what became of each delivery.")
    int list(
            @Mixin Common common,
            @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
                    int last,
            @Option(names = "--json", description = "As one JSON object, with the rules.") boolean json)
            throws Exception {
        if (last < 1 || last > MOST) {
            throw new UsageException("--last takes a number from 1 to " + MOST + ", not " + last);
        }
        var told = AlertAccess.newest(settings(common), last);
        if (!told.path("configured").asBoolean()) {
            throw new UsageException(AlertAccess.NONE);
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(told);
        } else {
            print(told.path("alerts"), out);
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description = "Shows what each rule matches, and what it would say now if nothing had been told yet; writes"
                    + " nothing.")
    int preview(
            @Mixin Common common,
            @Parameters(paramLabel = "RULE", arity = "0..1", description = "Name of one rule (default: all).")
                    String name,
            @Option(names = "--json", description = "One JSON object a rule.") boolean json)
            throws Exception {
        var settings = settings(common);
        if (name != null && settings.alerts().isOn()) {
            rule(settings.alerts(), name);
        }
        var out = spec.commandLine().getOut();
        var rules = AlertAccess.preview(settings, name);
        if (rules.isEmpty()) {
            throw new UsageException(AlertAccess.NONE);
        }
        for (var rule : rules) {
            if (json) {
                out.println(rule);
            } else {
                printRule(rule, out);
            }
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Lets deliveries that were given up wait again, from now on.")
    int retry(
            @Mixin Common common,
            @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "Name of one channel (default: all).")
                    String name)
            throws Exception {
        var settings = settings(common);
        if (name != null && settings.alerts().isOn()) {
            channels(settings.alerts(), List.of(name), null);
        }
        var waiting = AlertAccess.retry(settings, name);
        var out = spec.commandLine().getOut();
        out.println(
                waiting == 0
                        ? "no delivery" + (name == null ? "" : " to " + name) + " was given up"
                        : Counted.of(waiting, "delivery", "deliveries") + (name == null ? "" : " to " + name)
                                + " that had been given up "
                                + (waiting == 1 ? "waits" : "wait") + " to be told again");
        out.flush();
        return 0;
    }

    private static void print(JsonNode alerts, PrintWriter out) {
        if (alerts.isEmpty()) {
            out.println("nothing was told yet");
        }
        for (var alert : alerts) {
            out.println(plain(alert.path("decided_at").asText() + "  "
                    + alert.path("rule").asText() + "  " + alert.path("text").asText()));
            for (var one : alert.path("deliveries")) {
                var state = one.path("state").asText();
                out.println(plain("    " + one.path("channel").asText() + ": "
                        + (state.equals("sent")
                                ? "sent " + one.path("sent_at").asText()
                                : state + " after "
                                        + Counted.of(one.path("attempts").asLong(), "attempt")
                                        + (one.path("error").isNull()
                                                ? ""
                                                : ": " + one.path("error").asText()))));
            }
        }
    }

    private static void printRule(JsonNode rule, PrintWriter out) {
        var products = rule.path("products").asLong();
        var unsure = rule.path("unsure").asLong();
        out.println(plain(rule.path("name").asText() + ": "
                + rule.path("condition").asText() + "; "
                + rule.path("matches").asText() + " (" + products + " now"
                + (unsure == 0 ? "" : ", of which " + unsure + " are read with too little confidence to be told of")
                + "); to " + join(rule.path("channels"))));
        rule.path("says").forEach(text -> out.println(plain("    " + text.asText())));
        var more = rule.path("more").asLong();
        if (more > 0) {
            out.println("    and " + more + " more");
        }
        if (rule.path("says").isEmpty()) {
            out.println("    says nothing now");
        }
    }

    private static String join(JsonNode names) {
        var texts = new ArrayList<String>();
        names.forEach(name -> texts.add(name.asText()));
        return String.join(", ", texts);
    }

    private static AlertRule rule(AlertsSettings alerts, String name) {
        return alerts.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no rule is called " + name + "; there are "
                        + (alerts.rules().isEmpty()
                                ? "none: write rules under alerts: in millrace.yaml"
                                : alerts.rules().stream().map(AlertRule::name).collect(Collectors.joining(", ")))));
    }

    private static List<AlertChannel> channels(AlertsSettings alerts, List<String> names, AlertRule rule) {
        var able = rule == null ? alerts.channels() : alerts.of(rule);
        if (names == null || names.isEmpty()) {
            return able;
        }
        var known = able.stream().map(AlertChannel::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new UsageException("no channel" + (rule == null ? "" : " of the rule " + rule.name()) + " is called "
                    + name + "; there are " + String.join(", ", known));
        });
        return able.stream().filter(channel -> names.contains(channel.name())).toList();
    }

    private static Settings settings(Common common) {
        return AlertAccess.of(common.settings(List.of()));
    }

    /** What was scraped must not steer a terminal. */
    private static String plain(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }
}
