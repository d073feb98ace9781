package io.millrace.warehouse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads a warehouse by the user's own SQL. Thread-safe. */
public final class Query {
    /**
     * Rows of values: numbers, booleans, texts (times as RFC 3339 in UTC), lists and maps of them, or null.
     *
     * @param error what is wrong with the statement; then there are no rows
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Result(List<String> columns, List<List<Object>> rows, String error) {}

    private static final String DRIVER_BEGINS = "Invalid Input Error: Attempting to execute an unsuccessful";
    private static final String DRIVER_ENDS = "\nError: ";

    private final DataSource source;

    public Query(DataSource source) {
        this.source = source;
    }

    /**
     * Runs one SELECT (also WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE) in a transaction that is never committed and
     * may only read.
     *
     * @throws SQLException if it is something else, or wrong
     */
    public Result run(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            expectOneSelect(connection, sql);
            statement.execute("BEGIN TRANSACTION READ ONLY");
            // No ROLLBACK: a statement that failed is closed, and the connection ends its transaction with itself.
            try (var result = statement.executeQuery(sql)) {
                return read(result);
            } catch (SQLException e) {
                throw new SQLException(said(e), e);
            }
        }
    }

    /**
     * Has DuckDB parse the text without running it. A transaction that may only read is not enough: it lets COPY write
     * files, ATTACH make databases, and a second statement of the text end it.
     */
    private static void expectOneSelect(Connection connection, String sql) throws SQLException {
        try (var parse = connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
            parse.setString(1, sql);
            try (var result = parse.executeQuery()) {
                result.next();
                var parsed = Json.read(
                        result.getString(1).getBytes(StandardCharsets.UTF_8), JsonNode.class, "a parsed statement");
                if (parsed.path("error_type").asText().equals("parser")) {
                    throw new SQLException("the SQL cannot be read: "
                            + parsed.path("error_message").asText());
                }
                if (parsed.path("error").asBoolean()
                        || parsed.path("statements").size() != 1) {
                    throw new SQLException("a query reads, by one SELECT: nothing else is run here");
                }
            }
        }
    }

    /** DuckDB's own words, without those of its driver before them. */
    private static String said(SQLException e) {
        var message = String.valueOf(e.getMessage());
        var own = message.indexOf(DRIVER_ENDS);
        return message.startsWith(DRIVER_BEGINS) && own >= 0 ? message.substring(own + DRIVER_ENDS.length()) : message;
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
                // Not by way of java.sql.Timestamp, which has no times that this machine's time zone skips.
                row.add(PlainValue.of(
                        about.getColumnTypeName(i).equals("TIMESTAMP")
                                ? result.getObject(i, LocalDateTime.class)
                                : result.getObject(i)));
            }
            rows.add(row);
        }
        return new Result(columns, rows, null);
    }
}
