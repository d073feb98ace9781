package io.millrace.clean;

import java.time.Instant;
import java.util.List;

/**
 * A typed row.
 *
 * @param values one for each column of the dataset, in its order: String, Integer, Long, Double, BigDecimal, Boolean,
 *     LocalDate, Instant or null
 * @param observedAt decides the day that the row is filed under
 */
public record Row(
        String dataset, List<Object> values, Instant observedAt, String shard, String seq, String publisher, long n) {}
