package io.millrace.dashboard;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a request asks for, as text by name; other entries are left alone. An {@link IllegalArgumentException} says what is
 * wrong with a parameter, and what it may be.
 */
record Parameters(Map<String, Object> values) {
    private static final int SHOWN = 50;

    /** Empty where it is missing. */
    String text(String name) {
        var value = values.get(name);
        if (value instanceof List<?>) {
            throw new IllegalArgumentException("the parameter '" + name + "' is there more than once: give it once");
        }
        return value == null ? "" : value.toString();
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    String required(String name) {
        var value = text(name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the parameter '" + name + "' is missing: give ?source=…&sku=…");
        }
        return value;
    }

    /** A whole number, brought between the two. */
    int number(String name, int usual, int least, int most) {
        var value = text(name).strip();
        if (value.isEmpty()) {
            return usual;
        }
        try {
            return (int) Math.max(least, Math.min(most, Long.parseLong(value)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter '" + name + "' is '" + shown(value) + "': give a whole number", e);
        }
    }

    /** A constant by its name in lower case; the usual one where it is missing. */
    <E extends Enum<E>> E one(String name, Class<E> type, E usual) {
        var value = text(name).strip();
        if (value.isEmpty()) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the parameter '" + name + "' is '" + shown(value)
                        + "': give one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Parameters::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        var word = constant.name().toLowerCase(Locale.ROOT);
        return word.startsWith("_") ? word.substring(1) : word;
    }

    /** A time as RFC 3339 has it; null where it is missing. */
    Instant time(String name) {
        var value = text(name).strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the parameter '" + name + "' is '" + shown(value) + "': give a time such as 2026-11-21T12:00:00Z",
                    e);
        }
    }

    private static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
