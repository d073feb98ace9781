package io.millrace.price;

/**
 * A price, or the reason why a text holds none.
 *
 * @param price null where there is none
 * @param negative the amount below zero that a text without a price states, a credit or a reduction; or null
 * @param reason null where there is a price
 */
public record PriceReading(Price price, Price negative, String reason) {
    static PriceReading of(Price price) {
        return new PriceReading(price, null, null);
    }

    static PriceReading none(String reason) {
        return new PriceReading(null, null, reason);
    }
}
