package io.millrace.config;

/**
 * A setting given on the command line.
 *
 * @param name as the user typed it, such as {@code --data}
 * @param key the setting that it sets, such as {@code millrace.data}
 */
public record Flag(String name, String key, String value) {}
