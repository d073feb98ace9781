package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What AWS says of a type of resources: its properties, and the attributes that a resource has once it is made.
 *
 * @param attributes such as {@code Arn} or {@code Endpoint.Address}
 */
public record ResourceSchema(Schema properties, Set<String> attributes) {
    private static final Map<String, ResourceSchema> KNOWN = new ConcurrentHashMap<>();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    /** @throws IllegalArgumentException if the type is not among those that are kept in {@code aws/schemas} or {@code bi/schemas} */
    public static ResourceSchema of(String type) {
        return KNOWN.computeIfAbsent(type, ResourceSchema::read);
    }

    private static ResourceSchema read(String type) {
        var name = type.toLowerCase(Locale.ROOT).replace("::", "-") + ".json";
        try (var in = open(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no schema of " + type + " (" + name + ")");
            }
            var tree = (ObjectNode) Json.MAPPER.readTree(in);
            // It names AWS's own dialect, draft 7 with words about resources, which nobody here could fetch.
            tree.remove("$schema");
            var attributes = Templates.items(tree.path("readOnlyProperties"))
                    .map(pointer -> pointer.asText().replace("/properties/", "").replace("/", "."))
                    .collect(Collectors.toSet());
            Templates.within(tree).forEach(ResourceSchema::rewritePattern);
            return new ResourceSchema(REGISTRY.getSchema(tree), attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the templates of {@code aws/} as they are, those of {@code bi/} packed. */
    private static InputStream open(String name) throws IOException {
        var plain = ResourceSchema.class.getResourceAsStream("/aws/schemas/" + name);
        if (plain != null) {
            return plain;
        }
        var packed = ResourceSchema.class.getResourceAsStream("/bi/schemas/" + name + ".gz");
        return packed == null ? null : new GZIPInputStream(packed);
    }

    /** In JavaScript's expressions a bracket within brackets means itself, in Java's it opens a class of its own. */
    private static void rewritePattern(JsonNode schema) {
        if (schema.path("pattern").isTextual()) {
            var text = new StringBuilder();
            var within = false;
            var escaped = false;
            for (var c : schema.path("pattern").asText().toCharArray()) {
                if (c == '[' && within && !escaped) {
                    text.append('\\');
                }
                within = escaped ? within : c == '[' || within && c != ']';
                escaped = c == '\\' && !escaped;
                text.append(c);
            }
            ((ObjectNode) schema).put("pattern", text.toString());
        }
    }

    boolean answers(String attribute) {
        return attributes.contains(attribute);
    }

    /** What is wrong with the properties of a resource, in words. */
    public List<String> faults(JsonNode resource) {
        return properties.validate(resource).stream().map(Object::toString).toList();
    }
}
