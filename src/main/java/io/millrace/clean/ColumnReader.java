package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.price.Availability;
import io.millrace.price.CurrencyCode;
import io.millrace.price.Price;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads the columns of the events of one dataset: where each comes from, and by which parser. Not thread-safe. */
final class ColumnReader {
    private final List<Column> columns;
    private final int[] places;
    private final int price;
    private final int listPrice;
    private final int currencyHint;
    private final int languageHint;
    private final int separatorHint;
    private final int countryHint;

    /** @param places gets those that the dataset asks for */
    ColumnReader(Dataset dataset, EventPlaces places) {
        this.columns = dataset.columns();
        this.places =
                columns.stream().mapToInt(column -> places.add(column.from())).toArray();
        this.price = places.add("payload.price");
        this.listPrice = places.add("payload.list_price");
        this.currencyHint = places.add("payload.hints.currency");
        this.languageHint = places.add("payload.hints.language");
        this.separatorHint = places.add("payload.hints.decimal_separator");
        this.countryHint = places.add("payload.hints.country");
    }

    /** What is known of the prices of an event. */
    PriceHints hints(EventReader event) {
        var currency = Values.text(event.at(currencyHint));
        var language = Values.text(event.at(languageHint));
        var separator = Values.text(event.at(separatorHint));
        var country = Values.text(event.at(countryHint));
        return currency == null && language == null && separator == null && country == null
                ? PriceHints.NONE
                : new PriceHints(currency, language, separator == null ? null : separator.charAt(0), country);
    }

    /** The value of the dataset's column of that number, typed; null where the event has none. */
    Object read(int number, EventReader event, Instant observed, PriceHints hints) throws Refusal {
        var column = columns.get(number);
        if (column.from().equals("event.observed_at")) {
            switch (column.type().kind()) {
                case TIMESTAMP -> {
                    return observed;
                }
                case DATE -> {
                    return LocalDate.ofInstant(observed, ZoneOffset.UTC);
                }
                default -> {
                    // As it is written in the event.
                }
            }
        }
        var place = places[number];
        if (column.parse() == null) {
            return column.type().kind() == ColumnType.Kind.JSON
                    ? Values.json(column, event, place)
                    : Values.typed(column, event.at(place));
        }
        var text = Values.text(event.at(place));
        return switch (column.parse()) {
            case "price" -> price(column, text, hints);
            case "currency" -> currency(text, event, hints);
            case "availability" ->
                text == null ? null : Availability.of(text).map(Enum::name).orElse(null);
            default ->
                throw new IllegalStateException(
                        "column " + column.name() + " asks for the parser " + column.parse() + ", which there is not");
        };
    }

    private static Object price(Column column, String text, PriceHints hints) throws Refusal {
        if (text == null) {
            return null;
        }
        var price = PriceParser.parse(text, hints)
                .orElseThrow(() -> new Refusal(
                        "bad_" + column.name(), column.name() + " is \"" + Values.shortened(text) + "\", not a price"));
        return Values.scaled(column, price.amount());
    }

    /** The currency stated beside the price, else the one in the price's own text. */
    private String currency(String stated, EventReader event, PriceHints hints) {
        return CurrencyCode.of(stated, hints)
                .or(() -> ofPriceText(event, price, hints))
                .or(() -> ofPriceText(event, listPrice, hints))
                .orElse(null);
    }

    private static Optional<String> ofPriceText(EventReader event, int place, PriceHints hints) {
        var text = Values.text(event.at(place));
        return text == null ? Optional.empty() : PriceParser.parse(text, hints).map(Price::currency);
    }
}
