package io.millrace.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that {@code millrace check} found.
 *
 * @param about what was looked at: {@code settings}, a source's name, {@code port}
 * @param message for a person, with the cure where one is needed
 * @param details for a program, beside the message
 */
record Finding(Level level, String about, String message, Map<String, Object> details) {
    /** How bad it is, and the exit code that follows. */
    enum Level {
        OK("ok", 0),
        WARN("warn", 0),
        /** Something that the configuration names does not work. */
        BROKEN("FAULT", 1),
        /** The configuration itself cannot be used. */
        WRONG("FAULT", 2);

        private final String word;
        private final int exit;

        Level(String word, int exit) {
            this.word = word;
            this.exit = exit;
        }

        int exit() {
            return exit;
        }
    }

    static Finding ok(String about, String message) {
        return new Finding(Level.OK, about, message, Map.of());
    }

    static Finding warn(String about, String message) {
        return new Finding(Level.WARN, about, message, Map.of());
    }

    static Finding broken(String about, String message) {
        return new Finding(Level.BROKEN, about, message, Map.of());
    }

    static Finding wrong(String about, String message) {
        return new Finding(Level.WRONG, about, message, Map.of());
    }

    /** The line for a person; control characters, as pages hold them, must not steer a terminal. */
    String line() {
        return String.format("%-6s%-12s %s", level.word, about, message).replaceAll("\\p{Cntrl}", " ");
    }

    /** The line for a program. */
    Map<String, Object> json() {
        var line = new LinkedHashMap<String, Object>();
        line.put("level", level.word.toLowerCase(java.util.Locale.ROOT));
        line.put("about", about);
        line.put("message", message);
        line.putAll(details);
        return line;
    }
}
