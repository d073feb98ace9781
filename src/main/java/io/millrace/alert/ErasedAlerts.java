package io.millrace.alert;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes alerts about what is gone, their deliveries, and what is remembered of the rules about these products. It may be asked
 * of the same again. Thread-safe.
 */
final class ErasedAlerts {
    private static final int MOST = 500;

    private final AlertTables tables;

    ErasedAlerts(AlertTables tables) {
        this.tables = tables;
    }

    void erase(List<Gone> all) throws SQLException {
        for (var gone : all) {
            try (var connection = tables.connection()) {
                erase(connection, gone);
            }
        }
    }

    private void erase(Connection connection, Gone gone) throws SQLException {
        var ids = new HashSet<String>();
        var subjects = new HashSet<String>();
        if (gone.sku() != null) {
            subjects.add(subject(gone.source(), gone.sku()));
        }
        try (var statement = connection.prepareStatement(
                "SELECT content FROM millrace_alerts WHERE source = ?" + (gone.sku() == null ? "" : " AND sku = ?"))) {
            if (gone.sku() == null) {
                tables.bind(statement, gone.source());
            } else {
                tables.bind(statement, gone.source(), gone.sku());
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var alert = Alert.read(rows.getString(1));
                    if (gone.holds(alert)) {
                        ids.add(alert.id());
                        if (alert.product() != null) {
                            subjects.add(subject(alert.source(), alert.product().sku()));
                        }
                    }
                }
            }
        }
        // The alerts last: who is interrupted finds them again.
        delete(connection, "DELETE FROM millrace_alert_states WHERE told_at < ? AND subject", gone, subjects);
        delete(connection, "DELETE FROM millrace_alert_deliveries WHERE alert", null, ids);
        delete(connection, "DELETE FROM millrace_alerts WHERE id", null, ids);
    }

    private void delete(Connection connection, String statement, Gone before, Set<String> keys) throws SQLException {
        var all = List.copyOf(keys);
        for (var from = 0; from < all.size(); from += MOST) {
            var some = all.subList(from, Math.min(all.size(), from + MOST));
            var values = new ArrayList<Object>(some);
            if (before != null) {
                values.add(0, before.before());
            }
            tables.update(connection, statement + " IN (" + AlertTables.marks(some) + ")", values.toArray());
        }
    }

    private static String subject(String source, String sku) {
        return AlertIds.hash(source + "\n" + sku);
    }
}
