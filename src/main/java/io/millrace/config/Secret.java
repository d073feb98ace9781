package io.millrace.config;

/** A value that is never shown: not in a log, a property or a message. */
public final class Secret {
    /** None was set. */
    public static final Secret NONE = new Secret("");

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The value itself, for whom it is meant. */
    public String reveal() {
        return value;
    }

    public boolean isSet() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "***" : "";
    }
}
