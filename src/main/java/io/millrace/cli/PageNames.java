package io.millrace.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The names of further pages that a file or standard input lists, one a line. */
final class PageNames {
    private PageNames() {}

    /**
     * Hands them on, in their order.
     *
     * @throws ParameterException if there is no such file
     * @throws IOException if it cannot be read
     */
    static void each(String filesFrom, InputStream input, CommandSpec spec, Consumer<String> page) throws IOException {
        if (!filesFrom.equals("-") && !Files.isRegularFile(Path.of(filesFrom))) {
            throw new ParameterException(spec.commandLine(), "--files-from " + filesFrom + ": there is no such file");
        }
        try (var bytes = filesFrom.equals("-") ? input : Files.newInputStream(Path.of(filesFrom))) {
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(page);
        } catch (UncheckedIOException e) {
            throw new IOException("--files-from " + filesFrom + ": " + e.getMessage(), e);
        }
    }
}
