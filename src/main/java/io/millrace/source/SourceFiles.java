package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the folder of declared sources. */
public final class SourceFiles {
    private static final String CURE =
            "write a file like acme.yaml with the line {source: acme, pages: [\"https://acme.example/p/1\"]}";

    private SourceFiles() {}

    /**
     * The sources that the folder's {@code *.yaml} and {@code *.yml} files declare, one a file, in the order of their
     * names; hidden files and folders inside are left out. An address twice in one source is a fault.
     *
     * @throws io.millrace.config.ConfigException with every fault of every file; also when there is no source
     */
    public static List<Source> read(Path folder) {
        var faults = new Faults();
        var files = files(folder, faults);
        var sources = new ArrayList<Source>();
        Map<String, Place> places = new HashMap<>();
        for (var file : files) {
            YamlFile.read(file, faults).ifPresent(root -> {
                var reading = new SourceFile(file, root, faults);
                var source = reading.read();
                sources.add(source);
                var first = source.name().isEmpty() ? null : places.putIfAbsent(source.name(), reading.place());
                if (first != null) {
                    faults.add(
                            reading.place(),
                            "found \"" + source.name() + "\", as " + first + " is called already: rename one");
                }
            });
        }
        faults.throwIfAny();
        return List.copyOf(sources);
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
