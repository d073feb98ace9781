package io.millrace.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the settings by key, and notes each as it was read for the flat properties. A value with a fault reads as some
 * valid one, as the fault will be thrown once all settings are read.
 */
final class Keys {
    private final Map<String, Setting> settings;
    private final String file;
    private final Faults faults;
    private final Map<String, String> properties = new TreeMap<>();
    private final SecretReference secrets;

    /**
     * @param file the configuration file, for settings that are missing; may be empty
     * @param secrets where secrets are looked up
     */
    Keys(Map<String, Setting> settings, String file, SecretReference secrets, Faults faults) {
        this.settings = settings;
        this.secrets = secrets;
        this.file = file;
        this.faults = faults;
    }

    /** All that was read so far, by key. */
    Map<String, String> properties() {
        return properties;
    }

    /** Whether it has a value, by default or otherwise. */
    boolean isSet(String key) {
        return !settings.get(key).value().raw().isBlank();
    }

    /** Whether somebody set it, so that it is not the default. */
    boolean isOwn(String key) {
        return settings.get(key).isOwn();
    }

    /** Notes a value that was not read but derived. */
    String put(String key, String value) {
        properties.put(key, value);
        return value;
    }

    void missing(String key, String message) {
        faults.add(new Place(file, 0, Setting.inFile(key)), message);
    }

    void fault(String key, String message) {
        var value = settings.get(key).value();
        faults.add(value.place(), "found " + value.description() + ", but " + message);
    }

    /** Whether something of the form stands in the value. */
    boolean holds(String key, Pattern form) {
        return form.matcher(settings.get(key).value().raw()).find();
    }

    /** Refuses a value of a setting that does not go with others, without showing it. */
    void unwanted(String key, String message) {
        if (isSet(key)) {
            faults.add(settings.get(key).value().place(), message);
        }
        put(key, "");
    }

    String text(String key, Pattern form, String expected) {
        return read(key, value -> value.text(form, expected), "", text -> text);
    }

    int integer(String key, int min, int max) {
        return read(key, value -> value.integer(min, max), min, String::valueOf);
    }

    Duration duration(String key, Duration min, Duration max) {
        return read(key, value -> value.duration(min, max), min, DurationText::write);
    }

    /** In bytes, also as a property. */
    long bytes(String key, long min, long max) {
        return read(key, value -> value.bytes(min, max), min, String::valueOf);
    }

    <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        return read(key, value -> value.oneOf(type), type.getEnumConstants()[0], Scalar::word);
    }

    Path path(String key) {
        var base = settings.get(key).base();
        return read(key, value -> path(value, base), Path.of(""), Path::toString);
    }

    private static Optional<Path> path(Scalar value, Path base) {
        if (value.raw().startsWith("~")) {
            return value.unexpected("a path without ~, which only a shell understands: write the whole path");
        }
        try {
            return value.text().map(text -> base.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return value.unexpected("a path: " + e.getReason());
        }
    }

    /** A secret, by reference; from a variable also the value itself. It is noted as {@code ***}. */
    Secret secret(String key) {
        var setting = settings.get(key);
        var inVariable = setting.value().place().toString().equals(Setting.variable(key));
        var secret = secrets.read(setting.value(), Setting.inFile(key), setting.base(), inVariable)
                .orElse(Secret.NONE);
        properties.put(key, secret.toString());
        return secret;
    }

    /** A value of a form of its own. */
    <T> T one(String key, Function<Scalar, Optional<T>> how, T otherwise, Function<T, String> write) {
        return read(key, how, otherwise, write);
    }

    private <T> T read(String key, Function<Scalar, Optional<T>> how, T otherwise, Function<T, String> write) {
        var value = settings.get(key).value();
        var read = value.raw().contains("{{")
                ? value.<T>unexpected("the value itself, as references are for secrets: to take it from the "
                        + "environment, set " + Setting.variable(key))
                : how.apply(value);
        read.ifPresent(found -> properties.put(key, write.apply(found)));
        return read.orElse(otherwise);
    }
}
