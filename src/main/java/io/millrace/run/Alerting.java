package io.millrace.run;

import io.millrace.alert.AlertHistory;
import io.millrace.alert.AlertTables;
import io.millrace.alert.Envelope;
import io.millrace.alert.Gone;
import io.millrace.alert.Judging;
import io.millrace.alert.MailSender;
import io.millrace.alert.Outbox;
import io.millrace.alert.PostClient;
import io.millrace.alert.Posting;
import io.millrace.alert.SourceState;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import io.millrace.config.Secret;
import io.millrace.config.Settings;
import io.millrace.lake.Erasure;
import io.millrace.reconcile.Metrics;
import io.millrace.reconcile.Status;
import io.millrace.warehouse.Warehouse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts of one process: what judges, what tells, and what is told of both. */
final class Alerting {
    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);

    /** The dataset that alerts are about. */
    private static final String JUDGED = "prices";

    private final AlertsSettings settings;
    private final Outbox outbox;
    private final Judging judging;
    private final Posting posting;

    private Alerting(AlertsSettings settings, Outbox outbox, Judging judging, Posting posting) {
        this.settings = settings;
        this.outbox = outbox;
        this.judging = judging;
        this.posting = posting;
    }

    /**
     * The alerts of a process that loads.
     *
     * @param sources those that processes look at
     * @param erasures of the lake, which hold for the alerts too
     * @return null if nothing is to be told
     */
    static Alerting of(
            Settings all,
            List<Warehouse> warehouses,
            Supplier<List<Status.Source>> sources,
            Supplier<List<Erasure>> erasures,
            Rhythm rhythm,
            Clock clock) {
        var settings = all.alerts();
        var warehouse = warehouse(settings, warehouses);
        if (warehouse == null) {
            return null;
        }
        var tables = new AlertTables(warehouse);
        var outbox = new Outbox(tables, settings.giveUpAfter(), clock);
        var judging = new Judging(
                settings,
                tables,
                outbox,
                () -> states(sources.get()),
                () -> gone(erasures.get()),
                rhythm == Rhythm.ONCE,
                clock);
        return new Alerting(settings, outbox, judging, new Posting(settings, outbox, clock));
    }

    /** The outbox of a process that does not tell; null where there is none. */
    static Outbox outbox(Settings all, List<Warehouse> warehouses) {
        var warehouse = warehouse(all.alerts(), warehouses);
        return warehouse == null
                ? null
                : new Outbox(new AlertTables(warehouse), all.alerts().giveUpAfter(), Clock.systemUTC());
    }

    /** What was told, for the dashboard of a process that may not tell itself. */
    static AlertHistory history(Settings all, List<Warehouse> warehouses) {
        return new AlertHistory(all.alerts(), outbox(all, warehouses));
    }

    /** How many alerts wait, for a status; gives null where none are configured, or the warehouse is away. */
    static Supplier<Status.Alerts> waiting(Settings all, List<Warehouse> warehouses, Clock clock) {
        var settings = all.alerts();
        var warehouse = warehouse(settings, warehouses);
        if (warehouse == null) {
            return () -> null;
        }
        var outbox = new Outbox(new AlertTables(warehouse), settings.giveUpAfter(), clock);
        return () -> waiting(settings, outbox, clock.instant());
    }

    private static Status.Alerts waiting(AlertsSettings settings, Outbox outbox, Instant now) {
        try {
            var counts = outbox.counts().stream().collect(Collectors.toMap(Outbox.Count::channel, Function.identity()));
            settings.channels()
                    .forEach(channel ->
                            counts.putIfAbsent(channel.name(), new Outbox.Count(channel.name(), 0, null, 0)));
            return new Status.Alerts(
                    settings.warehouse(),
                    counts.values().stream()
                            .sorted(Comparator.comparing(Outbox.Count::channel))
                            .map(count -> new Status.AlertChannel(
                                    count.channel(), count.waiting(), behind(settings, count, now), count.failed()))
                            .toList());
        } catch (SQLException e) {
            LOG.debug("warehouse={} does not tell how many alerts wait", settings.warehouse(), e);
            return null;
        }
    }

    /** How long the oldest delivery of a channel has waited, quiet hours left out. */
    private static long behind(AlertsSettings settings, Outbox.Count count, Instant now) {
        if (count.oldest() == null) {
            return 0;
        }
        var since = settings.channels().stream()
                .filter(channel -> channel.name().equals(count.channel()) && channel.quiet() != null)
                .findFirst()
                .map(channel -> channel.quiet().waitsSince(count.oldest(), now))
                .orElse(count.oldest());
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private static Warehouse warehouse(AlertsSettings settings, List<Warehouse> warehouses) {
        return !settings.isOn()
                ? null
                : warehouses.stream()
                        .filter(one -> one.name().equals(settings.warehouse()))
                        .findFirst()
                        .orElse(null);
    }

    /** What the routes of judging and telling call, by name. */
    Map<String, Object> beans(Settings all) {
        var beans = channels(all);
        beans.put("alertJudging", judging);
        beans.put("alertPosting", posting);
        return beans;
    }

    /** What the routes of the channels alone call. */
    static Map<String, Object> channels(Settings all) {
        var secrets = new Secrets(all.aws().region());
        Function<Secret, String> reveal = secrets::reveal;
        var beans = new HashMap<String, Object>();
        beans.put("alertEnvelope", new Envelope(reveal, Clock.systemUTC()));
        beans.put("alertClient", PostClient.open());
        beans.put("alertTopics", new Topics());
        for (var channel : all.alerts().channels()) {
            if (channel.type() == AlertChannel.Type.EMAIL) {
                beans.put("alertMail-" + channel.name(), MailSender.of(channel.mail(), reveal));
            }
        }
        return beans;
    }

    Metrics.Part metrics() {
        return gauges -> {
            judging.told()
                    .forEach((rule, count) -> gauges.counter(
                            "millrace_alerts",
                            "Alerts that this process decided.",
                            count,
                            "rule",
                            rule,
                            "kind",
                            kind(rule)));
            posting.results()
                    .forEach((channel, results) -> results.forEach((result, count) -> gauges.counter(
                            "millrace_alert_deliveries",
                            "Alerts that this process gave to a channel, by whether it took them.",
                            count,
                            "channel",
                            channel,
                            "result",
                            result)));
        };
    }

    private String kind(String rule) {
        return settings.rules().stream()
                .filter(one -> one.name().equals(rule))
                .map(one -> one.kind().word())
                .findFirst()
                .orElseThrow();
    }

    /** From now on the sources are judged too: this process has looked at each of them. */
    void judgeSources() {
        judging.judgeSources();
    }

    /** Whether all that is loaded is judged, and every channel was told or does not take it. */
    boolean isThrough() throws SQLException {
        return judging.isThrough() && posting.isThrough();
    }

    /** Why channels do not take what they are given. */
    List<String> faults() {
        return posting.faults();
    }

    private static List<Gone> gone(List<Erasure> erasures) {
        return erasures.stream()
                .filter(one -> one.dataset() == null || one.dataset().equals(JUDGED))
                .map(one -> new Gone(one.source(), one.sku(), one.before()))
                .toList();
    }

    /** One state for each source, whichever processes look at it. */
    private static List<SourceState> states(List<Status.Source> sources) {
        var byName = new HashMap<String, List<Status.Source>>();
        sources.forEach(source -> byName.computeIfAbsent(source.source(), none -> new ArrayList<>())
                .add(source));
        return byName.entrySet().stream()
                .map(one -> state(one.getKey(), one.getValue()))
                .toList();
    }

    private static SourceState state(String name, List<Status.Source> told) {
        var alarms = told.stream()
                .filter(source -> !source.state().equals(Telling.PAUSED))
                .flatMap(source -> source.alarms().stream())
                .sorted(Comparator.comparing(Status.Alarm::since))
                .toList();
        return new SourceState(
                name,
                told.stream().allMatch(source -> source.state().equals(Telling.PAUSED)),
                !alarms.isEmpty(),
                alarms.isEmpty() ? null : alarms.get(0).since(),
                told.stream()
                        .map(Alerting::worked)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                alarms.stream().map(Alerting::words).distinct().limit(3).collect(Collectors.joining("; ")));
    }

    /** When a page was last read; of a source without pages, which asks of cities what is due, when its last round began. */
    private static Instant worked(Status.Source source) {
        return source.pages() > 0 || source.next() == null || source.everySeconds() == null
                ? source.succeeded()
                : source.next().minusSeconds(source.everySeconds());
    }

    private static String words(Status.Alarm alarm) {
        return String.format(
                Locale.ROOT,
                "%s as usual on %.0f %% of the newest looks, was %.0f %%",
                alarm.signal(),
                100 * alarm.is(),
                100 * alarm.was());
    }
}
