package io.millrace.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the faults of one or more files, so that all of them are reported at once. Not thread-safe. */
public final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /** Adds a fault of the value at the place. */
    public void add(Place place, String message) {
        found.add(place.fault(message));
    }

    /** Adds those of another reading. */
    public void addAll(Faults others) {
        found.addAll(others.found);
    }

    /** All of them on one line; empty where there is none. */
    public String inOneLine() {
        return sorted().stream().map(Fault::toString).collect(Collectors.joining("; "));
    }

    /** How many there are so far: unchanged over the reading of something, it was read without fault. */
    public int count() {
        return found.size();
    }

    /**
     * Does nothing if there is no fault.
     *
     * @throws ConfigException with all faults, file by file in the order of reading, each file from top to bottom
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(sorted());
        }
    }

    private List<Fault> sorted() {
        var byFile = new LinkedHashMap<String, List<Fault>>();
        found.stream()
                .distinct()
                .forEach(f -> byFile.computeIfAbsent(f.file(), file -> new ArrayList<>())
                        .add(f));
        byFile.values().forEach(faults -> faults.sort(Comparator.comparingInt(Fault::line)));
        return byFile.values().stream().flatMap(List::stream).toList();
    }
}
