package io.millrace.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A single value as it is written, in a file, a flag or a variable. Each reading of it either succeeds or adds a fault
 * and is absent.
 *
 * @param raw without quotes, otherwise as it stands there
 */
public record Scalar(String raw, Place place, Faults faults) implements YamlValue {
    @Override
    public String description() {
        return Quoted.of(raw);
    }

    /** Adds the fault that something else was expected here. */
    public <T> Optional<T> unexpected(String expected) {
        faults.add(place, found(expected));
        return Optional.empty();
    }

    /** The same fault, which is for somebody else to add. */
    Fault fault(String expected) {
        return place.fault(found(expected));
    }

    private String found(String expected) {
        return "found " + description() + ", expected " + expected;
    }

    /** A text that is not blank, without the spaces around it. */
    public Optional<String> text() {
        return raw.isBlank() ? unexpected("a text") : Optional.of(raw.strip());
    }

    /** A text of the form. */
    public Optional<String> text(Pattern form, String expected) {
        var text = raw.strip();
        return form.matcher(text).matches() ? Optional.of(text) : unexpected(expected);
    }

    /** One of the words, exactly. */
    public Optional<String> oneOf(Collection<String> words) {
        var text = raw.strip();
        if (words.contains(text)) {
            return Optional.of(text);
        }
        faults.add(place, "found " + description() + ", " + Nearest.hint(text, words));
        return Optional.empty();
    }

    /** A constant of the enum, which is written in lower case and with hyphens: {@code trim-horizon}. */
    public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        var constants = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Scalar::word, e -> e));
        var words = Arrays.stream(type.getEnumConstants()).map(Scalar::word).toList();
        return oneOf(words).map(constants::get);
    }

    /** How a constant is written in a configuration. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Optional<Boolean> bool() {
        return oneOf(List.of("true", "false")).map(Boolean::valueOf);
    }

    /** A whole number within the bounds, which belong to it. */
    public Optional<Integer> integer(int min, int max) {
        var expected = max == Integer.MAX_VALUE
                ? "a whole number of at least " + min
                : "a whole number from " + min + " to " + max;
        try {
            var number = Integer.parseInt(raw.strip());
            return number < min || number > max ? unexpected(expected) : Optional.of(number);
        } catch (NumberFormatException e) {
            return unexpected(expected);
        }
    }

    public Optional<BigDecimal> decimal() {
        var text = raw.strip();
        // Kept short, as 1e999999999 would be a number of a gigabyte once written out.
        return text.matches("[+-]?\\d{1,38}(\\.\\d{1,38})?")
                ? Optional.of(new BigDecimal(text))
                : unexpected("a decimal number such as 0 or 12.50");
    }

    /** A duration within the bounds, which belong to it. */
    public Optional<Duration> duration(Duration min, Duration max) {
        var duration = DurationText.read(raw.strip());
        if (duration.isEmpty()) {
            return unexpected(DurationText.FORMS);
        }
        return duration.get().compareTo(min) < 0 || duration.get().compareTo(max) > 0
                ? unexpected("from " + DurationText.write(min) + " to " + DurationText.write(max))
                : duration;
    }

    /** A size in bytes within the bounds, which belong to it. */
    public Optional<Long> bytes(long min, long max) {
        var bytes = SizeText.read(raw.strip());
        if (bytes.isEmpty()) {
            return unexpected(SizeText.FORMS);
        }
        return bytes.get() < min || bytes.get() > max
                ? unexpected("from " + SizeText.write(min) + " to " + SizeText.write(max))
                : bytes;
    }
}
