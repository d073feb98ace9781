package io.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A saved page and what is right for it.
 *
 * @param file relative to the folder
 * @param url the page's address, or null
 * @param blocked whether the file is a captcha or a refusal instead of a page
 * @param accepted attribute to the values that are right for it, none where the page has none; what was not annotated
 *     is left out
 */
record AnnotatedPage(String file, String url, boolean blocked, Map<String, List<String>> accepted) {
    /** The file of a folder that holds one line of JSON a page. */
    static final String ANNOTATIONS = "expected.jsonl";

    /**
     * The annotated pages of a folder, in their order.
     *
     * @throws IOException naming the file and the line that is not as it should be
     */
    static List<AnnotatedPage> in(Path folder) throws IOException {
        var annotations = folder.resolve(ANNOTATIONS);
        if (!Files.isRegularFile(annotations)) {
            throw new IOException(annotations + " does not exist: it holds one line of JSON for each annotated page");
        }
        var pages = new ArrayList<AnnotatedPage>();
        int number = 0;
        for (var line : Files.readAllLines(annotations)) {
            number++;
            if (!line.isBlank()) {
                pages.add(of(line, annotations + ":" + number));
            }
        }
        return pages;
    }

    private static AnnotatedPage of(String line, String place) throws IOException {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new IOException(place + " is no JSON: " + e.getMessage(), e);
        }
        if (!node.path("file").isTextual()) {
            throw new IOException(place + " names no \"file\"");
        }
        var accepted = new LinkedHashMap<String, List<String>>();
        for (var attribute : AttributeScores.ATTRIBUTES) {
            var values = node.path(attribute);
            if (values.isArray()) {
                var texts = new ArrayList<String>();
                values.forEach(value -> texts.add(value.asText()));
                accepted.put(attribute, texts);
            } else if (!values.isMissingNode()) {
                throw new IOException(place + ": \"" + attribute + "\" is not a list of accepted values");
            }
        }
        return new AnnotatedPage(
                node.get("file").asText(),
                node.path("url").asText(null),
                node.path("blocked").asBoolean(),
                accepted);
    }
}
