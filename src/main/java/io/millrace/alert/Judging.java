package io.millrace.alert;

import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what was loaded since the last judgement, and how the sources are. What is to be told, to whom, what is remembered
 * of the rules, and which batches were judged are written in one transaction; processes that judge the same warehouse go
 * one after the other. Thread-safe.
 */
public final class Judging {
    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

    /** How often in its silence a paused source is seen. */
    private static final int PARTS = 4;

    /** A process that was away has to have looked before it can say that there is nothing. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private final AlertsSettings settings;
    private final AlertTables tables;
    private final Outbox outbox;
    private final Sightings sightings;
    private final Supplier<List<SourceState>> sources;
    private final Supplier<List<Gone>> gone;
    private final ErasedAlerts erased;
    private final Clock clock;
    private final Instant started;
    private final Map<String, Long> told = new TreeMap<>();
    private final boolean once;
    private boolean awaitsSources;
    private boolean sourcesJudged;
    private Instant pruned;
    /** Whether batches took the place of others since what is gone was last asked for. */
    private boolean rewritten;

    /**
     * @param sources how the sources are that processes look at
     * @param gone of what nothing may be kept
     * @param once whether sources are judged when {@link #judgeSources} asks for it, and not all the time
     */
    public Judging(
            AlertsSettings settings,
            AlertTables tables,
            Outbox outbox,
            Supplier<List<SourceState>> sources,
            Supplier<List<Gone>> gone,
            boolean once,
            Clock clock) {
        this.settings = settings;
        this.tables = tables;
        this.outbox = outbox;
        this.sightings = new Sightings(tables);
        this.sources = sources;
        this.gone = gone;
        this.erased = new ErasedAlerts(tables);
        this.once = once;
        this.awaitsSources = once;
        this.clock = clock;
        this.started = now();
        settings.rules().forEach(rule -> told.put(rule.name(), 0L));
    }

    /**
     * Judges all that there is to judge. Once an hour it removes what was told long ago, and then and after batches that took the
     * place of others, as an erasure does, what is gone.
     */
    public synchronized void judge() throws SQLException {
        tables.prepare();
        while (isDue()) {
            try (var connection = tables.connection()) {
                AlertTables.lock(connection);
                var decision = decide(connection);
                decision.write(connection);
                connection.commit();
                rewritten |= !decision.passed.isEmpty();
                decision.alerts.forEach(alert -> told.merge(alert.rule(), 1L, Long::sum));
                LOG.debug("judged={} alerts={}", decision.fresh, decision.alerts.size());
            }
        }
        sourcesJudged |= !awaitsSources;
        prune();
    }

    private void prune() throws SQLException {
        var now = now();
        var isDue = pruned == null || !now.isBefore(pruned.plus(PRUNE_EVERY));
        if (isDue || rewritten) {
            erased.erase(gone.get());
            rewritten = false;
        }
        if (isDue) {
            pruned = now;
            outbox.prune(now.minus(settings.keep()));
        }
    }

    /** From now on the sources are judged too, in a process that does all once: it has looked at them. */
    public synchronized void judgeSources() {
        awaitsSources = false;
    }

    /** Whether all that is loaded was judged, and the sources since they may be. */
    public synchronized boolean isThrough() throws SQLException {
        tables.prepare();
        return sourcesJudged && !isDue();
    }

    /** Rule to how many alerts this process decided. */
    public synchronized Map<String, Long> told() {
        return Map.copyOf(told);
    }

    /** What is judged of one moment, and what comes of it. */
    private final class Decision {
        private final Instant now = now();
        private final List<Alert> alerts = new ArrayList<>();
        private BatchRanges judged;
        /** Batches whose rows are to be judged. */
        private BatchRanges fresh;
        /** Batches that only write anew what was judged. */
        private BatchRanges passed = BatchRanges.NONE;

        private RuleStates states;

        private void add(AlertRule rule, String subject, Verdict verdict, Supplier<Alert> alert) {
            states.keep(rule, subject, verdict.state());
            if (verdict.tells()) {
                alerts.add(alert.get());
            }
        }

        private boolean isNews() {
            return !fresh.isEmpty()
                    || !passed.isEmpty()
                    || states.isOutdated()
                    || states.isChanged()
                    || !alerts.isEmpty();
        }

