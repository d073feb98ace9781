package io.millrace.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is told to whom.
 *
 * @param warehouse name of the one whose prices are judged and which holds the alerts; empty where there are no rules
 * @param every pause between two looks for what is to be told
 * @param maxAge an observation older than this is never told of
 * @param giveUpAfter how long a delivery is tried
 * @param keep how long an alert is kept after the last of its deliveries ended
 * @param channels by which alerts are told; one where none is declared
 * @param rules what is told; none: nothing is
 */
public record AlertsSettings(
        String warehouse,
        Duration every,
        Duration maxAge,
        Duration giveUpAfter,
        Duration keep,
        List<AlertChannel> channels,
        List<AlertRule> rules) {
    private static final String WAREHOUSE = "millrace.alerts.warehouse";
    private static final Set<WarehouseSettings.Type> TYPES =
            Set.of(WarehouseSettings.Type.DUCKDB, WarehouseSettings.Type.MYSQL);
    private static final Pattern NAME = Pattern.compile(".+");
    private static final int DEMO_PERCENT = 20;

    public AlertsSettings {
        channels = List.copyOf(channels);
        rules = List.copyOf(rules);
    }

    /** Whether anything is ever told. */
    public boolean isOn() {
        return !rules.isEmpty();
    }

    /** The channels of a rule. */
    public List<AlertChannel> of(AlertRule rule) {
        return channels.stream()
                .filter(channel -> rule.to().contains(channel.name()))
                .toList();
    }

    /**
     * What the file says.
     *
     * @param section its map of alerts, if it has one
     * @param file reads lists in it
     */
    static AlertsSettings of(
            Keys keys, Optional<YamlMap> section, AlertsFile file, List<WarehouseSettings> warehouses) {
        var channels = new ArrayList<>(section.map(file::channels).orElse(List.of()));
        if (channels.isEmpty()) {
            channels.add(AlertChannel.OWN_LOG);
        }
        var names = channels.stream().map(AlertChannel::name).toList();
        var rules = section.map(map -> file.rules(map, names)).orElse(List.of());
        return new AlertsSettings(
                warehouse(keys, warehouses, !rules.isEmpty()),
                keys.duration("millrace.alerts.every", Duration.ofMillis(500), Duration.ofHours(1)),
                keys.duration("millrace.alerts.max-age", Duration.ofMinutes(1), Duration.ofDays(366)),
                keys.duration("millrace.alerts.give-up-after", Duration.ofMinutes(1), Duration.ofDays(30)),
                keys.duration("millrace.alerts.keep", Duration.ofDays(1), Duration.ofDays(3660)),
                channels,
                rules);
    }

    /** The same, or where nothing is told, with a rule that a newcomer to the demo sees speak now and then. */
    public AlertsSettings ofDemo() {
        return isOn() || warehouse.isEmpty()
                ? this
                : new AlertsSettings(
                        warehouse,
                        every,
                        maxAge,
                        giveUpAfter,
                        keep,
                        channels,
                        List.of(AlertRule.drop("drops", DEMO_PERCENT, "demo-de", this)));
    }

    private static String warehouse(Keys keys, List<WarehouseSettings> warehouses, boolean isOn) {
        var able = warehouses.stream()
                .filter(warehouse -> TYPES.contains(warehouse.type()))
                .map(WarehouseSettings::name)
                .toList();
        if (!keys.isSet(WAREHOUSE)) {
            if (isOn && able.isEmpty()) {
                keys.missing(
                        WAREHOUSE,
                        "rules are judged in a warehouse of type duckdb or mysql, and none is configured: add"
                                + " {name: local, type: duckdb} to warehouses");
            }
            return keys.put(WAREHOUSE, able.isEmpty() ? "" : able.get(0));
        }
        var name = keys.text(WAREHOUSE, NAME, "the name of a warehouse");
        if (!able.contains(name)) {
            keys.fault(
                    WAREHOUSE,
                    warehouses.stream().anyMatch(warehouse -> warehouse.name().equals(name))
                            ? "alerts are judged where questions are asked all the time, in a warehouse of type duckdb or"
                                    + " mysql: name one, or add {name: local, type: duckdb} to warehouses"
                            : "no warehouse is called that: "
                                    + (able.isEmpty()
                                            ? "add {name: local, type: duckdb} to warehouses"
                                            : "name one of " + String.join(", ", able)));
        }
        return name;
    }
}
