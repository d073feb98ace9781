package io.millrace.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The fields of a request by their names in the API; a missing or unfit one is the error that Glue answers. */
record Request(JsonNode json) {
    private static final int LONGEST_NAME = 255;

    String name(String field) {
        var value = json.path(field);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > LONGEST_NAME) {
            throw validation(field, "have length from 1 to " + LONGEST_NAME);
        }
        return value.textValue();
    }

    ObjectNode object(String field) {
        if (json.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw validation(field, "not be null");
    }

    /** The elements of a list that may have at most so many. */
    List<JsonNode> list(String field, int most) {
        var value = json.path(field);
        if (!value.isArray()) {
            throw validation(field, "not be null");
        }
        if (value.size() > most) {
            throw validation(field, "have length less than or equal to " + most);
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(elements::add);
        return elements;
    }

    int size(String field, int most) {
        var size = json.path(field).asInt(most);
        if (size < 1 || size > most) {
            throw validation(field, "have value from 1 to " + most);
        }
        return size;
    }

    static List<String> values(JsonNode element) {
        var values = new ArrayList<String>();
        element.path("Values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static Fault validation(String field, String constraint) {
        return Fault.of(
                "ValidationException",
                "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must %s",
                Character.toLowerCase(field.charAt(0)) + field.substring(1),
                constraint);
    }
}
