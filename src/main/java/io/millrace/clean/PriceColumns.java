package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The columns whose values make a {@link io.millrace.lake.PriceLevel}: of several, the first of the declaration.
 *
 * @param source the one {@code from: event.source}
 * @param currency the one with {@code parse: currency}
 * @param price the decimal one with {@code parse: price}
 */
public record PriceColumns(Column source, Column currency, Column price) {
    /** Empty for a dataset that lacks one of them. */
    public static Optional<PriceColumns> of(Dataset dataset) {
        var source = first(dataset, column -> column.from().equals("event.source"));
        var currency = first(dataset, column -> "currency".equals(column.parse()));
        var price = first(dataset, column -> "price".equals(column.parse()))
                .filter(column -> column.type().kind() == ColumnType.Kind.DECIMAL);
        return source.isEmpty() || currency.isEmpty() || price.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceColumns(source.get(), currency.get(), price.get()));
    }

    private static Optional<Column> first(Dataset dataset, Predicate<Column> wanted) {
        return dataset.columns().stream().filter(wanted).findFirst();
    }
}
