package io.millrace.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A text with secret parts that are kept elsewhere: {@code Bearer {{env:TOKEN}}}. Only what is no secret is shown. */
public final class SecretText {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]*}}");

    private final String written;
    private final List<Secret> parts;
    private final boolean secret;

    private SecretText(String written, List<Secret> parts, boolean secret) {
        this.written = written;
        this.parts = List.copyOf(parts);
        this.secret = secret;
    }

    /**
     * The text; absent, with a fault, where a reference in it leads nowhere.
     *
     * @param setting what messages of later readings call it
     * @param base where paths of files begin
     * @param environment where variables are looked up
     */
    public static Optional<SecretText> read(Scalar value, String setting, Path base, Map<String, String> environment) {
        var references = new SecretReference(environment);
        var text = value.raw().strip();
        var parts = new ArrayList<Secret>();
        var matcher = REFERENCE.matcher(text);
        var end = 0;
        while (matcher.find()) {
            parts.add(new Secret(text.substring(end, matcher.start())));
            var reference = new Scalar(matcher.group(), value.place(), value.faults());
            if (!SecretReference.isOne(matcher.group())) {
                return reference.unexpected("a reference: {{env:NAME}} for a variable, {{file:PATH}} for a mounted"
                        + " file, or {{aws:NAME}} for a secret of AWS");
            }
            var part = references.read(reference, setting, base, false);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
            end = matcher.end();
        }
        parts.add(new Secret(text.substring(end)));
        return Optional.of(new SecretText(text, parts, end > 0));
    }

    /** Whether a part of it is kept elsewhere. */
    public boolean isSecret() {
        return secret;
    }

    /** The whole text, for whom it is meant. */
    public String reveal(Function<Secret, String> secrets) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(secrets.apply(part)));
        return text.toString();
    }

    /** As it was written: with references in the place of what is secret. */
    @Override
    public String toString() {
        return written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText text && text.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }
}
