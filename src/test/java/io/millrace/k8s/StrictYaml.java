package io.millrace.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;

/** Reads YAML as a cluster would take it with strict field validation, and no more forgivingly than that. */
final class StrictYaml {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final ObjectMapper MODELS = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // A number where the API wants a text: args: [--port, 8080]
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .annotationIntrospector(new NoLeftovers())
            .build();

    private static final List<String> HEAD = List.of("apiVersion", "kind");

    private StrictYaml() {}

    /** The documents of a file, or the members of its one list; a key that stands twice is a fault. */
    static List<JsonNode> documents(String text) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .<JsonNode>readValues(text)) {
            return documents.readAll();
        }
    }

    /**
     * The document as the model holds it; a field that the model does not know is a fault. Its kind and apiVersion have
     * chosen the model, and models of custom resources do not read them.
     */
    static JsonNode read(JsonNode document, Class<?> model) throws IOException {
        ObjectNode rest = document.deepCopy();
        rest.remove(HEAD);
        ObjectNode held = MODELS.valueToTree(MODELS.treeToValue(rest, model));
        HEAD.forEach(field -> held.set(field, document.get(field)));
        return held;
    }

    /** The models of Kubernetes gather unknown fields in a map; without it, Jackson complains of them. */
    private static final class NoLeftovers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