        private void write(Connection connection) throws SQLException {
            for (var alert : alerts) {
                outbox.add(connection, alert, settings);
            }
            states.write(connection, settings.rules(), now);
            tables.update(
                    connection,
                    "UPDATE millrace_alert_progress SET judged = ?, judged_at = ? WHERE id = 1",
                    judged.and(fresh).and(passed).toString(),
                    now);
        }
    }

    /** Looks, without taking the lock, which is a write. */
    private boolean isDue() throws SQLException {
        try (var connection = tables.connection()) {
            var decision = begin(connection);
            if (!decision.isNews()) {
                judgeSources(connection, decision);
            }
            return decision.isNews();
        }
    }

    private Decision decide(Connection connection) throws SQLException {
        var decision = begin(connection);
        if (!decision.judged.isEmpty() || !decision.fresh.isEmpty()) {
            judgeProducts(connection, decision);
        }
        judgeSources(connection, decision);
        return decision;
    }

    private Decision begin(Connection connection) throws SQLException {
        var decision = new Decision();
        String judged;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT judged FROM millrace_alert_progress WHERE id = 1")) {
            judged = rows.next() ? rows.getString(1) : null;
        }
        if (judged == null) {
            // Alerts begin now: of what was loaded before nothing is told but what holds still.
            decision.judged = BatchRanges.of(sightings.loaded(connection, BatchRanges.NONE));
            decision.fresh = BatchRanges.NONE;
        } else {
            decision.judged = BatchRanges.parse(judged);
            // All at once: of a product only the newest look is judged, which would hide a change between two parts.
            var loaded = sightings.loaded(connection, decision.judged);
            var again = loaded.isEmpty()
                    ? Set.<Long>of()
                    : Set.copyOf(sightings.repeated(connection, loaded, decision.judged));
            decision.passed = BatchRanges.of(again.stream().sorted().toList());
            decision.fresh = BatchRanges.of(
                    loaded.stream().filter(batch -> !again.contains(batch)).toList());
        }
        decision.states = RuleStates.read(tables, connection, settings.rules());
        return decision;
    }

    private void judgeProducts(Connection connection, Decision decision) throws SQLException {
        var oldest = decision.now.minus(settings.maxAge());
        for (var confidence : confidences()) {
            var trust = new Sightings.Trust(confidence, oldest);
            var prices = rules(confidence, true);
            var known = prices.stream()
                    .filter(rule -> !decision.states.isFresh(rule))
                    .toList();
            if (!decision.fresh.isEmpty() && !known.isEmpty()) {
                sightings.prices(connection, decision.fresh, trust, reach(known), look -> judge(known, look, decision));
            }
            // A rule that is new speaks of prices that are below already; of changes, from now on.
            var levels = prices.stream()
                    .filter(rule -> decision.states.isFresh(rule) && rule.kind() == AlertRule.Kind.BELOW)
                    .toList();
            if (!levels.isEmpty()) {
                sightings.prices(connection, null, trust, reach(levels), look -> judge(levels, look, decision));
            }
            var stock = rules(confidence, false).stream()
                    .filter(rule -> !decision.states.isFresh(rule))
                    .toList();
            if (!decision.fresh.isEmpty() && !stock.isEmpty()) {
                sightings.stock(connection, decision.fresh, trust, look -> judge(stock, look, decision));
            }
        }
    }

    private static AlertRule.Against reach(List<AlertRule> rules) {
        return rules.stream()
                .map(AlertRule::reach)
                .max(Comparator.naturalOrder())
                .orElse(AlertRule.Against.LAST);
    }

    private void judge(List<AlertRule> rules, Sighting look, Decision decision) {
        for (var rule : rules) {
            if (Judge.concerns(rule, look)) {
                var verdict = Judge.of(rule, look, decision.states.of(rule, look.subject()));
                decision.add(rule, look.subject(), verdict, () -> Alert.of(rule, look, verdict, decision.now));
            }
        }
    }

    private void judgeSources(Connection connection, Decision decision) throws SQLException {
        if (awaitsSources) {
            return;
        }
        var known = sources.get();
        for (var rule : settings.rules()) {
            if (rule.kind() == AlertRule.Kind.SOURCE_BROKEN) {
                known.stream()
                        .filter(state -> concerns(rule, state.source()) && !state.paused())
                        .forEach(state -> judgeBroken(rule, state, decision));
            } else if (rule.kind() == AlertRule.Kind.NO_DATA) {
                judgeSilence(rule, known, connection, decision);
            }
        }
    }

    private void judgeBroken(AlertRule rule, SourceState state, Decision decision) {
        var source = state.source();
        var verdict = Judge.ofSource(rule, state.broken(), decision.now, decision.states.of(rule, source));
        var since = state.since() == null ? decision.now : state.since();
        decision.add(
                rule,
                source,
                verdict,
                () -> Alert.of(rule, source, since.toString(), since, Wording.broken(state), decision.now));
    }

    private void judgeSilence(AlertRule rule, List<SourceState> known, Connection connection, Decision decision)
            throws SQLException {
        var names = known.stream()
                .filter(state -> !state.paused())
                .map(SourceState::source)
                .filter(source -> concerns(rule, source))
                .collect(Collectors.toCollection(TreeSet::new));
        rest(rule, known, decision);
        if (rule.source() != null
                && known.stream().noneMatch(state -> state.source().equals(rule.source()))) {
            names.add(rule.source());
        }
        var isNew = names.stream().anyMatch(name -> decision.states.of(rule, name) == null);
        var hasRows = !decision.judged.isEmpty() || !decision.fresh.isEmpty();
        Map<String, Instant> newest = !hasRows || !isNew && decision.fresh.isEmpty()
                ? new HashMap<>()
                : sightings.newest(connection, isNew ? null : decision.fresh);
        for (var name : names) {
            var state = decision.states.of(rule, name);
            // What never gave anything is waited for from when it was first waited for.
            var seen = later(state == null ? null : state.seenAt(), newest.get(name));
            var since = seen == null ? decision.now : seen;
            var remembered = (state == null ? new State(null, true, since) : state.seen(since));
            decision.states.keep(rule, name, remembered);
            if (mayBeSilent(rule, decision.now)) {
                // What was read may not be loaded yet: that is not the source's trouble.
                var last = later(since, worked(known, name));
                var silent = !decision.now.isBefore(last.plus(rule.silence()));
                decision.add(
                        rule,
                        name,
                        Judge.ofSource(rule, silent, decision.now, remembered),
                        () -> Alert.of(
                                rule,
                                name,
                                last.toString(),
                                last,
                                Wording.silence(name, last, rule.silence()),
                                decision.now));
            }
        }
    }

    /** A source that is resumed has the whole time again: while it is paused it is seen now and then. */
    private static void rest(AlertRule rule, List<SourceState> known, Decision decision) {
        for (var source : known) {
            var state = decision.states.of(rule, source.source());
            if (source.paused()
                    && concerns(rule, source.source())
                    && state != null
                    && (state.seenAt() == null
                            || decision.now.isAfter(
                                    state.seenAt().plus(rule.silence().dividedBy(PARTS))))) {
                decision.states.keep(rule, source.source(), state.seen(decision.now));
            }
        }
    }

    private static Instant worked(List<SourceState> known, String name) {
        return known.stream()
                .filter(state -> state.source().equals(name))
                .map(SourceState::worked)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean mayBeSilent(AlertRule rule, Instant now) {
        var grace = rule.silence().compareTo(GRACE) < 0 ? rule.silence() : GRACE;
        return once || !now.isBefore(started.plus(grace));
    }

    private static boolean concerns(AlertRule rule, String source) {
        return rule.source() == null || rule.source().equals(source);
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private List<Double> confidences() {
        return settings.rules().stream()
                .filter(rule -> !rule.kind().isOfSource())
                .map(AlertRule::minConfidence)
                .distinct()
                .toList();
    }

    private List<AlertRule> rules(double confidence, boolean prices) {
        return settings.rules().stream()
                .filter(rule -> !rule.kind().isOfSource()
                        && rule.kind().isOfPrice() == prices
                        && rule.minConfidence() == confidence)
                .toList();
    }

    /** As finely as the warehouses keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
