package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The newest price changes, newest first. */
public record PriceChanges(List<Change> changes) {

    /** One change; {@code changePercent} is negative when the price fell. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Change(
            String source,
            String sku,
            String name,
            String currency,
            BigDecimal price,
            BigDecimal previousPrice,
            Double changePercent,
            Instant observedAt) {}
}
