package io.millrace.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vocabularies: resources in UTF-8, of lines under headings like {@code [list]}. Empty lines and those that begin with
 * {@code #} are left out.
 */
public final class WordFile {
    private WordFile() {}

    /**
     * The lines of a vocabulary without headings, in their order.
     *
     * @param resource beside the class, or with its whole path
     */
    public static List<String> lines(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The words and phrases by their heading, in their order; of a line each one between bars. */
    public static Map<String, List<String>> sections(Class<?> beside, String resource) {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> section = List.of();
        for (var line : lines(beside, resource)) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), heading -> new ArrayList<>());
            } else {
                section.addAll(Arrays.asList(line.split("\\|")));
            }
        }
        return sections;
    }
}
