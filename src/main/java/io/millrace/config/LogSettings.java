package io.millrace.config;

/** What the log says, and how. */
public record LogSettings(Format format, Level level) {
    /** Its form. */
    public enum Format {
        /** A line for a person at a terminal. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** How much Millrace itself says. */
    public enum Level {
        /** What is worth a person's time. */
        INFO,
        /** Each object, batch and load too. */
        DEBUG
    }

    static LogSettings of(Keys keys) {
        return new LogSettings(
                keys.oneOf("millrace.log.format", Format.class), keys.oneOf("millrace.log.level", Level.class));
    }
}
