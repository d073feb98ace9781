package io.millrace.dataset;

import java.math.BigDecimal;
import java.util.List;

/**
 * One column of a dataset.
 *
 * @param name a safe SQL identifier, {@code [a-z][a-z0-9_]*}
 * @param required whether a row without it is rejected
 * @param from where its value stands in an event: {@code payload.price}, {@code event.id}, {@code evidence.method}
 * @param parse the parser of its text, one of {@link #PARSERS}; null: as its type says
 * @param min the least plausible number, itself plausible; null if there is none
 * @param max the greatest plausible number, itself plausible; null if there is none
 * @param maxLength of a text, in characters (Unicode code points); null if there is none
 * @param values the only texts that it may hold; empty if it may hold any
 * @param doc what it means, for the documentation and the warehouses; may be empty
 */
public record Column(
        String name,
        ColumnType type,
        boolean required,
        String from,
        String parse,
        BigDecimal min,
        BigDecimal max,
        Integer maxLength,
        List<String> values,
        String doc) {
    /** Parsers of text that needs more than its type: a price with its symbol, a currency, an availability. */
    public static final List<String> PARSERS = List.of("price", "currency", "availability");

    public Column {
        values = List.copyOf(values);
    }
}
