package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the folder of declared sources. */
public final class SourceFiles {
    private static final String CURE =
            "write a file like acme.yaml with the line {source: acme, pages: [\"https://acme.example/p/1\"]}";

    /**
     * What one file declares.
     *
     * @param source null where the file cannot be read as YAML; has no meaning where there are faults
     * @param beside files that it names
     */
    record Read(Source source, List<Path> beside, Faults faults) {}

    private SourceFiles() {}

    /**
     * The sources that the folder's {@code *.yaml} and {@code *.yml} files declare, one a file, in the order of their
     * names; hidden files and folders inside are left out. An address twice in one source is a fault.
     *
     * @throws io.millrace.config.ConfigException with every fault of every file; also when there is no source
     */
    public static List<Source> read(Path folder) {
        return all(folder).values().stream().map(Read::source).toList();
    }

    /**
     * What a file would declare if it held the text.
     *
     * @throws io.millrace.config.ConfigException with every fault of the text
     */
    public static Source parse(Path file, String text) {
        var faults = new Faults();
        var source = YamlFile.parse(file.toString(), text, faults)
                .map(root -> new SourceFile(file, root, System.getenv(), faults).read());
        faults.throwIfAny();
        return source.orElseThrow();
    }

    /** The same by files. */
    static Map<Path, Read> all(Path folder) {
        var faults = new Faults();
        var all = each(files(folder, faults));
        all.values().forEach(read -> faults.addAll(read.faults()));
        faults.throwIfAny();
        return all;
    }

    /** What each file declares, with faults of its own; a name that another file has already is one. */
    static Map<Path, Read> each(List<Path> files) {
        var all = new LinkedHashMap<Path, Read>();
        var places = new HashMap<String, Place>();
        var cities = new HashMap<String, String>();
        for (var file : files) {
            var faults = new Faults();
            var root = YamlFile.read(file, faults);
            if (root.isEmpty()) {
                all.put(file, new Read(null, List.of(), faults));
                continue;
            }
            var reading = new SourceFile(file, root.get(), System.getenv(), faults);
            var source = reading.read();
            all.put(file, new Read(source, reading.beside(), faults));
            var first = source.name().isEmpty() ? null : places.putIfAbsent(source.name(), reading.place());
            if (first != null) {
                faults.add(
                        reading.place(),
                        "found \"" + source.name() + "\", as " + first + " is called already: rename one");
            }
            var declared = source.signals() == null
                    ? List.<City>of()
                    : source.signals().cities();
            for (var city : declared) {
                var other = cities.putIfAbsent(city.name(), city.place());
                if (other != null && first == null) {
                    faults.add(
                            reading.place(),
                            "has the city \"" + city.name() + "\", as " + other
                                    + " has: its rows would be mixed, rename one");
                }
            }
        }
        return all;
    }

    private static List<Path> files(Path folder, Faults faults) {
        var place = new Place(folder.toString(), 0, "");
        if (!Files.isDirectory(folder)) {
            faults.add(place, "there is no such folder of sources: create it, and " + CURE);
            return List.of();
        }
        try {
            var files = YamlFile.list(folder);
            if (files.isEmpty()) {
                faults.add(place, "holds no source: " + CURE);
            }
            return files;
        } catch (IOException e) {
            faults.add(place, "cannot be listed: " + e);
            return List.of();
        }
    }
}
