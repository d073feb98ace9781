package io.millrace.lake;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a batch wrote of one source in one currency, for the quality gate.
 *
 * <p>Of a dataset that has a column {@code from: event.source}, a decimal column with {@code parse: price} and one with
 * {@code parse: currency} (of several, the first in the declaration's order), its written rows, so those that are left
 * after the duplicates went, are put into groups by source and currency. A group has a level if it holds a price. Datasets
 * that lack one of the three columns have none.
 *
 * @param source value of the source column
 * @param currency value of the currency column; null where the rows state none
 * @param rows rows of the group whose price is not null; at least 1
 * @param newest latest observation time of these, UTC, to the microsecond
 * @param median of their prices in ascending order p(1) … p(rows), p(ceil(rows / 2)): a price that is there, exact, with the
 *     column's scale; of two in the middle the lower
 */
public record PriceLevel(String source, String currency, long rows, Instant newest, BigDecimal median) {}
