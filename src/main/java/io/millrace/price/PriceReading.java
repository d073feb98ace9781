package io.millrace.price;

/**
 * A price, or the reason why a text holds none.
 *
 * @param price null where there is none
 * @param reason null where there is a price
 */
public record PriceReading(Price price, String reason) {
    static PriceReading none(String reason) {
        return new PriceReading(null, reason);
    }
}
