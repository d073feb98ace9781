package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The templates of the folder {@code aws/}. */
public final class Templates {
    static final Path FOLDER = Path.of("aws");

    private Templates() {}

    /** Their trees by their names: {@code lake} is that of {@code aws/lake.yaml}. */
    static Map<String, JsonNode> all() {
        try (var files = Files.list(FOLDER)) {
            var trees = new TreeMap<String, JsonNode>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                var name = file.getFileName().toString().replace(".yaml", "");
                trees.put(name, read(file.toString(), Files.readString(file)));
            }
            return trees;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the file, the line and the fault */
    public static JsonNode read(String name, String text) {
        try {
            return CloudFormationYaml.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** The members of an object by their names, in their order. */
    static Stream<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return object.properties().stream();
    }

    /** The items of a list; a single one where there is no list, none where there is nothing. */
    static Stream<JsonNode> items(JsonNode list) {
        return list.isMissingNode()
                ? Stream.empty()
                : list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.of(list);
    }

    /** The tree and all that is in it. */
    static Stream<JsonNode> within(JsonNode tree) {
        return Stream.concat(
                Stream.of(tree), StreamSupport.stream(tree.spliterator(), false).flatMap(Templates::within));
    }
}
