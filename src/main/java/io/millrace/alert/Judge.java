package io.millrace.alert;

import io.millrace.config.AlertRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/**
 * Decides whether a rule speaks. Pure: the same looks, states and times give the same alerts.
 *
 * <p>A level ({@code below}, {@code back-in-stock}, {@code no-data}, {@code source-broken}) is told when it is reached, and
 * again only after it was left in between and the cooldown is over. A change ({@code drop}, {@code rise},
 * {@code new-lowest}) is told by the look that shows it, and not within the cooldown of the one before.
 */
final class Judge {
    private static final Set<String> IN = Set.of("InStock", "LimitedAvailability", "OnlineOnly", "InStoreOnly");
    private static final Set<String> OUT = Set.of("OutOfStock", "SoldOut", "Discontinued");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Judge() {}

    /** Whether the rule's filters let a product pass. */
    static boolean concerns(AlertRule rule, Sighting now) {
        return (rule.source() == null || rule.source().equals(now.source()))
                && (rule.sku() == null || rule.sku().equals(now.sku()))
                && (rule.gtin() == null || rule.gtin().equals(now.gtin()))
                && rule.labels().entrySet().stream()
                        .allMatch(label -> label.getValue().equals(now.labels().get(label.getKey())));
    }

    /**
     * Judges a look at a product that the rule concerns and trusts.
     *
     * @param state null if nothing is remembered
     */
    static Verdict of(AlertRule rule, Sighting now, State state) {
        return switch (rule.kind()) {
            case BELOW -> below(rule, now, state);
            case BACK_IN_STOCK -> back(rule, now, state);
            case DROP, RISE, NEW_LOWEST -> change(rule, now, state);
            case NO_DATA, SOURCE_BROKEN -> Verdict.SILENT;
        };
    }

    /** Judges a level of a source: a look at the time itself. */
    static Verdict ofSource(AlertRule rule, boolean reached, Instant now, State state) {
        var known = state == null ? new State(null, true, null) : state;
        return level(rule, reached, known, now, null);
    }

    /** The stock that a word of schema.org tells of: true, false, or null where it tells of neither. */
    static Boolean inStock(String availability) {
        return IN.contains(availability) ? Boolean.TRUE : OUT.contains(availability) ? Boolean.FALSE : null;
    }

    private static Verdict below(AlertRule rule, Sighting now, State state) {
        if (now.price() == null || !rule.currency().equals(now.currency())) {
            return Verdict.SILENT;
        }
        var reached = now.price().compareTo(rule.amount()) < 0;
        var known = state == null ? new State(null, true, null) : state;
        return level(rule, reached, known, now.observedAt(), now.before().last());
    }

    private static Verdict back(AlertRule rule, Sighting now, State state) {
        var in = now.availability() == null ? null : inStock(now.availability());
        if (in == null) {
            return Verdict.SILENT;
        }
        var was = now.before().availability() == null
                ? null
                : inStock(now.before().availability());
        var known = state == null ? new State(null, false, null) : state;
        var out = Boolean.FALSE.equals(was);
        var verdict = level(rule, in, out ? known.armed(true) : known, now.observedAt(), null);
        // One of which nothing was ever told needs no memory: what was before says it again.
        return state == null && !verdict.tells() ? Verdict.SILENT : verdict;
    }

    private static Verdict level(AlertRule rule, boolean reached, State known, Instant at, BigDecimal before) {
        if (reached && known.armed() && isOver(rule, known, at)) {
            return new Verdict(true, before, known.told(at));
        }
        var after = reached ? known : known.armed(true);
        return new Verdict(false, before, known.toldAt() == null ? null : after);
    }

    private static Verdict change(AlertRule rule, Sighting now, State state) {
        var before = before(rule, now.before());
        if (now.price() == null
                || before == null
                || rule.currency() != null && !rule.currency().equals(now.currency())
                || !isChange(rule, now.price(), before)
                || state != null && !isOver(rule, state, now.observedAt())) {
            return Verdict.SILENT;
        }
        return new Verdict(true, before, new State(now.observedAt(), false, null));
    }

    private static boolean isOver(AlertRule rule, State known, Instant at) {
        return known.toldAt() == null || !at.isBefore(known.toldAt().plus(rule.cooldown()));
    }

    private static BigDecimal before(AlertRule rule, Sighting.Before before) {
        if (rule.kind() == AlertRule.Kind.NEW_LOWEST) {
            return before.lowest();
        }
        return switch (rule.against()) {
            case LAST -> before.last();
            case AVERAGE -> before.average();
            case LOWEST -> before.lowest();
        };
    }

    private static boolean isChange(AlertRule rule, BigDecimal price, BigDecimal before) {
        if (rule.kind() == AlertRule.Kind.NEW_LOWEST) {
            return price.compareTo(before) < 0;
        }
        var difference = rule.kind() == AlertRule.Kind.DROP ? before.subtract(price) : price.subtract(before);
        return rule.percent()
                ? before.signum() > 0 && difference.multiply(HUNDRED).compareTo(before.multiply(rule.amount())) >= 0
                : difference.compareTo(rule.amount()) >= 0;
    }
}
