package io.millrace.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reference to a secret, {@code {{env:NAME}}}: what it refers to is read at use, and never printed or kept. */
public final class Secret {
    static final String FORM = "a reference such as \"{{env:NAME}}\", NAME being an environment variable";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*env:([A-Za-z_][A-Za-z0-9_]*)\\s*}}");

    private final String variable;
    private final Place place;

    private Secret(String variable, Place place) {
        this.variable = variable;
        this.place = place;
    }

    static Optional<Secret> read(String text, Place place) {
        var reference = REFERENCE.matcher(text);
        return reference.matches() ? Optional.of(new Secret(reference.group(1), place)) : Optional.empty();
    }

    /**
     * The secret itself.
     *
     * @throws IllegalStateException when the environment does not hold it
     */
    public String reveal(Map<String, String> environment) {
        var value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "the environment variable " + variable + " that " + place + " refers to is not set: set it");
        }
        return value;
    }

    /** The reference, not what it refers to. */
    @Override
    public String toString() {
        return "{{env:" + variable + "}}";
    }
}
