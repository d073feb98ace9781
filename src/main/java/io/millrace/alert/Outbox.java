package io.millrace.alert;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Alerts with their deliveries, in the warehouse. A delivery is taken by one process at a time, under a lease; what a process
 * took that died is taken again when the lease is over. Thread-safe.
 */
public final class Outbox {
    /** Longer than any channel's limits of time let a delivery take. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_REMOVED = 500;
    private static final int MOST_TRIES = 5;
    private static final int LONGEST_ANSWER = 200;
    private static final String SENT = "sent";
    private static final String FAILED = "failed";

    private final AlertTables tables;
    private final Duration giveUpAfter;
    private final Clock clock;
    private boolean reclaimed;

    /** @param giveUpAfter how long a delivery is tried */
    public Outbox(AlertTables tables, Duration giveUpAfter, Clock clock) {
        this.tables = tables;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /**
     * What became of telling one channel.
     *
     * @param state {@code waiting}, {@code sent} or {@code failed}
     * @param endedAt when it was sent or given up; null before
     * @param answer what the channel said last; null if it was never asked
     */
    record Told(String channel, String state, int attempts, Instant endedAt, String answer) {}

    /** An alert and all of its deliveries. */
    record Entry(Alert alert, List<Told> deliveries) {}

    /** Deliveries of a channel: those that wait, since when the oldest of these waits (null: none), those given up. */
    public record Count(String channel, long waiting, Instant oldest, long failed) {}

    /** Adds an alert with a delivery for each of its rule's channels, unless it is there. */
    void add(Connection connection, Alert alert, AlertsSettings settings) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id FROM millrace_alerts WHERE id = ?")) {
            statement.setString(1, alert.id());
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    return;
                }
            }
        }
        tables.update(
                connection,
                "INSERT INTO millrace_alerts (id, rule, kind, source, sku, decided_at, content)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                alert.id(),
                alert.rule(),
                alert.kind(),
                alert.source(),
                alert.product() == null ? null : alert.product().sku(),
                alert.decidedAt(),
                new String(alert.json(), StandardCharsets.UTF_8));
        var rule = settings.rules().stream()
                .filter(one -> one.name().equals(alert.rule()))
                .findFirst()
                .orElseThrow();
        for (var channel : settings.of(rule)) {
            tables.update(
                    connection,
                    "INSERT INTO millrace_alert_deliveries (alert, channel, state, attempts, due_at, since)"
                            + " VALUES (?, ?, 'waiting', 0, ?, ?)",
                    alert.id(),
                    channel.name(),
                    alert.decidedAt(),
                    alert.decidedAt());
        }
    }

    /**
     * Takes the oldest delivery of a channel that is due, if there is one; for a person's channel all that are due, up to 50.
     * What was taken together is taken together again, and nothing with it.
     */
    Optional<Delivery> claim(AlertChannel channel) throws SQLException {
        tables.prepare();
        try (var connection = tables.connection()) {
            reclaim(connection);
            var now = now();
            for (var tries = 0; tries < MOST_TRIES; tries++) {
                var due = together(connection, channel, now);
                if (due.isEmpty()) {
                    return Optional.empty();
                }
                var lease = UUID.randomUUID().toString();
                if (take(connection, channel, due, lease, now) == due.size()) {
                    return Optional.of(delivery(due, channel, lease));
                }
                // Another process came between: it may have some of them, and these are no longer that bundle.
                tables.update(
                        connection,
                        "UPDATE millrace_alert_deliveries SET lease = NULL, leased_until = NULL, bundle = NULL,"
                                + " attempts = attempts - 1 WHERE channel = ? AND lease = ?",
                        channel.name(),
                        lease);
            }
            return Optional.empty();
        }
    }

    private List<Due> together(Connection connection, AlertChannel channel, Instant now) throws SQLException {
        var first = due(connection, channel, now, "", null, 1);
        if (first.isEmpty() || !channel.type().isBundled()) {
            return first;
        }
        var bundle = first.get(0).bundle();
        return bundle == null
                ? due(connection, channel, now, " AND d.bundle IS NULL", null, MOST_AT_ONCE)
                : due(connection, channel, now, " AND d.bundle = ?", bundle, MOST_AT_ONCE);
    }

    private int take(Connection connection, AlertChannel channel, List<Due> due, String lease, Instant now)
            throws SQLException {
        var values = new ArrayList<Object>(List.of(lease, now.plus(LEASE), lease, channel.name(), now));
        due.forEach(one -> values.add(one.alert().id()));
        var bundle = due.get(0).bundle();
        if (bundle != null) {
            values.add(bundle);
        }
        return tables.update(
                connection,
                "UPDATE millrace_alert_deliveries SET lease = ?, leased_until = ?, attempts = attempts + 1,"
                        + " bundle = COALESCE(bundle, ?)"
                        + " WHERE channel = ? AND state = 'waiting' AND (leased_until IS NULL OR leased_until <= ?)"
                        + " AND alert IN (" + AlertTables.marks(due) + ") AND bundle "
                        + (bundle == null ? "IS NULL" : "= ?"),
                values.toArray());
    }

    private static Delivery delivery(List<Due> due, AlertChannel channel, String lease) {
        return new Delivery(
                due.stream().map(Due::alert).toList(),
                channel,
                lease,
                due.stream().mapToInt(Due::attempts).max().orElseThrow() + 1,
                due.stream().map(Due::since).max(Comparator.naturalOrder()).orElseThrow());
    }

    /** What is left over in it. */
    Leftovers leftovers(AlertsSettings settings) {
        return new Leftovers(tables, settings, clock);
    }

    /** Notes that all of it was told. */
    void sent(Delivery delivery, String answer) throws SQLException {
        end(delivery, SENT, answer);
    }

    /**
     * Notes that it was not told, and when it is tried again, if it is.
     *
     * @param retryAfter what the channel asked for; null: nothing
     * @param forGood whether the channel will never take it
     * @param apart whether each of several is tried by itself from now on
     */
    void failed(Delivery delivery, String reason, Duration retryAfter, boolean forGood, boolean apart)
            throws SQLException {
        var now = now();
        if (forGood || !now.isBefore(delivery.since().plus(giveUpAfter))) {
            end(delivery, FAILED, reason);
            return;
        }
        try (var connection = tables.connection()) {
            tables.update(
                    connection,
                    "UPDATE millrace_alert_deliveries SET due_at = ?, answer = ?, lease = NULL, leased_until = NULL"
                            + (apart ? ", bundle = alert" : "")
                            + " WHERE channel = ? AND lease = ? AND state = 'waiting'",
                    now.plus(pause(delivery.attempt(), retryAfter)),
                    shortened(reason),
                    delivery.channel().name(),
                    delivery.lease());
        }
    }

    /**
     * Deliveries that were given up wait again, from now on.
     *
     * @param channels of these
     * @param rules of alerts of these
     * @return how many
     */
    public int retry(List<String> channels, List<String> rules) throws SQLException {
        if (channels.isEmpty() || rules.isEmpty() || !tables.areThere()) {
            return 0;
        }
        var now = now();
        var values = new ArrayList<Object>(List.of(now, now));
        values.addAll(channels);
        values.addAll(rules);
        try (var connection = tables.connection()) {
            return tables.update(
                    connection,
                    "UPDATE millrace_alert_deliveries SET state = 'waiting', attempts = 0, due_at = ?, since = ?,"
                            + " ended_at = NULL WHERE state = 'failed' AND channel IN (" + AlertTables.marks(channels)
                            + ") AND alert IN (SELECT id FROM millrace_alerts WHERE rule IN ("
                            + AlertTables.marks(rules) + "))",
                    values.toArray());
        }
    }

    /** Removes alerts all of whose deliveries ended before that, few at a time. */
    void prune(Instant before) throws SQLException {
        try (var connection = tables.connection()) {
            for (var ids = ended(connection, before); !ids.isEmpty(); ids = ended(connection, before)) {
                var these = " IN (" + AlertTables.marks(ids) + ")";
                tables.update(
                        connection,
                        "DELETE FROM millrace_alert_deliveries WHERE state <> 'waiting' AND alert" + these,
                        ids.toArray());
                // Not one that somebody has told to wait again meanwhile.
                tables.update(
                        connection,
                        "DELETE FROM millrace_alerts WHERE id" + these + " AND NOT EXISTS (SELECT 1"
                                + " FROM millrace_alert_deliveries AS d WHERE d.alert = millrace_alerts.id)",
                        ids.toArray());
            }
        }
    }

    private List<String> ended(Connection connection, Instant before) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement("SELECT a.id FROM millrace_alerts AS a WHERE a.decided_at < ?"
                + " AND NOT EXISTS (SELECT 1 FROM millrace_alert_deliveries AS d WHERE d.alert = a.id"
                + " AND (d.state = 'waiting' OR d.ended_at >= ?)) ORDER BY a.decided_at LIMIT " + MOST_REMOVED)) {
            tables.bind(statement, before, before);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /** Whether a delivery of the channel waits that is due. */
    boolean hasDue(AlertChannel channel) throws SQLException {
        tables.prepare();
        try (var connection = tables.connection()) {
            return !due(connection, channel, now(), "", null, 1).isEmpty();
        }
    }

    /** Channel to its deliveries, of those that have any. */
    public List<Count> counts() throws SQLException {
        var counts = new ArrayList<Count>();
        if (!tables.areThere()) {
            return counts;
        }
        try (var connection = tables.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT d.channel,"
                        + " sum(CASE WHEN d.state = 'waiting' THEN 1 ELSE 0 END) AS waiting,"
                        + " min(CASE WHEN d.state = 'waiting' THEN d.since END) AS oldest,"
                        + " sum(CASE WHEN d.state = 'failed' THEN 1 ELSE 0 END) AS failed"
                        + " FROM millrace_alert_deliveries AS d"
                        + " WHERE d.state IN ('waiting', 'failed') GROUP BY d.channel ORDER BY d.channel")) {
            while (rows.next()) {
                counts.add(new Count(
                        rows.getString("channel"),
                        rows.getLong("waiting"),
                        AlertTables.time(rows, "oldest"),
                        rows.getLong("failed")));
            }
        }
        return counts;
    }

    /** The newest alerts, newest first. */
    List<Entry> newest(int most) throws SQLException {
        if (!tables.areThere()) {
            return List.of();
        }
        var deliveries = new LinkedHashMap<String, List<Told>>();
        var alerts = new LinkedHashMap<String, Alert>();
        try (var connection = tables.connection();
                var statement = connection.prepareStatement("SELECT a.id, a.content, d.channel, d.state, d.attempts,"
                        + " d.ended_at, d.answer"
                        + " FROM (SELECT id, decided_at, content FROM millrace_alerts ORDER BY decided_at DESC, id LIMIT "
                        + most + ") AS a LEFT JOIN millrace_alert_deliveries AS d ON d.alert = a.id"
                        + " ORDER BY a.decided_at DESC, a.id, d.channel");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var id = rows.getString("id");
                if (!deliveries.containsKey(id)) {
                    alerts.put(id, Alert.read(rows.getString("content")));
                    deliveries.put(id, new ArrayList<>());
                }
                if (rows.getString("channel") != null) {
                    deliveries
                            .get(id)
                            .add(new Told(
                                    rows.getString("channel"),
                                    rows.getString("state"),
                                    rows.getInt("attempts"),
                                    AlertTables.time(rows, "ended_at"),
                                    rows.getString("answer")));
                }
            }
        }
        return alerts.entrySet().stream()
                .map(alert -> new Entry(alert.getValue(), deliveries.get(alert.getKey())))
                .toList();
    }

    private record Due(Alert alert, int attempts, String bundle, Instant since) {}

    private List<Due> due(
            Connection connection, AlertChannel channel, Instant now, String condition, String value, int most)
            throws SQLException {
        var due = new ArrayList<Due>();
        try (var statement = connection.prepareStatement("SELECT a.content, d.attempts, d.bundle, d.since"
                + " FROM millrace_alert_deliveries AS d JOIN millrace_alerts AS a ON a.id = d.alert"
                + " WHERE d.channel = ? AND d.state = 'waiting' AND d.due_at <= ?"
                + " AND (d.leased_until IS NULL OR d.leased_until <= ?)" + condition
                + " ORDER BY a.decided_at, a.id LIMIT " + most)) {
            var values = new ArrayList<Object>(List.of(channel.name(), now, now));
            if (value != null) {
                values.add(value);
            }
            tables.bind(statement, values.toArray());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(new Due(
                            Alert.read(rows.getString("content")),
                            rows.getInt("attempts"),
                            rows.getString("bundle"),
                            AlertTables.time(rows, "since")));
                }
            }
        }
        return due;
    }

    private void end(Delivery delivery, String state, String answer) throws SQLException {
        try (var connection = tables.connection()) {
            tables.update(
                    connection,
                    "UPDATE millrace_alert_deliveries SET state = ?, ended_at = ?, answer = ?, lease = NULL,"
                            + " leased_until = NULL WHERE channel = ? AND lease = ?",
                    state,
                    now(),
                    shortened(answer),
                    delivery.channel().name(),
                    delivery.lease());
        }
    }

    /** Where no other process can be, leases are of processes that are gone. */
    private synchronized void reclaim(Connection connection) throws SQLException {
        if (!reclaimed && tables.isOwn()) {
            tables.update(
                    connection,
                    "UPDATE millrace_alert_deliveries SET lease = NULL, leased_until = NULL WHERE lease IS NOT NULL");
        }
        reclaimed = true;
    }

    /** The pause after so many failures, or the longer one that was asked for; an hour at most. */
    static Duration pause(int failures, Duration asked) {
        var pause = pause(failures);
        if (asked == null || asked.compareTo(pause) < 0) {
            return pause;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** A minute, two, four … an hour. */
    static Duration pause(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, Math.max(0, attempt - 1)));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    static String shortened(String answer) {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER - 1) + "…";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
