package io.millrace.clean;

/** Why a line is rejected; never leaves the cleaner. */
final class Refusal extends Exception {
    private final String reason;

    Refusal(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
