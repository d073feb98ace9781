package io.millrace.local.glue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalog on the disk: a file of JSON for each database, table and crawler, a table's with its partitions. A file is
 * replaced at once, so a process that dies leaves the state before or after a change. Not thread-safe.
 */
final class CatalogFolder {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final String ENDING = ".json";

    private final Path folder;

    CatalogFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** All things of a kind by their names, which hold no slash. */
    Map<String, ObjectNode> read(String kind) throws IOException {
        var found = new TreeMap<String, ObjectNode>();
        var place = Files.createDirectories(folder.resolve(kind));
        try (var files = Files.list(place)) {
            for (var file : files.filter(one -> one.toString().endsWith(ENDING)).toList()) {
                var name = file.getFileName().toString();
                found.put(name.substring(0, name.length() - ENDING.length()), (ObjectNode)
                        MAPPER.readTree(file.toFile()));
            }
        }
        return found;
    }

    void write(String kind, String name, ObjectNode content) {
        var file = folder.resolve(kind).resolve(name + ENDING);
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            MAPPER.writeValue(next.toFile(), content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalog cannot be written to " + file, e);
        }
    }

    void remove(String kind, String name) {
        var file = folder.resolve(kind).resolve(name + ENDING);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed", e);
        }
    }
}
