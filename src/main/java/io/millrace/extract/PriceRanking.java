package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of the claimed prices is the page's, and why the others are not. Confined to one extraction. */
final class PriceRanking {
    /** How the reason of a winning candidate begins. */
    static final String WON = "won";
    /** How that of one begins that says the same. */
    static final String AGREES = "agrees with the winner";

    /** A price that is trusted less is none. */
    private static final double LEAST = 0.4;
    /** A price that stands as far from all others may be that of a product that is sold out. */
    private static final double CLEARLY_SEEN = 0.9;

    private final PriceClaims claims;
    private final SelectedFields selected;
    private final List<Candidate> candidates = new ArrayList<>();
    private String reason;

    PriceRanking(PriceClaims claims, SelectedFields selected) {
        this.claims = claims;
        this.selected = selected;
    }

    /** All prices that were considered, the winner first. */
    List<Candidate> candidates() {
        return candidates;
    }

    /** Why no price won; null where one did, or where none was claimed. */
    String reason() {
        return reason;
    }

    /** Adds the prices of other products to the candidates. */
    void reject(List<Finding> others) {
        others.stream()
                .filter(other -> other.has(OfferField.PRICE))
                .forEach(other -> candidates.add(claims.of(other).scored(0).candidate("rejected: another product")));
    }

    /** The winning claim, or null. */
    PriceClaim of(List<Finding> own, Value availability) {
        if (selected.decides(OfferField.PRICE)) {
            return selectedPrice(own);
        }
        var stated = availability == null
                ? null
                : Availability.of(availability.text()).orElse(null);
        var claimed = own.stream()
                .filter(finding -> finding.has(OfferField.PRICE))
                .map(claims::of)
                .toList();
        // On the page of a product that cannot be bought, the prices to be seen are mostly its neighbours'.
        var all = claimed.stream()
                .map(claim -> isNeighbours(claim, stated) && agreeing(claim, claimed) == 0
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

    private static boolean isNeighbours(PriceClaim claim, Availability stated) {
        boolean gone = stated != null && !stated.buyable();
        boolean own = stated != Availability.Discontinued && claim.finding().trust() >= CLEARLY_SEEN;
        return gone && !own && claim.finding().method().equals(VisiblePrices.METHOD);
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
        return claim.agrees(won) ? AGREES : "rejected: less trusted than the winner";
    }

    private PriceClaim selectedPrice(List<Finding> own) {
        var value = selected.get(OfferField.PRICE);
        if (value == null) {
            return null;
        }
        var finding = new Finding(UserSelectors.METHOD).put(OfferField.PRICE, value);
        finding.put(OfferField.CURRENCY, selected.get(OfferField.CURRENCY));
        if (!selected.decides(OfferField.CURRENCY)) {
            own.forEach(other -> finding.put(OfferField.CURRENCY, other.value(OfferField.CURRENCY)));
        }
        var claim = claims.of(finding);
        if (claim.price() == null) {
            candidates.add(claim.candidate("rejected: " + claim.refusal()));
            reason = "select.price: \"" + value.text() + "\" holds no price: " + claim.refusal();
            return null;
        }
        candidates.add(0, claim.candidate(WON + ": selected by the user"));
        own.stream()
                .filter(other -> other.has(OfferField.PRICE))
                .forEach(other -> candidates.add(claims.of(other).candidate("rejected: the user's selector wins")));
        return claim;
    }
}
