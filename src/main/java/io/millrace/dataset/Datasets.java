package io.millrace.dataset;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.YamlFile;
import io.millrace.config.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declared datasets.
 *
 * @param all those that Millrace brings along first, then the user's own by the names of their files
 */
public record Datasets(List<Dataset> all) {
    /** The files in the jar's folder {@code datasets}; a folder of a jar cannot be listed. */
    static final List<String> SHIPPED = List.of(
            "prices.yaml",
            "cities.yaml",
            "populations.yaml",
            "airports.yaml",
            "city_airports.yaml",
            "weather.yaml",
            "flights.yaml",
            "flight_windows.yaml",
            "elevations.yaml",
            "calendar.yaml");

    public Datasets {
        all = List.copyOf(all);
    }

    /** The datasets that Millrace brings along. */
    public static Datasets shipped() {
        return load(Optional.empty());
    }

    /**
     * The datasets that Millrace brings along, and those of the folder's {@code *.yaml} and {@code *.yml} files.
     *
     * @throws io.millrace.config.ConfigException with every fault of every file
     */
    public static Datasets load(Optional<Path> folder) {
        var faults = new Faults();
        var datasets = new ArrayList<Dataset>();
        Map<String, Place> places = new HashMap<>();
        for (var root : roots(folder, faults)) {
            var dataset = new DatasetFile(root, faults).read();
            var place = root.place("dataset");
            var first = dataset.name().isEmpty() ? null : places.putIfAbsent(dataset.name(), place);
            if (first != null) {
                faults.add(
                        place,
                        "found \"" + dataset.name() + "\", which is declared in " + first + " already: rename it");
            }
            datasets.add(dataset);
        }
        for (var dataset : datasets) {
            // What a file lacks is said already.
            var place = places.get(dataset.name());
            if (place != null) {
                References.check(dataset, datasets, place, faults);
            }
        }
        faults.throwIfAny();
        return new Datasets(datasets);
    }

    /** The dataset of that name, if there is one. */
    public Optional<Dataset> named(String name) {
        return all.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    private static List<YamlMap> roots(Optional<Path> folder, Faults faults) {
        var roots = new ArrayList<YamlMap>();
        for (var name : SHIPPED) {
            YamlFile.parse("the shipped datasets/" + name, resource(name), faults)
                    .ifPresent(roots::add);
        }
        folder.ifPresent(path ->
                files(path, faults).forEach(file -> YamlFile.read(file, faults).ifPresent(roots::add)));
        return roots;
    }

    private static String resource(String name) {
        try (var in = Datasets.class.getResourceAsStream("/datasets/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("datasets/" + name + " cannot be read from the jar", e);
        }
    }

    private static List<Path> files(Path folder, Faults faults) {
        try {
            return YamlFile.list(folder);
        } catch (IOException e) {
            faults.add(new Place(folder.toString(), 0, ""), "cannot be listed as the folder of datasets: " + e);
            return List.of();
        }
    }
}
