package io.millrace.config;

/**
 * Where a value stands.
 *
 * @param file the file as the user named it, or the flag or variable that the value came from
 * @param line counted from 1; 0 where there is none
 * @param key path of the key inside the file, empty for the whole
 */
public record Place(String file, int line, String key) {
    /** The place of a key below this one. */
    Place below(String name, int line) {
        return new Place(file, line, key.isEmpty() ? name : key + "." + name);
    }

    /** The place of an item of the list at this place, counted from 0. */
    Place item(int index, int line) {
        return new Place(file, line, key + "[" + index + "]");
    }

    /** The same place, for a key that is not there. */
    Place missing(String name) {
        return below(name, line);
    }

    Fault fault(String message) {
        return new Fault(file, line, key, message);
    }

    /** {@code file:line}, or the file alone where there is no line. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
