package io.millrace.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the rules of {@code alerts} in millrace.yaml: what is wrong with one is a fault with its line. */
final class AlertsFile {
    static final String CHANNELS = "channels";
    static final String RULES = "rules";

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    static final String A_NAME = "a name of lower-case letters, digits and hyphens, at most 40";

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern GTIN = Pattern.compile("\\d{8}|\\d{12,14}");
    private static final Pattern TEXT = Pattern.compile("(?s).{1,500}");
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);
    static final Duration COOLDOWN = Duration.ofHours(24);

    /** A price that was read in one clear way has more; one that the page contradicts has less. */
    static final double CONFIDENCE = 0.6;

    private static final List<String> KINDS =
            List.of("below", "drop", "rise", "back-in-stock", "new-lowest", "no-data", "source-broken");
    private static final List<String> OF_PRODUCTS = List.of("sku", "gtin", "label", "currency", "min-confidence");
    private static final List<String> KEYS;

    static {
        var keys = new ArrayList<>(List.of("name", "against", "source", "cooldown", "to"));
        keys.addAll(KINDS);
        keys.addAll(OF_PRODUCTS);
        KEYS = List.copyOf(keys);
    }

    private final AlertChannels channels;
    private final Faults faults;

    /** @param base folder of the file, from which secret files start */
    AlertsFile(SecretReference secrets, Path base, Faults faults) {
        this.channels = new AlertChannels(secrets, base, faults);
        this.faults = faults;
    }

    /** The declared channels, in the order of the file. */
    List<AlertChannel> channels(YamlMap alerts) {
        return channels.read(alerts);
    }

    /**
     * The rules, in the order of the file.
     *
     * @param known names of channels
     */
    List<AlertRule> rules(YamlMap alerts, List<String> known) {
        var rules = new ArrayList<AlertRule>();
        var names = new LinkedHashSet<String>();
        alerts.list(RULES, "a list such as [{name: drops, drop: 10%}]")
                .ifPresent(list -> list.maps("a map such as {name: drops, drop: 10%}")
                        .forEach(map -> rule(map, known, names).ifPresent(rules::add)));
        return rules;
    }

    /** A name that nothing else of its kind has. */
    static Optional<String> name(YamlMap map, Set<String> names, String example, Faults faults) {
        return map.required("name", "a name such as " + example)
                .flatMap(value -> value.text(NAME, A_NAME))
                .filter(name -> {
                    if (!names.add(name)) {
                        faults.add(
                                map.place("name"),
                                "found " + Quoted.of(name) + ", which another has: give each its own");
                        return false;
                    }
                    return true;
                });
    }

    private Optional<AlertRule> rule(YamlMap map, List<String> known, Set<String> names) {
        var before = faults.count();
        map.only(KEYS);
        var name = name(map, names, "drops", faults);
        var kind = kind(map);
        var rule = name.flatMap(called -> kind.map(what -> read(map, called, what, known)));
        return faults.count() == before ? rule : Optional.empty();
    }

    private Optional<AlertRule.Kind> kind(YamlMap map) {
        var found = KINDS.stream().filter(map.keys()::contains).toList();
        if (found.size() == 1) {
            return Optional.of(AlertRule.Kind.values()[KINDS.indexOf(found.get(0))]);
        }
        faults.add(
                map.place(),
                found.isEmpty()
                        ? "says not when to speak: give it one of " + String.join(", ", KINDS)
                        : "has " + String.join(" and ", found) + ": a rule has one of them, make two rules");
        return Optional.empty();
    }

    private AlertRule read(YamlMap map, String name, AlertRule.Kind kind, List<String> known) {
        var key = kind.word();
        var share = kind == AlertRule.Kind.DROP || kind == AlertRule.Kind.RISE
                ? map.scalar(key).filter(value -> value.raw().contains("%"))
                : Optional.<Scalar>empty();
        if (kind.isOfSource()) {
            refuse(map, OF_PRODUCTS, "is of a product, and " + key + " of a source: remove it");
        }
        if (kind == AlertRule.Kind.BACK_IN_STOCK) {
            refuse(map, List.of("currency"), "says nothing of the stock: remove it");
        }
        var against = against(map, kind);
        var amount = share.isPresent() ? share.flatMap(this::share) : amount(map, kind);
        var currency = map.scalar("currency").flatMap(value -> value.text(CURRENCY, "an ISO 4217 code such as EUR"));
        if (amount.isPresent() && share.isEmpty() && !map.keys().contains("currency")) {
            faults.add(map.place("currency"), "is missing: an amount is of one currency, such as EUR");
        }
        if (List.of("back-in-stock", "new-lowest", "source-broken").contains(key)) {
            map.scalar(key).ifPresent(value -> {
                if (!value.raw().strip().equals("true")) {
                    value.unexpected("true, or no such rule");
                }
            });
        }
        return new AlertRule(
                name,
                kind,
                amount.orElse(null),
                share.isPresent(),
                against,
                currency.orElse(null),
                kind == AlertRule.Kind.NO_DATA
                        ? map.scalar(key)
                                .flatMap(value -> value.duration(SHORTEST_SILENCE, LONGEST))
                                .orElse(null)
                        : null,
                text(map, "source"),
                text(map, "sku"),
                map.scalar("gtin")
                        .flatMap(value -> value.text(GTIN, "a GTIN of 8, 12, 13 or 14 digits"))
                        .map(digits -> "0".repeat(14 - digits.length()) + digits)
                        .orElse(null),
                labels(map),
                confidence(map),
                map.scalar("cooldown")
                        .flatMap(value -> value.duration(Duration.ZERO, LONGEST))
                        .orElse(COOLDOWN),
                to(map, known));
    }

    private AlertRule.Against against(YamlMap map, AlertRule.Kind kind) {
        if (kind != AlertRule.Kind.DROP && kind != AlertRule.Kind.RISE) {
            refuse(map, List.of("against"), "goes with drop and rise: remove it");
            return null;
        }
        return map.scalar("against")
                .flatMap(value -> value.oneOf(AlertRule.Against.class))
                .orElse(AlertRule.Against.LAST);
    }

    private Optional<BigDecimal> share(Scalar value) {
        var form = SHARE.matcher(value.raw().strip());
        var share = form.matches() ? new BigDecimal(form.group(1)) : BigDecimal.ZERO;
        if (share.signum() <= 0 || share.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            return value.unexpected("a share such as 10%");
        }
        return Optional.of(share.stripTrailingZeros());
    }

    private static Optional<BigDecimal> amount(YamlMap map, AlertRule.Kind kind) {
        return switch (kind) {
            case BELOW, DROP, RISE ->
                map.scalar(kind.word())
                        .flatMap(value -> value.decimal()
                                .filter(number -> number.signum() > 0
                                        || value.unexpected("more than 0").isPresent()))
                        .map(BigDecimal::stripTrailingZeros);
            default -> Optional.empty();
        };
    }

    private static String text(YamlMap map, String key) {
        return map.scalar(key)
                .flatMap(value -> value.text(TEXT, "a text of at most 500 letters"))
                .orElse(null);
    }

    private static TreeMap<String, String> labels(YamlMap map) {
        var labels = new TreeMap<String, String>();
        map.map("label", "a map such as {our_sku: A-1}")
                .ifPresent(inner -> inner.keys()
                        .forEach(key ->
                                inner.scalar(key).flatMap(Scalar::text).ifPresent(text -> labels.put(key, text))));
        return labels;
    }

    private static double confidence(YamlMap map) {
        return map.scalar("min-confidence")
                .flatMap(value -> value.decimal()
                        .filter(number -> number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0
                                || value.unexpected("from 0 to 1").isPresent()))
                .map(BigDecimal::doubleValue)
                .orElse(CONFIDENCE);
    }

    /** One name, or a list of them. */
    private static List<String> to(YamlMap map, List<String> known) {
        var value = map.any("to").orElse(null);
        if (value == null) {
            return known;
        }
        var names = value instanceof YamlList list
                ? list.scalars("the name of a channel")
                : map.scalar("to").stream().toList();
        return names.stream()
                .flatMap(name -> name.oneOf(known).stream())
                .distinct()
                .toList();
    }

    private void refuse(YamlMap map, List<String> keys, String message) {
        keys.stream().filter(map.keys()::contains).forEach(key -> faults.add(map.place(key), message));
    }
}
