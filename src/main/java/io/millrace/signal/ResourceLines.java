package io.millrace.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the word lists of this package. */
final class ResourceLines {
    private ResourceLines() {}

    /** The lines of {@code /signal/<name>} that are neither empty nor comments. */
    static List<String> of(String name) {
        try (InputStream in = ResourceLines.class.getResourceAsStream("/signal/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("/signal/" + name, e);
        }
    }
}
