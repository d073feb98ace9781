package io.millrace.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flattens millrace.yaml to settings by key. Its shape follows from the keys that there are. */
final class SettingsFile {
    private static final String WAREHOUSES = "warehouses";
    private static final String ALERTS = "alerts";
    private static final List<String> WAREHOUSE_KEYS = Stream.concat(
                    Stream.of(
                            "name",
                            "type",
                            "path",
                            "every",
                            "from",
                            "url",
                            "user",
                            "password",
                            "iam-login",
                            "iam-role",
                            "catalog"),
                    SnowflakeSettings.KEYS.stream())
            .toList();
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final Map<String, Scalar> values = new LinkedHashMap<>();
    private final Set<String> warehouses = new LinkedHashSet<>();
    private final boolean declaresWarehouses;
    private final Optional<YamlMap> alerts;
    private final Faults faults;

    SettingsFile(YamlMap root, Collection<String> keys, Faults faults) {
        this.faults = faults;
        var sections = keys.stream()
                .map(Setting::inFile)
                .filter(key -> !key.startsWith(WAREHOUSES + ".") && !key.startsWith(ALERTS + "."))
                .collect(Collectors.groupingBy(SettingsFile::section));
        var known = new TreeSet<>(sections.keySet());
        known.add(WAREHOUSES);
        known.add(ALERTS);
        root.only(known);
        sections.forEach((section, inside) -> read(root, section, section, inside));
        var list = root.list(WAREHOUSES, "a list such as [{name: local, type: duckdb}]");
        declaresWarehouses = list.isPresent();
        list.ifPresent(
                items -> items.maps("a map such as {name: local, type: duckdb}").forEach(this::warehouse));
        alerts = alerts(root, keys);
    }

    /** What the file sets, by key. */
    Map<String, Scalar> values() {
        return values;
    }

    /** Names of the warehouses that it declares, in its order. */
    Set<String> warehouses() {
        return warehouses;
    }

    /** Whether it has a list of warehouses, be it empty. */
    boolean declaresWarehouses() {
        return declaresWarehouses;
    }

    /** What it says of alerts, whose channels and rules have no keys of their own. */
    Optional<YamlMap> alerts() {
        return alerts;
    }

    private Optional<YamlMap> alerts(YamlMap root, Collection<String> keys) {
        var single = keys.stream()
                .map(Setting::inFile)
                .filter(key -> key.startsWith(ALERTS + "."))
                .map(key -> key.substring(ALERTS.length() + 1))
                .toList();
        var names = new TreeSet<>(single);
        names.addAll(List.of(AlertsFile.CHANNELS, AlertsFile.RULES));
        var map = root.map(ALERTS, "a map with the keys " + String.join(", ", names));
        map.ifPresent(inner -> {
            inner.only(names);
            single.forEach(name -> put(ALERTS + "." + name, inner, name));
        });
        return map;
    }

    private static String section(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }

    /**
     * Reads one key of a map.
     *
     * @param key as a whole
     * @param name the last word of it
     * @param keys those that begin with it
     */
    private void read(YamlMap map, String key, String name, List<String> keys) {
        if (keys.equals(List.of(key))) {
            put(key, map, name);
            return;
        }
        var names = keys.stream()
                .collect(Collectors.groupingBy(
                        inside -> section(inside.substring(key.length() + 1)), TreeMap::new, Collectors.toList()));
        map.map(name, "a map with the keys " + String.join(", ", names.keySet()))
                .ifPresent(inner -> {
                    inner.only(names.keySet());
                    names.forEach((next, inside) -> read(inner, key + "." + next, next, inside));
                });
    }

    private void put(String key, YamlMap map, String name) {
        map.scalar(name).ifPresent(value -> values.put(Setting.PREFIX + key, value));
    }

    private void warehouse(YamlMap map) {
        map.require("type", "duckdb");
        map.only(WAREHOUSE_KEYS);
        map.required("name", "a name such as local")
                .flatMap(name -> name.text(NAME, "a name of lower-case letters, digits, hyphens and underscores"))
                .ifPresent(name -> warehouse(map, name));
    }

    private void warehouse(YamlMap map, String name) {
        var alike = warehouses.stream()
                .filter(other -> Setting.variable(other).equals(Setting.variable(name)))
                .findFirst();
        if (alike.isPresent()) {
            faults.add(
                    map.place("name"),
                    "found " + Quoted.of(name) + ", but another is called " + alike.get()
                            + ": names differ in more than hyphens and underscores");
            return;
        }
        warehouses.add(name);
        for (var key : WAREHOUSE_KEYS.subList(1, WAREHOUSE_KEYS.size())) {
            put(WAREHOUSES + "." + name + "." + key, map, key);
        }
    }
}
