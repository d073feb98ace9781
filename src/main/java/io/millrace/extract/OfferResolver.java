package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import io.millrace.price.Price;
import io.millrace.price.PriceParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one offer of what the methods found. Confined to one extraction. */
final class OfferResolver {
    /** A price that is trusted less does not say that the product can be bought. */
    private static final double OFFERED = 0.5;
    /** Those that say what the product is, and not only what it costs. */
    private static final Set<String> DESCRIBING = Set.of(JsonLd.METHOD, Microdata.METHOD);

    private final PageContext page;
    private final PriceClaims claims;
    private final SelectedFields selected;

    OfferResolver(PageContext page, PriceClaims claims) {
        this.page = page;
        this.claims = claims;
        this.selected = SelectedFields.of(page);
    }

    /**
     * The extraction of a page.
     *
     * @param structured what the methods found, in the order of their weight
     * @param visible what a reader sees
     * @param island what data islands say; their price counts only where none that is stated is seen
     */
    Extraction resolve(List<Finding> structured, Visible visible, Optional<Finding> island, String pageHash) {
        var products = new OwnProducts(page);
        var own = new ArrayList<>(products.of(structured));
        boolean stated = !own.isEmpty();
        own.addAll(visible.findings());
        island.ifPresent(found -> addIsland(own, found, visible.availability()));
        var availability = availability(own, visible.availability());
        var ranking = new PriceRanking(claims, selected);
        var claim = ranking.of(own, availability);
        ranking.reject(products.others());
        // Other fields may come from any finding of the product, the winner's first.
        if (claim != null && DESCRIBING.contains(claim.finding().method())) {
            own.remove(claim.finding());
            own.add(0, claim.finding());
        }
        var assumed = availability == null ? offered(claim, visible.availability()) : null;
        var offer = offer(claim, own, assumed == null ? availability : assumed, assumed != null);
        var status = offer.price() == null ? Status.no_price : Status.ok;
        return new Extraction(
                status, offer, reason(offer, ranking.reason(), stated), ranking.candidates(), null, pageHash);
    }

    /** Whether structured data leaves nothing to ask of data islands: it describes a product and a price that is seen. */
    boolean isSettled(List<Finding> structured) {
        return structured.stream()
                .anyMatch(finding ->
                        DESCRIBING.contains(finding.method()) && finding.has(OfferField.CURRENCY) && isSeen(finding));
    }

    private boolean isSeen(Finding finding) {
        var claim = finding.has(OfferField.PRICE) ? claims.of(finding) : null;
        return claim != null
                && claim.price() != null
                && claims.isSeen(claim.price().amount());
    }

    private void addIsland(List<Finding> own, Finding island, VisibleAvailability visible) {
        var stated = own.stream()
                .filter(finding -> !finding.method().equals(VisiblePrices.METHOD) && isSeen(finding))
                .map(claims::of)
                .toList();
        if (!stated.isEmpty()) {
            var claim = island.has(OfferField.PRICE) ? claims.of(island) : null;
            if (claim == null || stated.stream().noneMatch(claim::agrees)) {
                island.remove(OfferField.CURRENCY);
            }
            island.remove(OfferField.PRICE);
            island.remove(OfferField.LIST_PRICE);
        }
        boolean gone = Availability.of(island.text(OfferField.AVAILABILITY))
                .filter(said -> !said.buyable())
                .isPresent();
        // Scripts hold what was; a button that can be pressed is what is.
        if (gone && visible.availability().filter(Availability::buyable).isPresent()) {
            island.remove(OfferField.AVAILABILITY);
        }
        own.add(island);
    }

    private String reason(Offer offer, String refusal, boolean stated) {
        var reason = Stream.of(selected.unmatched(), refusal)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        if (!reason.isEmpty() || offer.price() != null) {
            return reason.isEmpty() ? null : reason;
        }
        if (offer.availability() != null && !offer.availability().buyable()) {
            return "no price of its own: " + offer.availability();
        }
        return stated ? "no price that can be told" : "no product data and no price that can be told";
    }

    /**
     * The availability that is stated. Shops leave "in stock" in their structured data: where a reader sees that the
     * product cannot be bought, that counts.
     */
    private Value availability(List<Finding> own, VisibleAvailability visible) {
        var stated = selected.value(OfferField.AVAILABILITY, own);
        boolean gone = visible.named()
                && visible.availability().filter(seen -> !seen.buyable()).isPresent();
        return (gone || isEmptyShell(own, visible)) && !selected.decides(OfferField.AVAILABILITY)
                ? visible.value()
                : stated;
    }

    /** Whether structured data has no price but 0, as templates do that nobody filled in, and the page sells the product. */
    private boolean isEmptyShell(List<Finding> own, VisibleAvailability visible) {
        return visible.open()
                && visible.value() != null
                && own.stream()
                        .filter(finding -> finding.has(OfferField.AVAILABILITY))
                        .findFirst()
                        .filter(finding -> finding.has(OfferField.PRICE)
                                && claims.of(finding).price() == null)
                        .isPresent();
    }

