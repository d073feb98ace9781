package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object of a data island that names a price.
 *
 * @param said its name, number, brand and the like
 * @param prices in whole units
 * @param sameness how surely it is the page's product: one of {@link IslandSameness}'s
 * @param variant whether it stands in a product's list of variants
 * @param currency as the object or what it stands in states it, or null
 */
record IslandProduct(
        String place,
        Finding said,
        List<IslandPrice> prices,
        IslandSameness sameness,
        boolean variant,
        String currency) {
    /** The price to pay, or null where its prices contradict each other. */
    IslandPrice price(SeenAmounts seen) {
        var paid = prices.stream().filter(price -> !price.list()).toList();
        if (amounts(paid).size() > 1) {
            var shown =
                    paid.stream().filter(price -> seen.contains(price.amount())).toList();
            paid = shown.isEmpty() ? paid : shown;
        }
        if (amounts(paid).size() > 1) {
            var lowest =
                    paid.stream().min(Comparator.comparing(IslandPrice::amount)).orElseThrow();
            var now = paid.stream().filter(IslandPrice::now).toList();
            boolean told = amounts(now).size() == 1 && amounts(now).equals(amounts(List.of(lowest)));
            paid = told ? now : List.of();
        }
        // One with decimals says how the others are meant.
        return paid.stream()
                .max(Comparator.comparing((IslandPrice price) -> price.amount().scale() > 0)
                        .thenComparing(price -> price.currency() != null))
                .orElse(null);
    }

    /** The one earlier price that it names, or null. */
    IslandPrice listPrice(BigDecimal paid) {
        var higher = prices.stream()
                .filter(price -> price.list() && price.amount().compareTo(paid) > 0)
                .toList();
        return amounts(higher).size() == 1 ? higher.get(0) : null;
    }

    boolean named() {
        return said.has(OfferField.NAME);
    }

    static Set<BigDecimal> amounts(List<IslandPrice> prices) {
        return prices.stream().map(price -> price.amount().stripTrailingZeros()).collect(Collectors.toSet());
    }
}
