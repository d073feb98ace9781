package io.millrace.dashboard;

import io.millrace.dashboard.PriceChanges.Change;
import io.millrace.dashboard.PriceList.SourceCount;
import io.millrace.dashboard.ProductHistory.Elsewhere;
import io.millrace.dashboard.ProductHistory.Observation;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rows of the warehouse as the dashboard says them. */
final class PriceRows {
    private PriceRows() {}

    static PriceList.Row latest(ResultSet row) throws SQLException {
        return new PriceList.Row(
                row.getString("source"),
                row.getString("sku"),
                row.getString("url"),
                row.getString("name"),
                row.getString("brand"),
                amount(row, "price"),
                row.getString("currency"),
                amount(row, "list_price"),
                amount(row, "previous_price"),
                number(row, "change_percent"),
                row.getString("availability"),
                time(row),
                points(row));
    }

    static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("source"),
                row.getString("sku"),
                row.getString("name"),
                row.getString("currency"),
                amount(row, "price"),
                amount(row, "previous_price"),
                number(row, "change_percent"),
                time(row));
    }

    static Elsewhere elsewhere(ResultSet row) throws SQLException {
        return new Elsewhere(
                row.getString("source"),
                row.getString("sku"),
                row.getString("name"),
                amount(row, "price"),
                row.getString("currency"),
                row.getString("availability"),
                time(row));
    }

    /** A source, and how many of its products match the search. */
    record Counted(SourceCount source, long matching) {
        static Counted of(ResultSet row) throws SQLException {
            var source = new SourceCount(row.getString("source"), row.getLong("products"));
            return new Counted(source, row.getLong("matching"));
        }
    }

    /** One row of a history: what it says of the product, how many rows there are, and the observation itself. */
    record Seen(
            String source,
            String sku,
            String url,
            String name,
            String brand,
            String gtin,
            String seller,
            String labels,
            long total,
            Observation observation) {
        static Seen of(ResultSet row) throws SQLException {
            var observation = new Observation(
                    time(row),
                    amount(row, "price"),
                    row.getString("currency"),
                    amount(row, "list_price"),
                    row.getString("availability"),
                    row.getString("method"),
                    number(row, "confidence"));
            return new Seen(
                    row.getString("source"),
                    row.getString("sku"),
                    row.getString("url"),
                    row.getString("name"),
                    row.getString("brand"),
                    row.getString("gtin"),
                    row.getString("seller"),
                    row.getString("labels"),
                    row.getLong("total"),
                    observation);
        }

        ProductHistory product(List<Elsewhere> elsewhere, List<Observation> observations) {
            return new ProductHistory(
                    source, sku, url, name, brand, gtin, seller, labels, elsewhere, total, observations);
        }
    }

    private static List<BigDecimal> points(ResultSet row) throws SQLException {
        var newestFirst = row.getArray("points");
        if (newestFirst == null) {
            return List.of();
        }
        var points = new ArrayList<>(Arrays.stream((Object[]) newestFirst.getArray())
                .map(price -> plain((BigDecimal) price))
                .toList());
        Collections.reverse(points);
        return points;
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        var stored = row.getBigDecimal(column);
        return stored == null ? null : plain(stored);
    }

    // 1299.0000 is stored, 1299 is said.
    private static BigDecimal plain(BigDecimal stored) {
        var exact = stored.stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static Double number(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("observed_at", OffsetDateTime.class).toInstant();
    }
}
