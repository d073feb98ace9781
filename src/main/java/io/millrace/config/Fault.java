package io.millrace.config;

/**
 * One thing that is wrong in a configuration, printed as {@code file:line: key: message}.
 *
 * @param file the file as the user named it, or the flag or variable that the value came from; may be empty
 * @param line counted from 1; 0 where there is none
 * @param key path of the key inside the file, such as {@code warehouses[0].type}; may be empty
 * @param message what was found, what was expected, and what to do
 */
public record Fault(String file, int line, String key, String message) {
    public Fault {
        // One fault a line, also where a library's message has two.
        message = message.replaceAll("\\R", " ");
    }

    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!text.isEmpty()) {
            text.append(": ");
        }
        if (!key.isEmpty()) {
            text.append(Quoted.plain(key)).append(": ");
        }
        return text.append(message).toString();
    }
}
