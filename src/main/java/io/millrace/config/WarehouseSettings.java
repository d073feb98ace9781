package io.millrace.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One warehouse.
 *
 * @param name unique, {@code [a-z][a-z0-9_-]*}
 * @param path the database file of a DuckDB warehouse
 * @param every pause between two loads
 */
public record WarehouseSettings(String name, Type type, Path path, Duration every) {
    /** What kind of warehouse it is. */
    public enum Type {
        DUCKDB(Duration.ofSeconds(5)),
        MYSQL(Duration.ofSeconds(5)),
        REDSHIFT(Duration.ofMinutes(15)),
        SNOWFLAKE(Duration.ofMinutes(15));

        private final Duration every;

        Type(Duration every) {
            this.every = every;
        }
    }

    static final String PREFIX = "millrace.warehouses.";

    static WarehouseSettings of(Keys keys, String name, Path data, LoadSettings load) {
        var type = keys.oneOf(PREFIX + name + ".type", Type.class);
        if (type != Type.DUCKDB) {
            keys.fault(
                    PREFIX + name + ".type",
                    "this version loads into duckdb alone: write duckdb, or remove the warehouse");
        }
        return new WarehouseSettings(name, type, path(keys, name, data), every(keys, name, type, load));
    }

    private static Path path(Keys keys, String name, Path data) {
        var key = PREFIX + name + ".path";
        if (keys.isSet(key)) {
            return keys.path(key);
        }
        var path = data.resolve("warehouse").resolve(name + ".duckdb");
        keys.put(key, path.toString());
        return path;
    }

    private static Duration every(Keys keys, String name, Type type, LoadSettings load) {
        var key = PREFIX + name + ".every";
        if (keys.isSet(key)) {
            return keys.duration(key, LoadSettings.SHORTEST, LoadSettings.LONGEST);
        }
        var every = load.every().orElse(type.every);
        keys.put(key, DurationText.write(every));
        return every;
    }
}
