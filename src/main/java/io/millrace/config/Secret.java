package io.millrace.config;

import java.util.List;
import java.util.Optional;

/** A value that is never shown: not in a log, a property or a message. */
public final class Secret {
    /** None was set. */
    public static final Secret NONE = new Secret("");

    private final String value;
    private final AwsSecret kept;
    private final Fault fault;

    Secret(String value) {
        this(value, null, null);
    }

    private Secret(String value, AwsSecret kept, Fault fault) {
        this.value = value;
        this.kept = kept;
        this.fault = fault;
    }

    /** One that is read when it is needed. */
    static Secret keptBy(AwsSecret kept) {
        return new Secret("", kept, null);
    }

    /** One that this process does not have, and does not need as far as it knows. */
    static Secret absent(Fault fault) {
        return new Secret("", null, fault);
    }

    /** Why this process does not have it, where its reference leads nowhere here. */
    public Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /** Where it is kept, if it is not known yet. */
    public Optional<AwsSecret> kept() {
        return Optional.ofNullable(kept);
    }

    /**
     * The value itself, for whom it is meant.
     *
     * @throws IllegalStateException if it is kept elsewhere
     * @throws ConfigException if its reference leads nowhere
     */
    public String reveal() {
        if (fault != null) {
            throw new ConfigException(List.of(fault));
        }
        if (kept != null) {
            throw new IllegalStateException(kept.setting() + " is kept by AWS and has to be read there");
        }
        return value;
    }

    public boolean isSet() {
        return kept != null || fault != null || !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "***" : "";
    }
}
