package io.millrace.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database answers, as text. */
public final class Rows {
    private Rows() {}

    /** Each row of the answer, its values separated; none of a statement that answers with none. */
    public static List<String> of(Connection connection, String sql, String separator) throws SQLException {
        try (var statement = connection.createStatement()) {
            var rows = new ArrayList<String>();
            if (!statement.execute(sql)) {
                return rows;
            }
            var result = statement.getResultSet();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(separator, row));
            }
            return rows;
        }
    }

    /** The same of a DuckDB file, which no process has open. */
    public static List<String> ofFile(Path file, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return of(connection, sql, "|");
        }
    }
}
