package io.millrace.price;

import java.util.Optional;

/** Whether an offer can be bought: the values of schema.org's ItemAvailability, named exactly as there. */
public enum Availability {
    BackOrder,
    Discontinued,
    InStock,
    InStoreOnly,
    LimitedAvailability,
    MadeToOrder,
    OnlineOnly,
    OutOfStock,
    PreOrder,
    PreSale,
    Reserved,
    SoldOut;

    /**
     * The availability that a text states: a schema.org address however sloppily written, a bare value, or plain words
     * of some forty languages ({@code availability.txt}).
     *
     * @param text may be null
     * @return empty where the text says nothing of it, or contradicts itself
     */
    public static Optional<Availability> of(String text) {
        return text == null ? Optional.empty() : Optional.ofNullable(AvailabilityWords.read(text));
    }

    /** Whether it can be ordered or fetched now or later, so that its price is a price to pay. */
    public boolean buyable() {
        return switch (this) {
            case Discontinued, OutOfStock, SoldOut -> false;
            default -> true;
        };
    }

    /** Whether a text may state one; false where {@link #of} certainly finds none, and told in less time. */
    public static boolean mayBeIn(String text) {
        return StockStems.mayState(text);
    }
}
