package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The fields of a request, or of an object in it, by their names in the API.
 *
 * <p>A value of another type is a SerializationException, a missing or unfit one a ValidationException.
 */
record Request(String place, Wire wire, JsonNode json) {
    private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern STREAM_ARN =
            Pattern.compile("arn:aws[^:]*:kinesis:[^:]*:\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    Optional<String> text(String field) {
        return has(field) ? Optional.of(typed(field, JsonNodeType.STRING).textValue()) : Optional.empty();
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    OptionalInt integer(String field) {
        if (!has(field)) {
            return OptionalInt.empty();
        }
        var number = typed(field, JsonNodeType.NUMBER);
        if (!number.canConvertToInt() || !number.canConvertToExactIntegral()) {
            throw wrongType(field, "an integer");
        }
        return OptionalInt.of(number.intValue());
    }

    /** An integer from 1 to {@code max}, or {@code otherwise} when it is not given. */
    int size(String field, int max, int otherwise) {
        var size = integer(field).orElse(otherwise);
        if (size < 1 || size > max) {
            throw Fault.validation(
                    "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have"
                            + " value from 1 to %s",
                    size, at(field), max);
        }
        return size;
    }

    /** A point in time, in milliseconds since 1970. */
    OptionalLong millis(String field) {
        if (!has(field)) {
            return OptionalLong.empty();
        }
        var millis = wire.millis(typed(field, JsonNodeType.NUMBER).decimalValue());
        if (millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0) {
            throw wrongType(field, "a time since 1970");
        }
        return OptionalLong.of(millis.longValue());
    }

    byte[] requiredBytes(String field) {
        if (!has(field)) {
            throw missing(field);
        }
        try {
            return typed(field, wire.bytes()).binaryValue();
        } catch (IOException e) {
            throw wrongType(field, "base64 (" + e.getMessage() + ")");
        }
    }

    Optional<Request> object(String field) {
        return has(field)
                ? Optional.of(new Request(at(field) + ".", wire, typed(field, JsonNodeType.OBJECT)))
                : Optional.empty();
    }

    List<Request> requiredObjects(String field) {
        if (!has(field)) {
            throw missing(field);
        }
        var objects = new ArrayList<Request>();
        for (var element : typed(field, JsonNodeType.ARRAY)) {
            var name = field + "." + (objects.size() + 1) + ".member";
            if (!element.isObject()) {
                throw wrongType(name, "an object");
            }
            objects.add(new Request(at(name) + ".", wire, element));
        }
        return objects;
    }

    /** The name of a stream, whose syntax is checked. */
    String streamName() {
        var name = requiredText("StreamName");
        if (!STREAM_NAME.matcher(name).matches()) {
            throw Fault.validation(
                    "1 validation error detected: Value '%s' at 'streamName' failed to satisfy constraint: Member must"
                            + " satisfy regular expression pattern: [a-zA-Z0-9_.-]+ and have length from 1 to 128",
                    name);
        }
        return name;
    }

    /** The name of the stream that StreamName or StreamARN, or both, mean; empty when neither is given. */
    Optional<String> streamNameOrArn() {
        var name = has("StreamName") ? Optional.of(streamName()) : Optional.<String>empty();
        var arn = text("StreamARN");
        if (arn.isEmpty()) {
            return name;
        }
        var parts = STREAM_ARN.matcher(arn.get());
        if (!parts.matches()) {
            throw Fault.validation(
                    "1 validation error detected: Value '%s' at 'streamARN' failed to satisfy constraint: Member must"
                            + " satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
                    arn.get());
        }
        if (name.isPresent() && !name.get().equals(parts.group(1))) {
            throw Fault.invalidArgument(
                    "StreamName %s and StreamARN %s are not the same stream: give one of them.", name.get(), arn.get());
        }
        return Optional.of(parts.group(1));
    }

    String requiredStreamNameOrArn() {
        return streamNameOrArn()
                .orElseThrow(() -> Fault.invalidArgument("Either StreamName or StreamARN has to be given."));
    }

    /** The full name of a field of this object, as the API's messages write it. */
    String at(String field) {
        return place + Character.toLowerCase(field.charAt(0)) + field.substring(1);
    }

    private JsonNode typed(String field, JsonNodeType type) {
        var value = json.get(field);
        if (value.getNodeType() != type) {
            throw wrongType(field, type.name().toLowerCase(Locale.ROOT));
        }
        return value;
    }

    private Fault wrongType(String field, String expected) {
        return Fault.of("SerializationException", "The value at '%s' is not %s.", at(field), expected);
    }

    private Fault missing(String field) {
        return Fault.validation(
                "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null",
                at(field));
    }
}
