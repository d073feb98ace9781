package io.millrace.extract;

import io.millrace.price.Price;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.util.Optional;

/**
 * Writes a price and its list price so that a cleaner with the same hints reads the same amounts.
 *
 * @param language of the page, or null
 */
record PriceTexts(String language) {
    /** A dot where the price cannot be read rightly without knowing it. */
    Character separator(PriceClaim claim, Price price, Price listPrice, Value list) {
        boolean machine = claim != null && claim.value().machine();
        boolean needed = machine && !readsAs(claim.value().text(), null, price);
        boolean neededByList = listPrice != null && list.machine() && machine && !readsAs(list.text(), null, listPrice);
        return needed || neededByList || machine && listPrice == null ? Character.valueOf('.') : null;
    }

    /** The list price as found, or in plain digits where one separator cannot serve both prices. */
    String listText(Value list, Price listPrice, Character separator) {
        return readsAs(list.text(), separator, listPrice)
                ? list.text()
                : listPrice.amount().toPlainString();
    }

    private boolean readsAs(String text, Character separator, Price price) {
        var hints = new PriceHints(price.currency(), language, separator, null);
        return PriceParser.parse(text, hints).map(Price::amount).equals(Optional.of(price.amount()));
    }
}
