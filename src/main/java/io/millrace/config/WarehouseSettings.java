package io.millrace.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One warehouse.
 *
 * @param name unique, {@code [a-z][a-z0-9_-]*}
 * @param path the database file of a DuckDB warehouse; null of others
 * @param every pause between two loads
 * @param url JDBC address of others than DuckDB; empty of those
 * @param user who logs in there; may be empty
 * @param password of that user; may be none
 * @param mySql what only MySQL has; null of others
 * @param redshift what only Redshift has; null of others
 * @param snowflake what only Snowflake has; null of others
 */
public record WarehouseSettings(
        String name,
        Type type,
        Path path,
        Duration every,
        LoadFrom from,
        String url,
        String user,
        Secret password,
        MySqlSettings mySql,
        RedshiftSettings redshift,
        SnowflakeSettings snowflake) {
    /** What kind of warehouse it is. */
    public enum Type {
        DUCKDB(Duration.ofSeconds(5), ""),
        MYSQL(Duration.ofSeconds(5), "//host:3306/database"),
        REDSHIFT(Duration.ofMinutes(15), "//host:5439/database"),
        SNOWFLAKE(Duration.ofMinutes(15), SnowflakeSettings.ADDRESS);

        private final Duration every;
        private final String example;

        /**
         * @param every pause between two loads, where none is set
         * @param example of an address, behind its beginning
         */
        Type(Duration every, String example) {
            this.every = every;
            this.example = example;
        }
    }

    static final String PREFIX = "millrace.warehouses.";

    /** As an option of the address, or before its host. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password\\d?|_pwd|token|secret)=|//[^/?]*:[^/?]*@");

    static WarehouseSettings of(Keys keys, String name, Path data, LoadSettings load) {
        var type = keys.oneOf(PREFIX + name + ".type", Type.class);
        return type == Type.DUCKDB ? file(keys, name, data, load) : server(keys, name, type, load);
    }

    private static WarehouseSettings file(Keys keys, String name, Path data, LoadSettings load) {
        for (var key : List.of(".url", ".user", ".password")) {
            keys.unwanted(
                    PREFIX + name + key, "a warehouse of type duckdb is a file: set path instead, or another type");
        }
        return new WarehouseSettings(
                name,
                Type.DUCKDB,
                path(keys, name, data),
                every(keys, name, Type.DUCKDB, load),
                from(keys, name, load),
                "",
                "",
                Secret.NONE,
                MySqlSettings.of(keys, PREFIX + name, false),
                RedshiftSettings.of(keys, PREFIX + name, false, ""),
                SnowflakeSettings.of(keys, PREFIX + name, false));
    }

    private static WarehouseSettings server(Keys keys, String name, Type type, LoadSettings load) {
        keys.unwanted(
                PREFIX + name + ".path", "a warehouse of this type is a server: set url instead, or type: duckdb");
        var url = url(keys, name, type);
        return new WarehouseSettings(
                name,
                type,
                null,
                every(keys, name, type, load),
                from(keys, name, load),
                url,
                optional(keys, PREFIX + name + ".user"),
                keys.secret(PREFIX + name + ".password"),
                MySqlSettings.of(keys, PREFIX + name, type == Type.MYSQL),
                RedshiftSettings.of(keys, PREFIX + name, type == Type.REDSHIFT, url),
                SnowflakeSettings.of(keys, PREFIX + name, type == Type.SNOWFLAKE));
    }

    private static String url(Keys keys, String name, Type type) {
        var key = PREFIX + name + ".url";
        var prefix = "jdbc:" + Scalar.word(type) + ":";
        if (!keys.isSet(key)) {
            keys.missing(key, "is missing, expected an address such as " + prefix + type.example);
            return keys.put(key, "");
        }
        if (keys.holds(key, PASSWORD)) {
            keys.unwanted(key, "holds a password, which would be shown: set user and password instead");
            return "";
        }
        return keys.text(key, Pattern.compile("(?i)" + prefix + ".+"), "an address that begins with " + prefix);
    }

    private static String optional(Keys keys, String key) {
        return keys.isSet(key) ? keys.text(key, Pattern.compile(".+"), "a text") : keys.put(key, "");
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

    private static LoadFrom from(Keys keys, String name, LoadSettings load) {
        var key = PREFIX + name + ".from";
        if (keys.isSet(key)) {
            return LoadFrom.of(keys, key);
        }
        keys.put(key, load.from().from());
        return load.from();
    }
}
