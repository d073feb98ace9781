package io.millrace.warehouse;

import java.util.Properties;

/**
 * Who logs in at Snowflake, and how; what is not set is empty.
 *
 * @param keyFile file of the private key, of a user with a key pair; then {@code password} is the key's
 * @param token a programmatic access token, or with {@code oauth} an access token of OAuth
 * @param role the role of the session
 * @param compute the virtual warehouse that runs its statements
 */
public record SnowflakeLogin(
        String user, String password, String keyFile, String token, boolean oauth, String role, String compute) {
    /** As the driver takes them. */
    Properties properties() {
        var properties = new Properties();
        put(properties, "user", user);
        put(properties, "role", role);
        put(properties, "warehouse", compute);
        if (!keyFile.isEmpty()) {
            put(properties, "authenticator", "SNOWFLAKE_JWT");
            put(properties, "private_key_file", keyFile);
            put(properties, "private_key_pwd", password);
        } else if (!token.isEmpty()) {
            put(properties, "authenticator", oauth ? "OAUTH" : "PROGRAMMATIC_ACCESS_TOKEN");
            put(properties, "token", token);
        } else {
            put(properties, "password", password);
        }
        return properties;
    }

    private static void put(Properties properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.setProperty(name, value);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return user + (role.isEmpty() ? "" : " as " + role);
    }
}
