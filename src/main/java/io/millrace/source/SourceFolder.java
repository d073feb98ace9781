package io.millrace.source;

import io.millrace.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The declared sources as they change while the program runs. A file that has a fault leaves its source as it was when
 * it had none. What changes is taken up once it has stayed the same for two looks, so that a file that is being written
 * is not read half. Safe for many threads.
 */
public final class SourceFolder {
    /** What tells two states of a file apart without reading it. */
    private record Stamp(long size, FileTime modified, Object key) {
        static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0), "");
    }

    /** In the place of a file's name. */
    private static final String FOLDER = ".";

    private final Path folder;
    private final Map<Path, Source> good = new LinkedHashMap<>();
    private final Map<String, String> faults = new TreeMap<>();
    private List<Path> beside = List.of();
    /** As the files were when they were read; null before the first look. */
    private Map<Path, Stamp> read;

    private Map<Path, Stamp> seen;

    private SourceFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the folder.
     *
     * @throws io.millrace.config.ConfigException as {@link SourceFiles#read}
     */
    public static SourceFolder open(Path folder) {
        var sources = new SourceFolder(folder);
        sources.take(SourceFiles.all(folder));
        return sources;
    }

    /** Sources that stay as they are. */
    public static SourceFolder of(List<Source> sources) {
        var fixed = new SourceFolder(null);
        sources.forEach(source -> fixed.good.put(Path.of(source.name()), source));
        return fixed;
    }

    /** The sources as they were declared last without fault, in the order of their files; each name once. */
    public synchronized List<Source> sources() {
        return List.copyOf(good.values());
    }

    /** File name to what is wrong with the file now. */
    public synchronized Map<String, String> faults() {
        return Map.copyOf(faults);
    }

    /** Looks whether something has changed, and reads it. */
    public synchronized void look() {
        if (folder == null) {
            return;
        }
        try {
            var files = YamlFile.list(folder);
            var now = stamps(files);
            if (!now.equals(read) && now.equals(seen)) {
                take(SourceFiles.each(files));
                read = now;
            }
            seen = now;
            faults.remove(FOLDER);
        } catch (IOException e) {
            // One that is away for a moment, as a mounted one can be, does not end what it declares.
            faults.put(FOLDER, folder + " cannot be listed: " + e + "; its sources stay as they were");
        }
    }

    private void take(Map<Path, SourceFiles.Read> all) {
        var before = Map.copyOf(good);
        good.clear();
        faults.clear();
        all.forEach((file, now) -> {
            if (now.faults().count() == 0) {
                good.put(file, now.source());
            } else {
                faults.put(file.getFileName().toString(), now.faults().inOneLine());
            }
        });
        // Its name may be another file's by now.
        before.forEach((file, source) -> {
            var isTaken = good.values().stream().anyMatch(other -> other.name().equals(source.name()));
            if (faults.containsKey(file.getFileName().toString()) && !isTaken) {
                good.put(file, source);
            }
        });
        beside = all.values().stream().flatMap(now -> now.beside().stream()).toList();
    }

    private Map<Path, Stamp> stamps(List<Path> files) throws IOException {
        var stamps = new HashMap<Path, Stamp>();
        for (var file : files) {
            stamps.put(file, stamp(file));
        }
        for (var file : beside) {
            stamps.put(file, stamp(file));
        }
        return stamps;
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return Stamp.NONE;
        }
    }
}
