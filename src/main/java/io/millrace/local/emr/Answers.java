package io.millrace.local.emr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The pieces of answers that both APIs have in common. */
final class Answers {
    private static final double MILLIS = 1000;

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A time as both APIs write it: seconds since 1970. */
    static void putTime(ObjectNode answer, String field, Instant time) {
        if (time != null) {
            answer.put(field, time.toEpochMilli() / MILLIS);
        }
    }

    static void putText(ObjectNode answer, String field, String text) {
        if (text != null) {
            answer.put(field, text);
        }
    }

    /** The text of a field; empty if there is none. */
    static String text(JsonNode request, String field) {
        return request.path(field).asText("");
    }
}
