package io.millrace.extract;

import io.millrace.price.Availability;
import io.millrace.price.Price;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Weighs what the methods found and makes one offer of it. Confined to one extraction. */
final class OfferResolver {
    /** How the reason of a winning candidate begins. */
    static final String WON = "won";

    /** A price that is trusted less is none. */
    private static final double LEAST = 0.4;

    private final PageContext page;
    private final PriceClaims claims;
    private final SameProduct same;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<Field, Value> selected;
    private String reason;

    OfferResolver(PageContext page, PriceClaims claims) {
        this.page = page;
        this.claims = claims;
        this.same = new SameProduct(page);
        this.selected = UserSelectors.find(page);
    }

    /**
     * The extraction of a page.
     *
     * @param structured what the methods found, in the order of their weight
     * @param visible what a reader sees
     */
    Extraction resolve(List<Finding> structured, List<Finding> visible, String pageHash) {
        var ownProducts = ownProducts(structured);
        var own = new ArrayList<>(ownProducts);
        own.addAll(visible);
        var claim = price(own);
        // Other fields may come from any finding of the product, the winner's first.
        var ordered = new ArrayList<>(own);
        if (claim != null) {
            ordered.remove(claim.finding());
            ordered.add(0, claim.finding());
        }
        var offer = offer(claim, ordered);
        selected.forEach((field, value) -> {
            if (value == null) {
                reason = "select." + field.key() + ": " + page.hints().select().get(field.key()) + " matches nothing"
                        + (reason == null ? "" : "; " + reason);
            }
        });
        boolean nothing = offer.availability() == null && selected.isEmpty() && ownProducts.isEmpty();
        if (offer.price() == null && reason == null) {
            reason = offer.availability() != null && !offer.availability().buyable()
                    ? "no price of its own: " + offer.availability()
                    : nothing ? "no product data and no price that can be told" : "no price that can be told";
        }
        var status = offer.price() == null ? Status.no_price : Status.ok;
        return new Extraction(status, offer, reason, candidates, pageHash);
    }

    /** Of each method the one finding that is the page's product. */
    private List<Finding> ownProducts(List<Finding> findings) {
        var byMethod = findings.stream()
                .collect(Collectors.groupingBy(Finding::method, LinkedHashMap::new, Collectors.toList()));
        var own = new ArrayList<Finding>();
        byMethod.values().forEach(ofMethod -> {
            var best = best(ofMethod);
            ofMethod.stream().filter(finding -> finding != best).forEach(this::other);
            if (foreign(best, ofMethod.size())) {
                other(best);
            } else {
                own.add(best);
            }
        });
        return own;
    }

