package io.millrace.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows that a query finds, each read into a record. */
final class Rows {
    private static final int TIMEOUT_SECONDS = 10;

    private Rows() {}

    /** What reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param values to bind, in order */
    static <T> List<T> of(Connection connection, String sql, List<?> values, Reader<T> reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            bind(statement, values);
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (found.next()) {
                    rows.add(reader.read(found));
                }
                return rows;
            }
        }
    }

    private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
