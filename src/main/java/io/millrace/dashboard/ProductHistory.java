package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What was observed of one product, as its newest observation names it.
 *
 * @param total how many observations there are
 * @param observations the newest of them, oldest first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ProductHistory(
        String source,
        String sku,
        String url,
        String name,
        String brand,
        String gtin,
        String seller,
        long total,
        List<Observation> observations) {

    ProductHistory with(List<Observation> seen) {
        return new ProductHistory(source, sku, url, name, brand, gtin, seller, total, seen);
    }

    /** One look at the page; {@code price} is null where it showed none. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Observation(
            Instant observedAt,
            BigDecimal price,
            String currency,
            BigDecimal listPrice,
            String availability,
            String method,
            Double confidence) {}
}
