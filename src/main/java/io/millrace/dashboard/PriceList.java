package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of the latest prices, ordered by source, name and SKU.
 *
 * @param total how many products match, on all stretches together
 * @param limit how many this stretch may hold, after clamping
 * @param offset how many come before it, after clamping
 * @param sources every source in the warehouse, whatever was searched for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PriceList(long total, int limit, int offset, List<SourceCount> sources, List<Row> prices) {

    /** How many products a source has. */
    public record SourceCount(String source, long products) {}

    /**
     * The newest observation of a product.
     *
     * @param price null where the page showed none
     * @param previousPrice the newest price in the same currency that differs from {@code price}, or null
     * @param changePercent from {@code previousPrice} to {@code price}, or null
     * @param points the newest prices in this currency, at most 40, oldest first
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Row(
            String source,
            String sku,
            String url,
            String name,
            String brand,
            BigDecimal price,
            String currency,
            BigDecimal listPrice,
            BigDecimal previousPrice,
            Double changePercent,
            String availability,
            Instant observedAt,
            List<BigDecimal> points) {}
}
