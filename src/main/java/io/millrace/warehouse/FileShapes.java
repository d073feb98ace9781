package io.millrace.warehouse;

import io.millrace.lake.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A load's files in the lake by what they are alike in, and the types that were found in them. Not thread-safe. */
final class FileShapes {
    /**
     * What files are alike in.
     *
     * @param version of the declaration that they follow; 0 where rows of several may have been written anew together
     * @param columns that they have, in order
     */
    record Shape(int version, List<String> columns) {}

    private final Map<Shape, List<Manifest.DataFile>> files = new LinkedHashMap<>();
    private final Map<Shape, Map<String, String>> types = new HashMap<>();

    private FileShapes() {}

    static FileShapes of(Load load) {
        var shapes = new FileShapes();
        for (var manifest : load.read()) {
            var written = load.written(manifest);
            var shape = new Shape(manifest.kind().rewrites() ? 0 : written.version(), written.columns());
            load.files(manifest)
                    .forEach(file -> shapes.files
                            .computeIfAbsent(shape, one -> new ArrayList<>())
                            .add(file));
        }
        return shapes;
    }

    /** In the order of the batches that have the first of each. */
    Map<Shape, List<Manifest.DataFile>> files() {
        return files;
    }

    /** Remembers the types of the columns of such files, by column. */
    void found(Shape shape, Map<String, String> columns) {
        types.put(shape, columns);
    }

    /** What is remembered of them; nothing if nobody looked. */
    Map<String, String> types(Shape shape) {
        return types.getOrDefault(shape, Map.of());
    }
}
