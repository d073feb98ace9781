package io.millrace.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * A product as its newest row and its history have it. Whatever is not known is null.
 *
 * @param price null where the newest look showed none
 * @param currency of all amounts: of the newest look or, where it showed no price, of the newest price
 * @param previousPrice the newest price in this currency that differs from {@code price}
 * @param previousAt when that was seen last
 * @param changedAt when {@code price} was first seen since it has been there
 * @param lowestPrice ever, with the time when it was first seen; so is the highest
 * @param observations looks, also those without a price
 * @param points the newest prices, at most 40, oldest first; only where they are asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
record PriceRow(
        String source,
        String sku,
        String url,
        String name,
        String brand,
        String gtin,
        String ourSku,
        String seller,
        BigDecimal price,
        String currency,
        BigDecimal listPrice,
        BigDecimal previousPrice,
        Instant previousAt,
        Double changePercent,
        Instant changedAt,
        String availability,
        Instant observedAt,
        BigDecimal lowestPrice,
        Instant lowestAt,
        BigDecimal highestPrice,
        Instant highestAt,
        long observations,
        Instant firstSeen,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<BigDecimal> points) {
    /** Without the points. */
    static PriceRow of(ResultSet row) throws SQLException {
        return of(row, null);
    }

    static PriceRow withPoints(ResultSet row) throws SQLException {
        var track = Fold.read(row.getString("state")).current();
        return of(
                row,
                track == null
                        ? List.of()
                        : track.points().stream().map(Rows::plain).toList());
    }

    private static PriceRow of(ResultSet row, List<BigDecimal> points) throws SQLException {
        return new PriceRow(
                row.getString("source"),
                row.getString("sku"),
                row.getString("url"),
                row.getString("name"),
                row.getString("brand"),
                row.getString("gtin"),
                row.getString("our_sku"),
                row.getString("seller"),
                Rows.amount(row, "price"),
                row.getString("currency"),
                Rows.amount(row, "list_price"),
                Rows.amount(row, "previous_price"),
                Rows.time(row, "previous_at"),
                Rows.number(row, "change_percent"),
                Rows.time(row, "changed_at"),
                row.getString("availability"),
                Rows.time(row, "observed_at"),
                Rows.amount(row, "lowest_price"),
                Rows.time(row, "lowest_at"),
                Rows.amount(row, "highest_price"),
                Rows.time(row, "highest_at"),
                row.getLong("observations"),
                Rows.time(row, "first_seen"),
                points);
    }
}
