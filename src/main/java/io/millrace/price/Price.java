package io.millrace.price;

import java.math.BigDecimal;

/**
 * An amount of money as a text states it.
 *
 * @param amount in the currency's unit, with the decimals that were written; negative only in {@link PriceReading#negative}
 * @param currency ISO 4217 code, or null where text and hints leave it open
 * @param symbol the currency's symbol or name as written, or null where there is none
 */
public record Price(BigDecimal amount, String currency, String symbol) {}
