package io.millrace.dashboard;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What was observed of one product, as its newest observation names it.
 *
 * @param labels what the source file says of its page, a JSON object as text, or null
 * @param elsewhere the latest prices of the same GTIN in other sources, at most 20, ordered by source
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
        @JsonRawValue String labels,
        List<Elsewhere> elsewhere,
        long total,
        List<Observation> observations) {

    static ProductHistory none(String source, String sku) {
        return new ProductHistory(source, sku, null, null, null, null, null, null, List.of(), 0, List.of());
    }

    /** The same product, as another source sells it. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Elsewhere(
            String source,
            String sku,
            String name,
            BigDecimal price,
            String currency,
            String availability,
            Instant observedAt) {}

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
