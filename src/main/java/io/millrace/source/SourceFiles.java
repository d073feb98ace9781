package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the folder of declared sources. */
public final class SourceFiles {
    private static final String CURE =
            "write a file like acme.yaml with the line {source: acme, pages: [\"https://acme.example/p/1\"]}, or let "
                    + "./millrace add URL write one";

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
        Map<String, String> places = new HashMap<>();
        for (var file : files) {
            var reading = new SourceFile(file, faults);
            var source = reading.read();
            sources.add(source);
            reading.name().filter(name -> !source.name().isEmpty()).ifPresent(name -> {
                var first = places.putIfAbsent(source.name(), source.place());
                if (first != null) {
                    faults.add(
                            name.place(),
                            "found " + name.description() + ", which " + first + " is called too: rename one");
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
        try (var list = Files.list(folder)) {
            var files = list.filter(SourceFiles::isSource).sorted().toList();
            if (files.isEmpty()) {
                faults.add(place, "holds no source: " + CURE);
            }
            return files;
        } catch (IOException e) {
            faults.add(place, "cannot be listed: " + e);
            return List.of();
        }
    }

    private static boolean isSource(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(file);
    }
}
