package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the page's product costs by its data islands: the JSON that shops put into pages for their own scripts and for
 * analytics services. It counts where it says whose it is and does not contradict itself.
 */
final class DataIslands {
    static final String METHOD = "data-island";

    private static final double BY_PLACE = 0.85;
    private static final double TOLD_BY_SIGHT = 0.85;
    /** A whole number from here on may be one of hundredths. */
    private static final BigDecimal UNCLEAR = BigDecimal.valueOf(100);

    private final PageContext page;
    private final SeenAmounts seen;
    private final Set<BigDecimal> struck;

    private DataIslands(PageContext page, SeenAmounts seen, Set<BigDecimal> struck) {
        this.page = page;
        this.seen = seen;
        this.struck = struck;
    }

    /**
     * The page's product, if islands tell it.
     *
     * @param seen the amounts that a reader sees
     * @param struck those that are seen as earlier prices only
     */
    static Optional<Finding> find(PageContext page, SeenAmounts seen, Set<BigDecimal> struck) {
        var products = IslandProducts.of(page, seen, IslandReader.read(page));
        return products.isEmpty() ? Optional.empty() : new DataIslands(page, seen, struck).told(products);
    }

    private Optional<Finding> told(List<IslandProduct> products) {
        var surest = products.stream()
                .map(IslandProduct::sameness)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var own = products.stream()
                .filter(product -> product.sameness() == surest)
                .toList();
        var finding = new Finding(METHOD);
        var amount = amount(own, finding);
        var meant = amount == null
                ? own
                : own.stream()
                        .filter(product -> amount.equals(amountOf(product)))
                        .toList();
        if (amount != null) {
            price(finding, amount, meant, surest);
        }
        describe(finding, meant, surest);
        return Optional.of(finding);
    }

    /** The amount that all of them name; else the only one that is seen. */
    private BigDecimal amount(List<IslandProduct> own, Finding finding) {
        var amounts = own.stream()
                .map(this::amountOf)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (amounts.size() > 1) {
            var shown = amounts.stream().filter(seen::contains).toList();
            finding.doubt(TOLD_BY_SIGHT, "one of " + amounts.size() + " prices");
            return shown.size() == 1 ? shown.get(0) : null;
        }
        return amounts.isEmpty() ? null : amounts.get(0);
    }

    /** What is shown as an earlier price is none. */
    private BigDecimal amountOf(IslandProduct product) {
        var price = product.price(seen);
        var amount = price == null ? null : price.amount().stripTrailingZeros();
        return amount == null || struck.contains(amount) ? null : amount;
    }

    private void price(Finding finding, BigDecimal amount, List<IslandProduct> meant, IslandSameness surest) {
        var product = meant.stream()
                .max(Comparator.comparing(one -> one.price(seen).amount().scale()))
                .orElseThrow();
        var price = product.price(seen);
        var currency = meant.stream()
                .flatMap(one -> Stream.of(one.price(seen).currency(), one.currency()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean named = meant.stream().anyMatch(one -> one.named() || one.sameness() == IslandSameness.query);
        if (!seen.contains(amount) && (!named || surest == IslandSameness.place || unclear(price, currency))) {
            return;
        }
        finding.put(OfferField.PRICE, price.value(product.place()));
        if (currency != null) {
            finding.put(
                    OfferField.CURRENCY,
                    Value.of(currency, price.value(product.place()).selector(), true));
        }
        var list = product.listPrice(price.amount());
        if (list != null && (seen.contains(list.amount()) || !seen.contains(amount))) {
            finding.put(OfferField.LIST_PRICE, list.value(product.place()));
        }
        if (surest == IslandSameness.place) {
            finding.doubt(BY_PLACE, "told by its place alone");
        }
    }

    /** Whether it could be in hundredths: a large number without decimals, in a currency that has them. */
    private static boolean unclear(IslandPrice price, String currency) {
        boolean decimals;
        try {
            decimals = currency == null || Currency.getInstance(currency).getDefaultFractionDigits() > 0;
        } catch (IllegalArgumentException e) {
            decimals = true;
        }
        return decimals && price.amount().scale() <= 0 && price.amount().compareTo(UNCLEAR) >= 0;
    }

    /** What all of them say alike, or the product itself where its variants differ. */
    private void describe(Finding finding, List<IslandProduct> meant, IslandSameness surest) {
        for (var field : List.of(OfferField.SKU, OfferField.BRAND, OfferField.GTIN)) {
            finding.put(
                    field,
                    alike(meant, field, Function.identity())
                            .or(() -> alike(
                                    meant.stream()
                                            .filter(product -> !product.variant())
                                            .toList(),
                                    field,
                                    Function.identity()))
                            .orElse(null));
        }
        if (page.heading() == null) {
            finding.put(
                    OfferField.NAME,
                    alike(meant, OfferField.NAME, Function.identity()).orElse(null));
        }
        alike(
                        meant,
                        OfferField.AVAILABILITY,
                        text -> Availability.of(text)
                                .map(Availability::buyable)
                                .map(String::valueOf)
                                .orElse(""))
                .filter(value -> surest != IslandSameness.place
                        || Availability.of(value.text())
                                .filter(Availability::buyable)
                                .isPresent())
                .ifPresent(value -> finding.put(OfferField.AVAILABILITY, value));
    }

    private static Optional<Value> alike(
            List<IslandProduct> products, OfferField field, Function<String, String> meaning) {
        var values = products.stream()
                .map(product -> product.said().value(field))
                .filter(Objects::nonNull)
                .toList();
        long meanings = values.stream()
                .map(value -> meaning.apply(value.text()))
                .distinct()
                .count();
        return meanings == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
