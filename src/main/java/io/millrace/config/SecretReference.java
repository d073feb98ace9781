package io.millrace.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a secret stands: {@code {{env:NAME}}} or {@code {{file:PATH}}}. */
final class SecretReference {
    private static final Pattern FORM = Pattern.compile("\\{\\{\\s*(env|file|aws):(.+?)\\s*}}");

    /** What Secrets Manager takes as a name, or an ARN; and a key. */
    private static final Pattern AWS = Pattern.compile("([A-Za-z0-9/_+=.@:-]{1,2048})(?:#(.+))?");

    private final Map<String, String> environment;
    private final boolean needed;

    SecretReference(Map<String, String> environment) {
        this(environment, true);
    }

    /** @param needed whether it is a fault where a reference leads nowhere, and not only for who asks for the secret */
    SecretReference(Map<String, String> environment, boolean needed) {
        this.environment = environment;
        this.needed = needed;
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reads it; a value that stands in a file or a flag itself is refused, as that is where it would be seen. */
    Optional<Secret> read(Scalar value, String setting, Path base, boolean inVariable) {
        var raw = value.raw().strip();
        var reference = FORM.matcher(raw);
        if (reference.matches()) {
            return switch (reference.group(1)) {
                case "env" -> fromEnvironment(value, reference.group(2));
                case "aws" -> fromAws(value, setting, reference.group(2));
                default -> fromFile(value, base.resolve(reference.group(2)));
            };
        }
        if (raw.isEmpty() || inVariable) {
            return Optional.of(new Secret(raw));
        }
        // Not what was found: it may be the secret.
        value.faults()
                .add(
                        value.place(),
                        "found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}}"
                                + " for a mounted file, or {{aws:NAME}} for a secret of AWS");
        return Optional.empty();
    }

    private Optional<Secret> fromEnvironment(Scalar value, String name) {
        var found = environment.getOrDefault(name, "");
        return found.isEmpty()
                ? absent(value, "a variable that is set: export " + name)
                : Optional.of(new Secret(found));
    }

    private static Optional<Secret> fromAws(Scalar value, String setting, String reference) {
        var parts = AWS.matcher(reference);
        return parts.matches()
                ? Optional.of(Secret.keptBy(new AwsSecret(parts.group(1), parts.group(2), setting)))
                : value.unexpected(
                        "the name or ARN of a secret, such as {{aws:prod/shop}}, and a key of it where it is a"
                                + " JSON object: {{aws:prod/shop#password}}");
    }

    private Optional<Secret> absent(Scalar value, String expected) {
        return needed ? value.unexpected(expected) : Optional.of(Secret.absent(value.fault(expected)));
    }

    private Optional<Secret> fromFile(Scalar value, Path file) {
        try {
            // A secret that was written with an editor ends with a line end, which is not part of it.
            var text = Files.readString(file).stripTrailing();
            return text.isEmpty() ? absent(value, "a file that holds something") : Optional.of(new Secret(text));
        } catch (IOException e) {
            return absent(value, "a file that can be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
