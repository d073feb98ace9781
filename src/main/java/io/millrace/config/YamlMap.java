package io.millrace.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A mapping of a YAML file. What cannot be read as asked for becomes a fault with its place, and is then absent. */
public final class YamlMap implements YamlValue {
    /** @param value made when it is asked for, so that a map that holds itself does no harm */
    record Entry(Place place, Supplier<Optional<YamlValue>> value) {}

    private final Place place;
    private final Map<String, Entry> entries;
    private final Faults faults;

    YamlMap(Place place, Map<String, Entry> entries, Faults faults) {
        this.place = place;
        this.entries = new LinkedHashMap<>(entries);
        this.faults = faults;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String description() {
        return "a map";
    }

    /** The keys, in the order of the file. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Every key but these is a fault, which says what was probably meant. */
    public void only(String... known) {
        only(List.of(known));
    }

    /** Every key but these is a fault, which says what was probably meant. */
    public void only(Collection<String> known) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                faults.add(entry.place(), "unknown key, " + Nearest.hint(key, known));
            }
        });
    }

    /** The single value of the key, if there is one. */
    public Optional<Scalar> scalar(String key) {
        return value(key, Scalar.class, "a single value", false);
    }

    /** The single value of the key; a fault where the key is missing. */
    public Optional<Scalar> required(String key, String expected) {
        require(key, expected);
        return scalar(key);
    }

    /** The map of the key, if there is one; a key that nothing follows counts as absent. */
    public Optional<YamlMap> map(String key, String expected) {
        return value(key, YamlMap.class, expected, true);
    }

    /** The list of the key, if there is one; a key that nothing follows counts as absent. */
    public Optional<YamlList> list(String key, String expected) {
        return value(key, YamlList.class, expected, true);
    }

    /** What stands behind the key, of whatever kind; a key that nothing follows counts as absent. */
    public Optional<YamlValue> any(String key) {
        return value(key, YamlValue.class, "a value", true);
    }

    /** A fault unless the key is there. */
    public void require(String key, String expected) {
        if (!entries.containsKey(key)) {
            faults.add(place.missing(key), "is missing, expected " + expected);
        }
    }

    /** Where the key stands; the place of the map where it does not. */
    public Place place(String key) {
        return entries.containsKey(key) ? entries.get(key).place() : place.missing(key);
    }

    private <T extends YamlValue> Optional<T> value(String key, Class<T> type, String expected, boolean mayBeEmpty) {
        var entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        var value = entry.value().get();
        if (value.isEmpty()) {
            if (!mayBeEmpty) {
                faults.add(entry.place(), "has no value: write one, or remove the line");
            }
            return Optional.empty();
        }
        if (!type.isInstance(value.get())) {
            var reference = type == Scalar.class && value.get() instanceof YamlMap map && map.isReference();
            var cure = reference ? ": put quotes around a {{…}} reference" : "";
            faults.add(entry.place(), "found " + value.get().description() + ", expected " + expected + cure);
            return Optional.empty();
        }
        return value.map(type::cast);
    }

    /** Whether it is what YAML makes of an unquoted {@code {{env:X}}}: a map with a map as its key. */
    private boolean isReference() {
        return keys().stream().anyMatch(YamlFile.MAP_AS_KEY::equals);
    }
}
