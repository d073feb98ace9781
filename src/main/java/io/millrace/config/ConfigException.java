package io.millrace.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message has one fault a line and is meant for the user as it is. */
public final class ConfigException extends RuntimeException {
    private final transient List<Fault> faults;

    public ConfigException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order in which they are printed. */
    public List<Fault> faults() {
        return faults;
    }
}
