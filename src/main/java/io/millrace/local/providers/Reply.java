package io.millrace.local.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param waitSeconds of Retry-After; 0 for none
 */
record Reply(int status, String type, byte[] body, int waitSeconds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_CONTENT = 204;

    static Reply json(int status, Object body) {
        try {
            return new Reply(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(body), 0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer as JSON: " + body, e);
        }
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), 0);
    }

    static Reply page(String html) {
        return new Reply(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), 0);
    }

    static Reply none() {
        return new Reply(NO_CONTENT, "", new byte[0], 0);
    }

    Reply after(int seconds) {
        return new Reply(status, type, body, seconds);
    }

    /** A JSON object with its members in this order: names and values by turns. */
    static Map<String, Object> object(Object... members) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
