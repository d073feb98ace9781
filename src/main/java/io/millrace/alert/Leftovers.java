package io.millrace.alert;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends deliveries that wait and would never be told, or too late. Thread-safe. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** While an update lets two configurations run, one process does not know what the other has just decided. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final int MOST = 500;

    private final AlertTables tables;
    private final AlertsSettings settings;
    private final Clock clock;
    /** When it is still to be looked. */
    private final Deque<Instant> looks;

    Leftovers(AlertTables tables, AlertsSettings settings, Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.looks = new ArrayDeque<>(List.of(clock.instant(), clock.instant().plus(SETTLED)));
    }

    private record Leftover(String alert, String channel, String reason) {}

    /**
     * Gives up what waits for channels, or comes of rules, that are not configured any more; at the start of a process, and once
     * more when what was decided shortly before it has settled. Otherwise nothing is asked.
     */
    synchronized void endForgotten() throws SQLException {
        var now = clock.instant();
        if (looks.isEmpty() || now.isBefore(looks.peek())) {
            return;
        }
        tables.prepare();
        var names = settings.channels().stream().map(AlertChannel::name).toList();
        var rules = settings.rules().stream().map(AlertRule::name).toList();
        var before = now.minus(SETTLED);
        end(
                "SELECT d.alert, d.channel, concat('channel ', d.channel, ' is not configured any more') AS reason"
                        + " FROM millrace_alert_deliveries AS d WHERE d.since < ? AND d.channel NOT IN ("
                        + AlertTables.marks(names)
                        + ")",
                values(before, names));
        end(
                "SELECT d.alert, d.channel, concat('rule ', a.rule, ' is not configured any more') AS reason"
                        + " FROM millrace_alert_deliveries AS d JOIN millrace_alerts AS a ON a.id = d.alert"
                        + " WHERE d.since < ? AND a.rule NOT IN (" + AlertTables.marks(rules) + ")",
                values(before, rules));
        looks.remove();
    }

    /**
     * Gives up what waits longer than it is tried for a channel that takes nothing. What is told together stays together.
     *
     * @param reason what the channel said
     */
    void endOverdue(String channel, String reason) throws SQLException {
        var before = clock.instant().minus(settings.giveUpAfter());
        end(
                "SELECT d.alert, d.channel, ? AS reason FROM millrace_alert_deliveries AS d"
                        + " WHERE d.channel = ? AND d.since <= ? AND NOT EXISTS (SELECT 1"
                        + " FROM millrace_alert_deliveries AS other WHERE other.channel = d.channel"
                        + " AND other.bundle = d.bundle AND other.state = 'waiting' AND other.since > ?)",
                List.of(reason, channel, before, before));
    }

    /** Reads first and then writes by key, as a server would lock all rows that it looks at. */
    private void end(String query, List<Object> values) throws SQLException {
        try (var connection = tables.connection()) {
            for (var some = read(connection, query, values); !some.isEmpty(); some = read(connection, query, values)) {
                var ended = 0;
                for (var one : some) {
                    ended += tables.update(
                            connection,
                            "UPDATE millrace_alert_deliveries SET state = 'failed', ended_at = ?, answer = ?, lease = NULL,"
                                    + " leased_until = NULL WHERE alert = ? AND channel = ? AND state = 'waiting'"
                                    + " AND (leased_until IS NULL OR leased_until <= ?)",
                            now(),
                            Outbox.shortened(one.reason()),
                            one.alert(),
                            one.channel(),
                            now());
                }
                LOG.info(
                        "deliveries={} given up: {}",
                        ended,
                        some.stream().map(Leftover::reason).distinct().collect(Collectors.joining("; ")));
            }
        }
    }

    private List<Leftover> read(Connection connection, String query, List<Object> values) throws SQLException {
        var some = new ArrayList<Leftover>();
        try (var statement = connection.prepareStatement(query + " AND d.state = 'waiting'"
                + " AND (d.leased_until IS NULL OR d.leased_until <= ?) LIMIT " + MOST)) {
            var all = new ArrayList<>(values);
            all.add(now());
            tables.bind(statement, all.toArray());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    some.add(
                            new Leftover(rows.getString("alert"), rows.getString("channel"), rows.getString("reason")));
                }
            }
        }
        return some;
    }

    private static List<Object> values(Instant before, List<String> names) {
        var values = new ArrayList<Object>();
        values.add(before);
        values.addAll(names);
        return values;
    }

    /** As finely as the warehouses keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
