package io.millrace.signal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.signal.SignalReading.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a provider sent: JSON to read on with, or how to go on without.
 *
 * @param outcome {@code READ} where there is JSON
 * @param json null with every other outcome
 * @param reason empty where it was read
 */
record Answer(Outcome outcome, JsonNode json, String reason) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> MESSAGES = List.of("message", "reason", "error", "detail", "title");
    /** Open-Meteo writes what it does not know of heights like this, which no JSON is. */
    private static final Pattern NOT_A_NUMBER = Pattern.compile("(?<=[\\[,:\\s])-?nan(?=[],}\\s])");

    /** Reads what came; never throws. */
    static Answer of(byte[] body, int status, String provider) {
        var said = provider + " answered " + status;
        if (status == 204) {
            return new Answer(Outcome.EMPTY, null, said + ": there is none");
        }
        var json = json(body);
        var outcome = outcome(status);
        if (outcome != Outcome.READ) {
            return new Answer(outcome, null, said + message(json));
        }
        if (json == null) {
            return new Answer(Outcome.RETRY, null, said + " with " + kind(body) + " where JSON should be");
        }
        if (json.path("error").asBoolean(false)) {
            return new Answer(Outcome.REFUSED, null, said + " with an error" + message(json));
        }
        return new Answer(Outcome.READ, json, "");
    }

    static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.READ;
        }
        return switch (status) {
            case 401, 402, 403 -> Outcome.STOP;
            case 429 -> Outcome.WAIT;
            case 408, 425 -> Outcome.RETRY;
            default -> status >= 300 && status < 500 ? Outcome.REFUSED : Outcome.RETRY;
        };
    }

    /** How to go on where there is no JSON. */
    SignalReading withoutRows() {
        return SignalReading.without(outcome, reason);
    }

    /** JSON without what it is read for: nobody knows what it is, so it says nothing of what was asked. */
    static SignalReading without(JsonNode json, String array, String provider) {
        return SignalReading.without(Outcome.RETRY, provider + " answered without the array " + array + message(json));
    }

    /** What the provider says of its refusal, as far as it may be repeated. */
    static String message(JsonNode json) {
        if (json != null) {
            for (var name : MESSAGES) {
                if (json.path(name).isTextual()) {
                    return ": " + Masked.text(json.path(name).asText());
                }
            }
        }
        return "";
    }

    private static JsonNode json(byte[] body) {
        try {
            return parsed(body);
        } catch (IOException e) {
            try {
                var text = new String(body, StandardCharsets.UTF_8);
                return parsed(NOT_A_NUMBER.matcher(text).replaceAll("null").getBytes(StandardCharsets.UTF_8));
            } catch (IOException none) {
                return null;
            }
        }
    }

    private static JsonNode parsed(byte[] body) throws IOException {
        var json = MAPPER.readTree(body);
        return json == null || json.isMissingNode() || json.isNull() ? null : json;
    }

    private static String kind(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "nothing" : text.startsWith("<") ? "a page" : "text";
    }
}
