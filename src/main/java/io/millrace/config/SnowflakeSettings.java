package io.millrace.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What only a Snowflake warehouse has; what is not set is empty.
 *
 * @param mode who loads
 * @param integration storage integration through which Snowflake reads the bucket; empty: files are uploaded
 * @param role role of the sessions
 * @param compute virtual warehouse that runs their statements
 * @param privateKey path of the user's private key; then the password is the key's
 * @param token programmatic access token of the user
 * @param oauthToken access token of OAuth
 */
public record SnowflakeSettings(
        Mode mode,
        String integration,
        String role,
        String compute,
        String privateKey,
        Secret token,
        Secret oauthToken) {
    static final String ADDRESS = "//ACCOUNT.snowflakecomputing.com/?db=PRICES&schema=PUBLIC";

    /** As they stand beside a warehouse's other keys. */
    static final List<String> KEYS =
            List.of("mode", "integration", "role", "compute", "private-key", "token", "oauth-token");

    /** Who brings the files of committed batches into the tables. */
    public enum Mode {
        /** Millrace, by COPY INTO. */
        COPY,
        /** Snowflake: pipes that the bucket notifies, and a task. */
        SNOWPIPE,
        /** Snowflake: a task by its schedule. */
        TASK
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    static SnowflakeSettings of(Keys keys, String prefix, boolean isSnowflake) {
        if (!isSnowflake) {
            KEYS.forEach(key -> keys.unwanted(
                    prefix + "." + key, "goes with a warehouse of type snowflake: remove it, or set type: snowflake"));
            return null;
        }
        var mode = keys.isSet(prefix + ".mode") ? keys.oneOf(prefix + ".mode", Mode.class) : Mode.COPY;
        keys.put(prefix + ".mode", Scalar.word(mode));
        if (mode != Mode.COPY && !keys.isSet(prefix + ".integration")) {
            keys.fault(
                    prefix + ".mode",
                    "Snowflake loads by itself only what it can read: set integration, or mode: copy");
        }
        expectOneLogin(keys, prefix);
        return new SnowflakeSettings(
                mode,
                name(keys, prefix + ".integration"),
                name(keys, prefix + ".role"),
                name(keys, prefix + ".compute"),
                keys.isSet(prefix + ".private-key")
                        ? keys.path(prefix + ".private-key").toString()
                        : keys.put(prefix + ".private-key", ""),
                keys.secret(prefix + ".token"),
                keys.secret(prefix + ".oauth-token"));
    }

    private static void expectOneLogin(Keys keys, String prefix) {
        var set = List.of(".private-key", ".token", ".oauth-token").stream()
                .map(key -> prefix + key)
                .filter(keys::isSet)
                .toList();
        if (set.size() > 1) {
            keys.unwanted(
                    set.get(1),
                    "there is another way to log in: keep one of private-key (with password, if the key has one),"
                            + " token and oauth-token, or password alone");
        }
    }

    private static String name(Keys keys, String key) {
        return keys.isSet(key) ? keys.text(key, NAME, "a name of letters, digits and underscores") : keys.put(key, "");
    }
}
