package io.millrace.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A DuckDB or MySQL warehouse for somebody who only looks: each connection is one transaction that sees one moment and
 * cannot write. Thread-safe.
 */
public final class ReadOnly {
    private final Warehouse warehouse;

    /** @throws IllegalArgumentException for a warehouse of another type */
    public ReadOnly(Warehouse warehouse) {
        if (!warehouse.type().equals("duckdb") && !warehouse.type().equals("mysql")) {
            throw new IllegalArgumentException("a warehouse of type " + warehouse.type() + " is not read this way");
        }
        this.warehouse = warehouse;
    }

    public String name() {
        return warehouse.name();
    }

    public String type() {
        return warehouse.type();
    }

    /** Whether it is a file of this process, so that whoever reads takes memory from whoever loads. */
    public boolean isFile() {
        return !warehouse.isElsewhere();
    }

    /**
     * A connection for a few statements; its transaction ends with it. Set a timeout on each statement.
     *
     * @throws SQLException if there is none now
     */
    public Connection open() throws SQLException {
        var connection = warehouse.dataSource().getConnection();
        try {
            if (isFile()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("BEGIN TRANSACTION READ ONLY");
                }
            } else {
                // The pool takes all of this back when it gets the connection back.
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A time as a parameter that a time of the warehouse is compared with. */
    public Object parameter(Instant time) {
        return isFile() ? time.atOffset(ZoneOffset.UTC) : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** SQL: a time as microseconds since 1970 UTC, which need no time zone to be read. */
    public String micros(String time) {
        return isFile()
                ? "epoch_us(" + time + ")"
                : "timestampdiff(MICROSECOND, TIMESTAMP '1970-01-01 00:00:00', " + time + ")";
    }

    /** Whether the statement named a table that nobody has made yet. */
    public static boolean isAbsence(SQLException failure) {
        return WorldFaults.isAbsence(failure);
    }
}
