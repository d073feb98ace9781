package io.millrace.cli;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.Settings;
import io.millrace.run.AlertReach;
import io.millrace.source.Source;
import java.util.List;

/** Looks whether rules can ever speak and channels can be reached; tells nobody anything. */
final class AlertCheck {
    private final Settings settings;
    private final List<Source> sources;
    private final Report report;

    /** @param sources none if their declarations cannot be read */
    AlertCheck(Settings settings, List<Source> sources, Report report) {
        this.settings = settings;
        this.sources = sources;
        this.report = report;
    }

    void check() {
        var alerts = settings.alerts();
        if (!alerts.isOn()) {
            return;
        }
        report.add(Finding.ok(
                "alerts",
                Counted.of(alerts.rules().size(), "rule") + " over the prices in " + alerts.warehouse() + ", told to "
                        + String.join(
                                ", ",
                                alerts.channels().stream()
                                        .map(AlertChannel::name)
                                        .toList())));
        alerts.rules().forEach(this::check);
        alerts.channels().stream()
                .filter(channel -> channel.type() != AlertChannel.Type.LOG)
                .forEach(this::check);
    }

    private void check(AlertRule rule) {
        if (sources.isEmpty()) {
            return;
        }
        var able = sources.stream()
                .filter(source -> rule.source() == null || rule.source().equals(source.name()))
                .toList();
        if (able.isEmpty()) {
            report.add(Finding.warn(
                    "alerts",
                    rule.name() + " never speaks: no source is called " + rule.source() + "; there are "
                            + String.join(
                                    ", ", sources.stream().map(Source::name).toList())));
            return;
        }
        able.stream()
                .filter(source -> rule.silence() != null
                        && source.every() != null
                        && rule.silence().compareTo(source.every()) < 0)
                .forEach(source -> report.add(Finding.warn(
                        "alerts",
                        rule.name() + " speaks between two rounds of " + source.name()
                                + ": its no-data is shorter than that source's period; make it longer, or name"
                                + " another source")));
        // What lists find bears labels of its own, which nobody knows yet.
        var known = able.stream().allMatch(source -> source.lists().isEmpty());
        if (known && able.stream().noneMatch(source -> hasLabels(source, rule))) {
            report.add(Finding.warn(
                    "alerts",
                    rule.name() + " never speaks: no page of its sources has the labels " + rule.matches()
                            + "; labels are the further columns of a source's CSV file"));
        }
    }

    private static boolean hasLabels(Source source, AlertRule rule) {
        return rule.labels().isEmpty()
                || source.pages().stream()
                        .anyMatch(page -> page.labels()
                                .entrySet()
                                .containsAll(rule.labels().entrySet()));
    }

    private void check(AlertChannel channel) {
        var reached = AlertReach.of(settings, channel);
        report.add(
                reached.works()
                        ? Finding.ok("alerts", channel.name() + ": " + reached.said())
                        : Finding.broken("alerts", channel.name() + ": " + reached.said()));
    }
}
