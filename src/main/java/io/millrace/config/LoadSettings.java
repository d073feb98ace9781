package io.millrace.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How committed batches get into the warehouses.
 *
 * @param batches that one load takes at most
 * @param every pause between two loads, of warehouses that do not say it themselves; absent: as their type has it
 */
public record LoadSettings(int batches, Optional<Duration> every, LoadFrom from) {
    static final Duration SHORTEST = Duration.ofMillis(10);
    static final Duration LONGEST = Duration.ofDays(7);

    static final String FROM = "millrace.load.from";
    private static final int MOST_BATCHES = 1_000;

    static LoadSettings of(Keys keys) {
        var key = "millrace.load.every";
        var every = keys.isSet(key) ? Optional.of(keys.duration(key, SHORTEST, LONGEST)) : Optional.<Duration>empty();
        if (every.isEmpty()) {
            keys.put(key, "");
        }
        return new LoadSettings(keys.integer("millrace.load.batches", 1, MOST_BATCHES), every, LoadFrom.of(keys, FROM));
    }
}
