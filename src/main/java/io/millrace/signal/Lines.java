package io.millrace.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list that comes with the program: values between commas, a line each, under a line with their names. */
final class Lines {
    private Lines() {}

    /** @throws IllegalStateException if the program comes without it */
    static List<String[]> of(String resource) {
        var file = Lines.class.getResourceAsStream("/signal/" + resource);
        if (file == null) {
            throw new IllegalStateException("signal/" + resource + " is missing in the program: build it anew");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("signal/" + resource + " cannot be read", e);
        }
    }
}
