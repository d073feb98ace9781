package io.millrace.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a secret stands: {@code {{env:NAME}}} or {@code {{file:PATH}}}. */
final class SecretReference {
    private static final Pattern FORM = Pattern.compile("\\{\\{\\s*(env|file):(.+?)\\s*}}");

    private final Map<String, String> environment;

    SecretReference(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads it; a value that stands in a file or a flag itself is refused, as that is where it would be seen. */
    Optional<Secret> read(Scalar value, Path base, boolean inVariable) {
        var raw = value.raw().strip();
        var reference = FORM.matcher(raw);
        if (reference.matches()) {
            return reference.group(1).equals("env")
                    ? fromEnvironment(value, reference.group(2))
                    : fromFile(value, base.resolve(reference.group(2)));
        }
        if (raw.isEmpty() || inVariable) {
            return Optional.of(new Secret(raw));
        }
        // Not what was found: it may be the secret.
        value.faults()
                .add(
                        value.place(),
                        "found the value itself, expected where it is kept: {{env:NAME}} for a variable, or {{file:PATH}}"
                                + " for a mounted file");
        return Optional.empty();
    }

    private Optional<Secret> fromEnvironment(Scalar value, String name) {
        var found = environment.getOrDefault(name, "");
        return found.isEmpty()
                ? value.unexpected("a variable that is set: export " + name)
                : Optional.of(new Secret(found));
    }

    private static Optional<Secret> fromFile(Scalar value, Path file) {
        try {
            // A secret that was written with an editor ends with a line end, which is not part of it.
            var text = Files.readString(file).stripTrailing();
            return text.isEmpty() ? value.unexpected("a file that holds something") : Optional.of(new Secret(text));
        } catch (IOException e) {
            return value.unexpected("a file that can be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