    private Finding best(List<Finding> findings) {
        if (findings.size() == 1) {
            return findings.get(0);
        }
        var byScore = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> Math.round(100 * finding.trust() * (1 + same.score(finding))),
                        TreeMap::new,
                        Collectors.toList()));
        var top = byScore.lastEntry().getValue();
        var priced = top.stream().filter(finding -> finding.has(Field.PRICE)).toList();
        var first = priced.isEmpty() ? top.get(0) : priced.get(0);
        long prices = priced.stream()
                .map(finding -> finding.text(Field.PRICE))
                .distinct()
                .count();
        return prices < 2
                ? first
                : first.doubt(0.6, "one of " + prices + " products that the page does not tell apart");
    }

    /** Whether it names a product that neither the page's address nor its heading or title knows. */
    private boolean foreign(Finding finding, int ofMethod) {
        boolean named = finding.has(Field.NAME) && page.heading() != null;
        return named
                        && !finding.method().equals(MetaTags.METHOD)
                        && same.score(finding) == 0
                        && (finding.url() != null || ofMethod > 1)
                || finding.trust() < 0.5 && same.score(finding) < 1.5;
    }

    private void other(Finding finding) {
        if (finding.has(Field.PRICE)) {
            candidates.add(claims.of(finding).scored(0).candidate("rejected: another product"));
        }
    }

    private PriceClaim price(List<Finding> own) {
        if (selected.containsKey(Field.PRICE)) {
            return selectedPrice(own);
        }
        var availability = value(Field.AVAILABILITY, own);
        boolean gone = availability != null
                && !Availability.of(availability.text())
                        .map(Availability::buyable)
                        .orElse(true);
        var all = own.stream()
                .filter(finding -> finding.has(Field.PRICE))
                .map(claims::of)
                // On the page of a product that cannot be bought, the prices to be seen are its neighbours'.
                .map(claim -> gone && claim.finding().method().equals(VisiblePrices.METHOD)
                        ? claim.refused("the product cannot be bought: " + availability.text())
                        : claim)
                .toList();
        var ranked = all.stream()
                .map(claim -> claim.scored(claim.score() + 0.04 * agreeing(claim, all)))
                .sorted(Comparator.comparingDouble(PriceClaim::score).reversed())
                .toList();
        var won = ranked.stream()
                .filter(claim -> claim.price() != null && claim.score() >= LEAST)
                .findFirst()
                .orElse(null);
        var contested = won != null
                && ranked.stream()
                        .anyMatch(claim -> claim.price() != null && !claim.agrees(won) && claim.score() >= LEAST);
        var result = contested ? won.scored(won.score() - 0.15) : won;
        var losers = new ArrayList<Candidate>();
        for (var claim : ranked) {
            if (claim == won) {
                candidates.add(0, result.candidate(WON + ": " + why(won, ranked)));
            } else {
                losers.add(claim.candidate(rejection(claim, won)));
            }
        }
        candidates.addAll(won == null ? 0 : 1, losers);
        if (won == null && !ranked.isEmpty()) {
            reason = rejection(ranked.get(0), null).replaceFirst("^rejected: ", "") + " ("
                    + ranked.get(0).value().text() + ")";
        }
        return result;
    }

    private static long agreeing(PriceClaim claim, List<PriceClaim> all) {
        return all.stream()
                .filter(other -> other != claim && claim.agrees(other))
                .count();
    }

    private static String why(PriceClaim won, List<PriceClaim> all) {
        long agreeing = agreeing(won, all);
        return agreeing == 0 ? "the most trusted" : "confirmed by " + agreeing + " other" + (agreeing == 1 ? "" : "s");
    }

    private static String rejection(PriceClaim claim, PriceClaim won) {
        if (claim.price() == null) {
            return "rejected: " + claim.refusal();
        }
        if (won == null) {
            return "rejected: too doubtful"
                    + (claim.finding().doubt() == null
                            ? ""
                            : ", " + claim.finding().doubt());
        }
        return claim.agrees(won) ? "agrees with the winner" : "rejected: less trusted than the winner";
    }

    private PriceClaim selectedPrice(List<Finding> own) {
        var value = selected.get(Field.PRICE);
        if (value == null) {
            return null;
        }
        var finding = new Finding(UserSelectors.METHOD).put(Field.PRICE, value);
        finding.put(Field.CURRENCY, selected.get(Field.CURRENCY));
        if (!selected.containsKey(Field.CURRENCY)) {
            own.forEach(other -> finding.put(Field.CURRENCY, other.value(Field.CURRENCY)));
        }
        var claim = claims.of(finding);
        if (claim.price() == null) {
            candidates.add(claim.candidate("rejected: " + claim.refusal()));
            reason = "select.price: \"" + value.text() + "\" holds no price: " + claim.refusal();
            return null;
        }
        candidates.add(0, claim.candidate(WON + ": selected by the user"));
        own.stream()
                .filter(other -> other.has(Field.PRICE))
                .forEach(other -> candidates.add(claims.of(other).candidate("rejected: the user's selector wins")));
        return claim;
    }

    private Offer offer(PriceClaim claim, List<Finding> ordered) {
        var availability = value(Field.AVAILABILITY, ordered);
        var currency = claim == null ? null : currency(claim, ordered);
        var price = claim == null ? null : withCurrency(claim, currency);
        var list = claim == null ? null : value(Field.LIST_PRICE, withThatPrice(claim, ordered));
        var listPrice = list == null || price == null ? null : listPrice(list, price);
        Character separator = separator(claim, price, listPrice, list);
        return new Offer(
                Objects.requireNonNullElse(text(Field.NAME, ordered), "").isEmpty()
                        ? page.heading()
                        : text(Field.NAME, ordered),
                text(Field.SKU, ordered),
                text(Field.BRAND, ordered),
                gtin(text(Field.GTIN, ordered)),
                text(Field.SELLER, ordered),
                page.url() == null ? page.canonical() : page.url(),
                claim == null ? null : claim.value().text(),
                listPrice == null ? null : listText(list, listPrice, separator),
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
                claim == null ? 0 : Math.round(claim.score() * 1000) / 1000.0);
    }

    /** The findings of the price that won: another price's list price says nothing of it. */
    private List<Finding> withThatPrice(PriceClaim claim, List<Finding> ordered) {
        return ordered.stream()
                .filter(finding -> finding == claim.finding()
                        || finding.has(Field.PRICE) && claims.of(finding).agrees(claim))
                .toList();
    }

    private Value value(Field field, List<Finding> ordered) {
        if (selected.containsKey(field)) {
            return selected.get(field);
        }
        return ordered.stream()
                .map(finding -> finding.value(field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String text(Field field, List<Finding> ordered) {
        var value = value(field, ordered);
        if (value == null) {
            return null;
        }
        boolean labelled = (field == Field.SKU || field == Field.BRAND) && !selected.containsKey(field);
        return labelled ? VisibleLabels.withoutLabel(field, value.text()) : value.text();
    }

    /** The currency stated with the price, else with the same amount elsewhere, else of the product's other prices. */
    private String currency(PriceClaim claim, List<Finding> ordered) {
        if (selected.get(Field.CURRENCY) != null) {
            return selected.get(Field.CURRENCY).text();
        }
        Comparator<Finding> sameAmountFirst = Comparator.comparing(finding -> finding != claim.finding()
                && !(finding.has(Field.PRICE) && claims.of(finding).agrees(claim)));
        return ordered.stream()
                .sorted(sameAmountFirst)
                .map(finding -> finding.text(Field.CURRENCY))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
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

    /** A dot where the price cannot be read rightly without knowing it. */
    private Character separator(PriceClaim claim, Price price, Price listPrice, Value list) {
        boolean machine = claim != null && claim.value().machine();
        boolean needed = machine && !readsAs(claim.value().text(), null, price);
        boolean neededByList = listPrice != null && list.machine() && machine && !readsAs(list.text(), null, listPrice);
        return needed || neededByList || machine && listPrice == null ? Character.valueOf('.') : null;
    }

    /** The list price as found, or in plain digits where one separator cannot serve both prices. */
    private String listText(Value list, Price listPrice, Character separator) {
        return readsAs(list.text(), separator, listPrice)
                ? list.text()
                : listPrice.amount().toPlainString();
    }

    private boolean readsAs(String text, Character separator, Price price) {
        var hints = new PriceHints(price.currency(), page.language(), separator, null);
        return PriceParser.parse(text, hints).map(Price::amount).equals(Optional.of(price.amount()));
    }

    private static String gtin(String text) {
        if (text == null) {
            return null;
        }
        var digits = text.chars()
                .filter(c -> c != '-' && c != ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        boolean number =
                digits.length() >= 8 && digits.length() <= 14 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && digits.chars().anyMatch(c -> c != '0') ? digits : null;
    }
}
