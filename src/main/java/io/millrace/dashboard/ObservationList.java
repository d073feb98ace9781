package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.millrace.warehouse.ReadOnly;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of what was observed of one product, newest first.
 *
 * @param total on all stretches together
 */
record ObservationList(long total, int limit, int offset, List<Observation> observations) {
    static final int USUAL = 100;
    static final int MOST = 500;
    private static final int MOST_SKIPPED = 10_000_000;

    /** One look at the page, and how it was read. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Observation(
            Instant observedAt,
            BigDecimal price,
            String currency,
            BigDecimal listPrice,
            String availability,
            String method,
            String selector,
            String priceText,
            Double confidence,
            String url,
            String pageHash,
            String eventId,
            long batch) {
        private static Observation of(ResultSet row, Set<String> columns) throws SQLException {
            return new Observation(
                    Rows.time(row.getLong("at_micros")),
                    Rows.amount(row, "price"),
                    row.getString("currency"),
                    Rows.amount(row, "list_price"),
                    row.getString("availability"),
                    row.getString("method"),
                    // A table that nobody has loaded into since these were declared has not got them.
                    columns.contains("selector") ? row.getString("selector") : null,
                    columns.contains("price_text") ? row.getString("price_text") : null,
                    Rows.number(row, "confidence"),
                    row.getString("url"),
                    row.getString("page_hash"),
                    row.getString("event_id"),
                    row.getLong("batch"));
        }
    }

    static ObservationList of(ReadOnly warehouse, ProductQueries products, Parameters asked) throws SQLException {
        var key = new ProductKey(asked.required("source"), asked.required("sku"));
        var limit = asked.number("limit", USUAL, 1, MOST);
        var offset = asked.number("offset", 0, 0, MOST_SKIPPED);
        try (var connection = warehouse.open()) {
            var columns = new HashSet<String>();
            var found = Rows.of(
                    connection,
                    "SELECT p.*, " + warehouse.micros("observed_at")
                            + " AS at_micros FROM prices AS p WHERE source = ? AND sku = ?"
                            + " ORDER BY observed_at DESC LIMIT " + limit + " OFFSET " + offset,
                    List.of(key.source(), key.sku()),
                    row -> {
                        if (columns.isEmpty()) {
                            columns.addAll(columns(row));
                        }
                        return Observation.of(row, columns);
                    });
            var total = Math.max(products.observations(key), found.isEmpty() ? 0 : offset + found.size());
            return new ObservationList(total, limit, offset, found);
        } catch (SQLException e) {
            if (ReadOnly.isAbsence(e)) {
                return new ObservationList(0, limit, offset, List.of());
            }
            throw e;
        }
    }

    private static Set<String> columns(ResultSet row) throws SQLException {
        var about = row.getMetaData();
        var columns = new HashSet<String>();
        for (var i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i));
        }
        return columns;
    }
}
