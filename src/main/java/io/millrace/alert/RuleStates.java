package io.millrace.alert;

import io.millrace.config.AlertRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is remembered of rules, read at the beginning of a decision; changes are written at its end. Not thread-safe. */
final class RuleStates {
    private record Key(String rule, String subject) {}

    private final AlertTables tables;
    private final Map<Key, State> known = new HashMap<>();
    private final Map<Key, State> changed = new HashMap<>();
    private final Set<String> fresh = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    private RuleStates(AlertTables tables) {
        this.tables = tables;
    }

    static RuleStates read(AlertTables tables, Connection connection, List<AlertRule> rules) throws SQLException {
        var states = new RuleStates(tables);
        var definitions = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT rule, definition FROM millrace_alert_rules")) {
            while (rows.next()) {
                definitions.put(rows.getString(1), rows.getString(2));
            }
        }
        rules.stream()
                .filter(rule -> !rule.definition().equals(definitions.get(rule.name())))
                .map(AlertRule::name)
                .forEach(states.fresh::add);
        states.gone.addAll(definitions.keySet());
        rules.forEach(rule -> states.gone.remove(rule.name()));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT rule, subject, told_at, armed, seen_at FROM millrace_alert_states")) {
            while (rows.next()) {
                var key = new Key(rows.getString("rule"), rows.getString("subject"));
                if (!states.fresh.contains(key.rule())) {
                    states.known.put(
                            key,
                            new State(
                                    AlertTables.time(rows, "told_at"),
                                    rows.getBoolean("armed"),
                                    AlertTables.time(rows, "seen_at")));
                }
            }
        }
        return states;
    }

    /** Whether the rule was never judged as it is now. */
    boolean isFresh(AlertRule rule) {
        return fresh.contains(rule.name());
    }

    /** Whether there are other rules than were judged last. */
    boolean isOutdated() {
        return !fresh.isEmpty() || !gone.isEmpty();
    }

    /** What is remembered; null if nothing is. */
    State of(AlertRule rule, String subject) {
        return known.get(key(rule, subject));
    }

    void keep(AlertRule rule, String subject, State state) {
        var key = key(rule, subject);
        if (state != null && !state.equals(known.get(key))) {
            known.put(key, state);
            changed.put(key, state);
        }
    }

    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** Writes the changes, and which rules there are now; what is remembered of others is forgotten. */
    void write(Connection connection, List<AlertRule> rules, Instant now) throws SQLException {
        for (var gone : gone) {
            tables.update(connection, "DELETE FROM millrace_alert_states WHERE rule = ?", gone);
            tables.update(connection, "DELETE FROM millrace_alert_rules WHERE rule = ?", gone);
        }
        for (var rule : rules) {
            if (isFresh(rule)) {
                tables.update(connection, "DELETE FROM millrace_alert_states WHERE rule = ?", rule.name());
                if (tables.update(
                                connection,
                                "UPDATE millrace_alert_rules SET definition = ?, since = ? WHERE rule = ?",
                                rule.definition(),
                                now,
                                rule.name())
                        == 0) {
                    tables.update(
                            connection,
                            "INSERT INTO millrace_alert_rules (rule, definition, since) VALUES (?, ?, ?)",
                            rule.name(),
                            rule.definition(),
                            now);
                }
            }
        }
        for (var change : changed.entrySet()) {
            var key = change.getKey();
            var state = change.getValue();
            if (tables.update(
                            connection,
                            "UPDATE millrace_alert_states SET told_at = ?, armed = ?, seen_at = ?"
                                    + " WHERE rule = ? AND subject = ?",
                            state.toldAt(),
                            state.armed(),
                            state.seenAt(),
                            key.rule(),
                            key.subject())
                    == 0) {
                tables.update(
                        connection,
                        "INSERT INTO millrace_alert_states (told_at, armed, seen_at, rule, subject)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        state.toldAt(),
                        state.armed(),
                        state.seenAt(),
                        key.rule(),
                        key.subject());
            }
        }
    }

    private static Key key(AlertRule rule, String subject) {
        return new Key(rule.name(), AlertIds.hash(subject));
    }
}
