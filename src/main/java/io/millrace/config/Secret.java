package io.millrace.config;

import java.util.Optional;

/** A value that is never shown: not in a log, a property or a message. */
public final class Secret {
    /** None was set. */
    public static final Secret NONE = new Secret("");

    private final String value;
    private final AwsSecret kept;

    Secret(String value) {
        this(value, null);
    }

    private Secret(String value, AwsSecret kept) {
        this.value = value;
        this.kept = kept;
    }

    /** One that is read when it is needed. */
    static Secret keptBy(AwsSecret kept) {
        return new Secret("", kept);
    }

    /** Where it is kept, if it is not known yet. */
    public Optional<AwsSecret> kept() {
        return Optional.ofNullable(kept);
    }

    /**
     * The value itself, for whom it is meant.
     *
     * @throws IllegalStateException if it is kept elsewhere
     */
    public String reveal() {
        if (kept != null) {
            throw new IllegalStateException(kept.setting() + " is kept by AWS and has to be read there");
        }
        return value;
    }

    public boolean isSet() {
        return kept != null || !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "***" : "";
    }
}
