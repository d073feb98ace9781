package io.millrace.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.logstash.logback.composite.AbstractJsonProvider;

/** Writes what a message names, as {@code batch=7}, as fields of the line too: {@code "batch":7}. */
final class NamedValues extends AbstractJsonProvider<ILoggingEvent> {
    private static final Pattern PLACE =
            Pattern.compile("(?:(?<name>[a-z][a-z0-9_]*)=)?\\{}|\\b(?<said>[a-z][a-z0-9_]*)=(?<value>[a-z][a-z-]*)");

    /** Fields that every line has. */
    private static final Set<String> TAKEN =
            Set.of("timestamp", "level", "logger", "thread", "message", "stack_trace", "tags");

    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
        for (var value : named(event.getMessage(), event.getArgumentArray()).entrySet()) {
            if (value.getValue() instanceof Number number) {
                generator.writePOJOField(value.getKey(), number);
            } else {
                generator.writeStringField(value.getKey(), String.valueOf(value.getValue()));
            }
        }
    }

    /**
     * The values that the places of a message name, each name once.
     *
     * @param arguments of the message; null for none
     */
    static Map<String, Object> named(String message, Object[] arguments) {
        var named = new LinkedHashMap<String, Object>();
        if (message == null || arguments == null) {
            return named;
        }
        var place = PLACE.matcher(message);
        var next = 0;
        while (place.find()) {
            var said = place.group("said");
            if (said != null) {
                put(said, place.group("value"), named);
            } else if (next < arguments.length) {
                put(place.group("name"), arguments[next++], named);
            }
        }
        return named;
    }

    private static void put(String name, Object value, Map<String, Object> named) {
        if (name != null && value != null && !TAKEN.contains(name)) {
            named.putIfAbsent(name, value);
        }
    }
}
