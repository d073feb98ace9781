package io.millrace.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vocabularies: resources of lines under headings like {@code [list]}; empty lines and those that begin with # are left out. */
final class Sections {
    private Sections() {}

    /** The lines by their heading, in their order. */
    static Map<String, List<String>> of(String resource) {
        try (InputStream in = Sections.class.getResourceAsStream(resource)) {
            var sections = new LinkedHashMap<String, List<String>>();
            List<String> section = List.of();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    sections.put(line.substring(1, line.length() - 1), section);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    section.add(line);
                }
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
