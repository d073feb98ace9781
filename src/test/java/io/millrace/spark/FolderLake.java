package io.millrace.spark;

import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lake in a folder, as a job sees it by {@code file://}. */
record FolderLake(Path folder) implements ObjectStore {
    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Files.exists(file(key)) ? Optional.of(Files.readAllBytes(file(key))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Head> head(String key) {
        return Files.exists(file(key))
                ? Optional.of(new Head(key, file(key).toFile().length(), Map.of()))
                : Optional.empty();
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return keys().stream()
                .filter(key -> key.startsWith(prefix) && (after == null || key.compareTo(after) > 0))
                .limit(most)
                .toList();
    }

    /** All keys, in order. */
    List<String> keys() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String key, byte[] content) throws IOException {
        Files.createDirectories(file(key).getParent());
        Files.write(file(key), content);
    }

    Path file(String key) {
        return folder.resolve(key);
    }
}
