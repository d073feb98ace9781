package io.millrace.warehouse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads a warehouse by the user's own SQL. Thread-safe. */
public final class Query {
    /**
     * Rows of values: numbers, booleans, texts (times as RFC 3339 in UTC) or null.
     *
     * @param error what is wrong with the statement; then there are no rows
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Result(List<String> columns, List<List<Object>> rows, String error) {}

    private static final String DRIVERS_WORDS = "closed pending query result\nError: ";

    private final DataSource source;

    public Query(DataSource source) {
        this.source = source;
    }

    /**
     * Runs one statement in a transaction that is never committed and may only read.
     *
     * @throws SQLException if it is no statement, or would write
     */
    public Result run(String sql) throws SQLException {
        try (var connection = source.getConnection();
                // Of its own, as a statement that failed is closed and could not end the transaction.
                var transaction = connection.createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery(sql)) {
                return read(result);
            } catch (SQLException e) {
                throw new SQLException(said(e), e);
            } finally {
                transaction.execute("ROLLBACK");
            }
        }
    }

    /** DuckDB's own words, without the driver's that may stand before them. */
    private static String said(SQLException e) {
        var message = String.valueOf(e.getMessage());
        var own = message.indexOf(DRIVERS_WORDS);
        return own < 0 ? message : message.substring(own + DRIVERS_WORDS.length());
    }

    private static Result read(ResultSet result) throws SQLException {
        var about = result.getMetaData();
        var columns = new ArrayList<String>();
        for (var i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i));
        }
        var rows = new ArrayList<List<Object>>();
        while (result.next()) {
            var row = new ArrayList<>(columns.size());
            for (var i = 1; i <= columns.size(); i++) {
                row.add(plain(result.getObject(i)));
            }
            rows.add(row);
        }
        return new Result(columns, rows, null);
    }

    private static Object plain(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
        }
        if (value == null || value instanceof Boolean || value instanceof BigDecimal) {
            return value;
        }
        return value instanceof Number ? value : value.toString();
    }
}