    /** What has a price that is to be trusted, and nothing that keeps a reader from buying, is on offer. */
    private Value offered(PriceClaim claim, VisibleAvailability visible) {
        boolean decided = selected.decides(OfferField.AVAILABILITY);
        return claim == null || decided || !visible.open() || claim.score() < OFFERED
                ? null
                : new Value(Availability.InStock.name(), "a price, and nothing against it", false);
    }

    private Offer offer(PriceClaim claim, List<Finding> ordered, Value availability, boolean assumed) {
        var currency = claim == null ? null : currency(claim, ordered);
        var price = claim == null ? null : withCurrency(claim, currency);
        var list = claim == null ? null : selected.value(OfferField.LIST_PRICE, withThatPrice(claim, ordered));
        var listPrice = list == null || price == null ? null : listPrice(list, price);
        var texts = new PriceTexts(page.language());
        var separator = texts.separator(claim, price, listPrice, list);
        var name = name(ordered);
        return new Offer(
                name,
                number(ordered),
                text(OfferField.BRAND, ordered),
                Gtin.of(text(OfferField.GTIN, ordered)),
                text(OfferField.SELLER, ordered),
                page.url() == null ? page.canonical() : page.url(),
                claim == null ? null : claim.value().text(),
                listPrice == null ? null : texts.listText(list, listPrice, separator),
                currency,
                page.language(),
                availability == null ? null : availability.text(),
                separator,
                price,
                listPrice,
                availability == null
                        ? null
                        : Availability.of(availability.text()).orElse(null),
                claim == null ? null : claim.finding().method(),
                claim == null ? null : claim.value().selector(),
                claim == null ? 0 : Math.round(claim.score() * 1000) / 1000.0,
                assumed);
    }

    /** As stated, else as the page's heading or title says it. */
    private String name(List<Finding> ordered) {
        var stated = text(OfferField.NAME, ordered);
        if (selected.decides(OfferField.NAME)) {
            return stated;
        }
        if (stated != null) {
            return PageTitle.withoutRest(stated, page.heading());
        }
        return page.heading() != null
                ? page.heading()
                : PageTitle.parts(page.scan().title()).stream().findFirst().orElse(null);
    }

    /** The findings of the price that won: another price's list price says nothing of it. */
    private List<Finding> withThatPrice(PriceClaim claim, List<Finding> ordered) {
        return ordered.stream()
                .filter(finding -> finding == claim.finding()
                        || finding.has(OfferField.PRICE) && claims.of(finding).agrees(claim))
                .toList();
    }

    private String number(List<Finding> ordered) {
        var stated = text(OfferField.SKU, ordered);
        return stated != null || selected.decides(OfferField.SKU)
                ? stated
                : first(ordered, Finding::id)
                        .or(() -> AddressNumber.of(page))
                        .or(() -> first(ordered, Finding::model))
                        .map(Value::text)
                        .orElse(null);
    }

    private static Optional<Value> first(List<Finding> ordered, Function<Finding, Value> number) {
        return ordered.stream().map(number).filter(Objects::nonNull).findFirst();
    }

    private String text(OfferField field, List<Finding> ordered) {
        var value = selected.value(field, ordered);
        if (value == null) {
            return null;
        }
        boolean labelled = (field == OfferField.SKU || field == OfferField.BRAND) && !selected.decides(field);
        return labelled ? VisibleLabels.withoutLabel(field, value.text()) : value.text();
    }

    /** The currency stated with the price, else with the same amount elsewhere, else of the product's other prices. */
    private String currency(PriceClaim claim, List<Finding> ordered) {
        if (selected.decides(OfferField.CURRENCY)) {
            var stated = selected.get(OfferField.CURRENCY);
            return stated == null ? null : stated.text();
        }
        Comparator<Finding> sameAmountFirst = Comparator.comparing(finding -> finding != claim.finding()
                && !(finding.has(OfferField.PRICE) && claims.of(finding).agrees(claim)));
        return ordered.stream()
                .sorted(sameAmountFirst)
                .map(finding -> finding.text(OfferField.CURRENCY))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> besideSameAmount(claim, ordered))
                .orElse(null);
    }

    /** The sign that stands beside the same amount, where the winner has none. */
    private Optional<String> besideSameAmount(PriceClaim claim, List<Finding> ordered) {
        return claim.price().symbol() != null
                ? Optional.empty()
                : ordered.stream()
                        .filter(finding -> finding.has(OfferField.PRICE))
                        .map(claims::of)
                        .filter(other -> other.agrees(claim) && other.price().symbol() != null)
                        .map(other -> other.price().currency())
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private Price withCurrency(PriceClaim claim, String currency) {
        var stated = currency == null ? page.hints().currency() : currency;
        return PriceParser.parse(
                        claim.value().text(),
                        page.priceHints(stated, claim.value().machine()))
                .orElse(claim.price());
    }

    private Price listPrice(Value list, Price price) {
        return PriceParser.parse(list.text(), page.priceHints(price.currency(), list.machine()))
                .filter(found -> found.amount().compareTo(price.amount()) > 0)
                .filter(found -> Objects.equals(found.currency(), price.currency()))
                .orElse(null);
    }
}
