package io.millrace.local.emr;

import java.util.Locale;

/** An error answer of one of the APIs. */
final class ApiFault extends RuntimeException {
    private final int status;
    private final String type;

    ApiFault(int status, String type, String message, Object... values) {
        super(String.format(Locale.ROOT, message, values), null, false, false);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
