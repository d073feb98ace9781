package io.millrace.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Column;
import io.millrace.price.Availability;
import io.millrace.price.CurrencyCode;
import io.millrace.price.Price;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Reads the columns of one event: where each comes from, and by which parser. */
final class ColumnReader {
    /** As declared, to the names on the way: declarations are few, and events many. */
    private static final Map<String, List<String>> PATHS = new ConcurrentHashMap<>();

    private final JsonNode event;
    private final Instant observed;
    private final PriceHints hints;

    ColumnReader(JsonNode event, Instant observed) {
        this.event = event;
        this.observed = observed;
        this.hints = hints(event.path("payload"));
    }

    /** The column's value, typed; null where the event has none. */
    Object read(Column column) throws Refusal {
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
        var found = at(column.from());
        if (column.parse() == null) {
            return Values.typed(column, found);
        }
        return switch (column.parse()) {
            case "price" -> price(column, found);
            case "currency" -> currency(found);
            case "availability" -> availability(found);
            default ->
                throw new IllegalStateException(
                        "column " + column.name() + " asks for the parser " + column.parse() + ", which there is not");
        };
    }

    private JsonNode at(String from) {
        var node = event;
        for (var part : PATHS.computeIfAbsent(from, ColumnReader::parts)) {
            node = node.path(part);
        }
        return node;
    }

    private static List<String> parts(String from) {
        return Stream.of(from.split("\\."))
                .filter(part -> !part.equals("event"))
                .toList();
    }

    private Object price(Column column, JsonNode found) throws Refusal {
        var text = Values.text(found);
        if (text == null) {
            return null;
        }
        var price = PriceParser.parse(text, hints)
                .orElseThrow(() -> new Refusal(
                        "bad_" + column.name(), column.name() + " is \"" + Values.shortened(text) + "\", not a price"));
        return Values.scaled(column, price.amount());
    }

    /** The currency stated beside the price, else the one in the price's own text. */
    private String currency(JsonNode found) {
        var stated = Values.text(found);
        var byName = stated == null ? Optional.<String>empty() : CurrencyCode.of(stated, hints);
        return byName.or(() -> ofPriceText("price"))
                .or(() -> ofPriceText("list_price"))
                .orElse(null);
    }

    private Optional<String> ofPriceText(String field) {
        var text = Values.text(event.path("payload").path(field));
        return text == null ? Optional.empty() : PriceParser.parse(text, hints).map(Price::currency);
    }

    private static String availability(JsonNode found) {
        var text = Values.text(found);
        return text == null ? null : Availability.of(text).map(Enum::name).orElse(null);
    }

    private static PriceHints hints(JsonNode payload) {
        var hints = payload.path("hints");
        var separator = Values.text(hints.path("decimal_separator"));
        return new PriceHints(
                Values.text(hints.path("currency")),
                Values.text(hints.path("language")),
                separator == null ? null : separator.charAt(0),
                Values.text(hints.path("country")));
    }
}
