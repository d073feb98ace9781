package io.millrace.local.glue;

import java.util.Locale;

/** An error answer of the API: a type and a message that names the value at fault. */
final class Fault extends RuntimeException {
    private final String type;

    private Fault(String type, String message) {
        super(message);
        this.type = type;
    }

    static Fault of(String type, String message, Object... values) {
        return new Fault(type, String.format(Locale.ROOT, message, values));
    }

    static Fault notFound(String what, String name) {
        return of("EntityNotFoundException", "%s %s not found.", what, name);
    }

    static Fault exists(String what, String name) {
        return of("AlreadyExistsException", "%s %s already exists.", what, name);
    }

    static Fault invalid(String message, Object... values) {
        return of("InvalidInputException", message, values);
    }

    String type() {
        return type;
    }
}
