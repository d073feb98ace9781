package io.millrace.dashboard;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows that a query finds, each read into a record; no query may take for ever. */
final class Rows {
    /** As long as somebody waits for a page. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    private Rows() {}

    /** What reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What reads a result from its beginning to its end. */
    interface Whole {
        void read(ResultSet result) throws SQLException;
    }

    /** What takes one row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    /** @param values to bind, in order */
    static <T> List<T> of(Connection connection, String sql, List<?> values, Reader<T> reader) throws SQLException {
        return of(connection, PATIENCE, sql, values, reader);
    }

    static <T> List<T> of(Connection connection, Duration timeout, String sql, List<?> values, Reader<T> reader)
            throws SQLException {
        var rows = new ArrayList<T>();
        each(connection, timeout, 0, sql, values, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** @param fetched how many rows the driver is to have at a time; 0: as it likes */
    static void each(Connection connection, Duration timeout, int fetched, String sql, List<?> values, Taker taker)
            throws SQLException {
        whole(connection, timeout, fetched, sql, values, found -> {
            while (found.next()) {
                taker.take(found);
            }
        });
    }

    /** The same for who reads what is told of the columns too. */
    static void whole(Connection connection, Duration timeout, int fetched, String sql, List<?> values, Whole reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
            if (fetched != 0) {
                statement.setFetchSize(fetched);
            }
            bind(statement, values);
            try (var found = statement.executeQuery()) {
                reader.read(found);
            }
        }
    }

    private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /** An amount as it is said: 1299.0000 is stored, 1299 is said. */
    static BigDecimal amount(ResultSet row, String column) throws SQLException {
        return plain(row.getBigDecimal(column));
    }

    /** @param stored may be null */
    static BigDecimal plain(BigDecimal stored) {
        if (stored == null) {
            return null;
        }
        var exact = stored.stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    static Double number(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static Long whole(ResultSet row, String column) throws SQLException {
        var value = number(row, column);
        return value == null ? null : Math.round(value);
    }

    /** A time of DuckDB, which has an offset, or of MySQL, which is UTC without saying so; may be null. */
    static Instant time(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column);
        if (value == null) {
            return null;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof Timestamp time ? time.toInstant() : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    }

    /** A time out of microseconds since 1970 UTC. */
    static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_OF_MICRO);
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS_OF_MICRO);
    }
}
