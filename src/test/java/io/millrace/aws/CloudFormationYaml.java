package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a template in YAML into the tree that it would be in JSON: {@code !Sub x} is {@code {"Fn::Sub": "x"}}. */
final class CloudFormationYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Short forms to the functions that they stand for. */
    private static final Map<String, String> SHORT_FORMS = Map.of(
            "!Ref", "Ref",
            "!Sub", "Fn::Sub",
            "!GetAtt", "Fn::GetAtt",
            "!If", "Fn::If",
            "!Not", "Fn::Not",
            "!And", "Fn::And",
            "!Equals", "Fn::Equals",
            "!FindInMap", "Fn::FindInMap",
            "!ImportValue", "Fn::ImportValue");

    private CloudFormationYaml() {}

    /** @throws IllegalArgumentException naming line and fault: a key that stands twice, a function that is not known */
    static JsonNode read(String text) {
        var document = new Compose(LoadSettings.builder()
                        .setAllowDuplicateKeys(true)
                        .setMaxAliasesForCollections(0)
                        .build())
                .composeString(text);
        return tree(document.orElseThrow(() -> new IllegalArgumentException("there is nothing in it")));
    }

    private static JsonNode tree(Node node) {
        if (node.getAnchor().isPresent()) {
            throw fault(node, "CloudFormation knows no anchors");
        }
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node);
        }
        var function = SHORT_FORMS.get(tag);
        if (function == null) {
            throw fault(node, "unknown function " + tag);
        }
        var said = plain(node);
        var argument = function.equals("Fn::GetAtt") && said.isTextual() ? attribute(said.asText()) : said;
        return JSON.objectNode().set(function, argument);
    }

    private static ArrayNode attribute(String text) {
        var dot = text.indexOf('.');
        return JSON.arrayNode().add(text.substring(0, dot)).add(text.substring(dot + 1));
    }

    private static JsonNode plain(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            var list = JSON.arrayNode();
            sequence.getValue().forEach(item -> list.add(tree(item)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private static ObjectNode mapping(MappingNode mapping) {
        var object = JSON.objectNode();
        for (var entry : mapping.getValue()) {
            var key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (object.has(key)) {
                throw fault(entry.getKeyNode(), "the key " + key + " stands twice");
            }
            object.set(key, tree(entry.getValueNode()));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        var text = node.getValue();
        if (node.getTag().equals(Tag.INT)) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (node.getTag().equals(Tag.FLOAT)) {
            return JSON.numberNode(new BigDecimal(text));
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return JSON.textNode(text);
    }

    private static IllegalArgumentException fault(Node node, String what) {
        var place =
                node.getStartMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("somewhere");
        return new IllegalArgumentException(place + ": " + what);
    }
}
