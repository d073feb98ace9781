package io.millrace.alert;

import io.millrace.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The tables of the alerts in a warehouse, and how its driver takes their values. Thread-safe. */
public final class AlertTables {
    private static final String FILE = "alerts";

    private final Warehouse warehouse;
    private boolean ready;

    public AlertTables(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** The statements that make them. */
    public static List<String> ddl(Warehouse warehouse) {
        return warehouse.statements(FILE, Map.of());
    }

    /** Makes those that are missing, and the ledger, once. */
    synchronized void prepare() throws SQLException {
        if (ready) {
            return;
        }
        warehouse.prepare(List.of());
        try (var connection = connection();
                var statement = connection.createStatement()) {
            for (var sql : ddl(warehouse)) {
                statement.execute(sql);
            }
        }
        ready = true;
    }

    /** Whether somebody has made them; who only looks does not. */
    synchronized boolean areThere() throws SQLException {
        if (ready) {
            return true;
        }
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM information_schema.tables WHERE table_schema = "
                        + (isOwn() ? "current_schema()" : "database()")
                        + " AND table_name = 'millrace_alert_deliveries'")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    /** Whether no other process can have it open. */
    boolean isOwn() {
        return !warehouse.isElsewhere();
    }

    /** A statement of a file, filled in. */
    String sql(String file, Map<String, String> values) {
        return warehouse.statements(file, values).get(0);
    }

    Connection connection() throws SQLException {
        return warehouse.dataSource().getConnection();
    }

    /**
     * Begins a transaction that others who decide wait for; all that it reads is of one moment.
     *
     * @param connection is left in that transaction
     */
    static void lock(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_REPEATABLE_READ) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // Before anything is read, so that what is read is of the time after it.
            statement.executeUpdate("UPDATE millrace_alert_progress SET judged_at = CURRENT_TIMESTAMP WHERE id = 1");
        }
    }

    /** Fills in what stands for {@code ?}, in order: texts, numbers, truths, times, null. */
    void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? bound(time) : values[i]);
        }
    }

    /** What stands for so many values in a list, of at least one. */
    static String marks(List<?> values) {
        return "?" + ", ?".repeat(values.size() - 1);
    }

    /** Runs one that changes rows; how many. */
    int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** A time of a column; null for none. */
    static Instant time(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column);
        if (value == null) {
            return null;
        }
        return value instanceof OffsetDateTime time
                ? time.toInstant()
                : row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** One has times with zones, the other without, in UTC; the driver's own conversions know of this machine's zone. */
    private Object bound(Instant time) {
        return warehouse.isElsewhere()
                ? LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
