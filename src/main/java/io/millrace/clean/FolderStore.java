package io.millrace.clean;

import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a folder by their paths in it, as if they were objects of the lake. Thread-safe. */
record FolderStore(Path folder) implements ObjectStore {
    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Files.isRegularFile(file(key)) ? Optional.of(Files.readAllBytes(file(key))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file(key) + " cannot be read", e);
        }
    }

    @Override
    public Optional<Head> head(String key) {
        try {
            return Files.isRegularFile(file(key))
                    ? Optional.of(new Head(key, Files.size(file(key)), Map.of()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file(key) + " cannot be read", e);
        }
    }

    /** Nobody lists an attempt's files: its manifest names them. */
    @Override
    public List<String> list(String prefix, String after, int most) {
        throw new UnsupportedOperationException("a folder is not listed");
    }

    private Path file(String key) {
        return folder.resolve(key);
    }
}
