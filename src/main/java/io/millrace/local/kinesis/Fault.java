package io.millrace.local.kinesis;

import java.util.Locale;

/** An error answer of the API: an error type and a message that names the value at fault. */
final class Fault extends RuntimeException {
    private static final int CLIENT = 400;

    private final String type;
    private final int status;

    private Fault(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static Fault of(String type, String message, Object... values) {
        return new Fault(CLIENT, type, String.format(Locale.ROOT, message, values));
    }

    static Fault withStatus(int status, String type, String message, Object... values) {
        return new Fault(status, type, String.format(Locale.ROOT, message, values));
    }

    static Fault invalidArgument(String message, Object... values) {
        return of("InvalidArgumentException", message, values);
    }

    /** A value that breaks the request's own schema, whatever the streams are. */
    static Fault validation(String message, Object... values) {
        return of("ValidationException", message, values);
    }

    static Fault notFound(String message, Object... values) {
        return of("ResourceNotFoundException", message, values);
    }

    String type() {
        return type;
    }

    int status() {
        return status;
    }
}
