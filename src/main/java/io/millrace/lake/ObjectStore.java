package io.millrace.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading access to the lake's bucket. Objects are written by routes; what is a commit, create-only ({@link Commits}). */
public interface ObjectStore {
    /**
     * An object without its content.
     *
     * @param bytes size of the content
     * @param metadata user metadata, names in lower case
     */
    record Head(String key, long bytes, Map<String, String> metadata) {}

    Optional<byte[]> get(String key);

    /**
     * Writes an object's content into a new file, as it comes.
     *
     * @return false if there is no such object
     * @throws IOException if the file cannot be written
     */
    default boolean fetch(String key, Path file) throws IOException {
        var content = get(key);
        if (content.isPresent()) {
            Files.write(file, content.get());
        }
        return content.isPresent();
    }

    Optional<Head> head(String key);

    /**
     * Keys that begin with {@code prefix} and sort after {@code after} (null: all), in their order.
     *
     * @param most how many at the most
     */
    List<String> list(String prefix, String after, int most);
}
