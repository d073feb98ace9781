package io.millrace.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lake, or a part of one, in a folder: each object is a file, without metadata. Thread-safe. */
public record FolderStore(Path folder) implements ObjectStore {
    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Files.isRegularFile(file(key)) ? Optional.of(Files.readAllBytes(file(key))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Head> head(String key) {
        return Files.isRegularFile(file(key))
                ? Optional.of(new Head(key, file(key).toFile().length(), Map.of()))
                : Optional.empty();
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && (after == null || key.compareTo(after) > 0))
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an object, and the folders that it needs. */
    public void put(String key, byte[] content) throws IOException {
        Files.createDirectories(file(key).getParent());
        Files.write(file(key), content);
    }

    /** Where an object is. */
    public Path file(String key) {
        return folder.resolve(key);
    }
}
