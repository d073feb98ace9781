package io.millrace.config;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One setting with the value that counts.
 *
 * @param value knows the flag, variable or line that it comes from
 * @param base where a relative path starts
 */
record Setting(Scalar value, Path base) {
    static final Place DEFAULT = new Place("default", 0, "");

    static final String PREFIX = "millrace.";

    /** Whether somebody set it. */
    boolean isOwn() {
        return !value.place().equals(DEFAULT);
    }

    /** The environment variable that sets the key: {@code MILLRACE_CLEAN_EVERY} for {@code millrace.clean.every}. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The key as it is written in millrace.yaml. */
    static String inFile(String key) {
        return key.substring(PREFIX.length());
    }
}
