package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.connection.UploadStreamConfig;

/** How Snowflake is connected to. Its driver is large, and is loaded by nothing else. */
public final class Snowflake {
    /** A login takes a second or two. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * How long a load waits for another's lock, where Snowflake itself would wait for 12 hours. That of a process which was
     * killed inside of its transaction stays until Snowflake ends that, or a person does: SHOW LOCKS, then
     * SYSTEM$ABORT_TRANSACTION.
     */
    private static final Duration LOCK = Duration.ofMinutes(10);

    private static final Duration STATEMENT = Duration.ofHours(1);

    private Snowflake() {}

    /**
     * A pool of connections, none of which is opened yet.
     *
     * @param url JDBC address, as {@code jdbc:snowflake://ACCOUNT.snowflakecomputing.com/?db=PRICES&schema=PUBLIC}
     */
    public static HikariDataSource pool(String name, String url, SnowflakeLogin login) {
        return pool(name, url, () -> login, () -> false);
    }

    /**
     * The same with a login that may change.
     *
     * @param login asked for each connection
     * @param renewal asked after it was refused: whether there is another now
     */
    public static HikariDataSource pool(
            String name, String url, Supplier<SnowflakeLogin> login, BooleanSupplier renewal) {
        // Read when the driver is loaded: its own log would go to the standard error.
        System.setProperty("net.snowflake.jdbc.loggerImpl", "net.snowflake.client.internal.log.SLF4JLogger");
        return ServerPool.open(
                name,
                "net.snowflake.client.api.driver.SnowflakeDriver",
                url,
                () -> properties(login.get()),
                renewal,
                PATIENCE);
    }

    private static Properties properties(SnowflakeLogin login) {
        var properties = login.properties();
        properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
        // Otherwise each login waits for metadata addresses of three clouds.
        properties.setProperty("disablePlatformDetection", "true");
        properties.setProperty("CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", "false");
        // Arrow needs java.nio opened, which who starts a JVM would have to know.
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("TIMEZONE", "UTC");
        properties.setProperty("QUERY_TAG", "millrace");
        properties.setProperty("LOCK_TIMEOUT", Long.toString(LOCK.toSeconds()));
        properties.setProperty("STATEMENT_TIMEOUT_IN_SECONDS", Long.toString(STATEMENT.toSeconds()));
        return properties;
    }

    /** A warehouse there. @param pool null, if it is only asked for its statements */
    public static Warehouse warehouse(String name, SnowflakeOptions options, DataSource pool) {
        return new Warehouse(name, "snowflake", new SnowflakeDialect(options), pool);
    }

    /** Puts a file into an internal stage, as PUT does, whatever the path is called that it comes from. */
    static void upload(Connection connection, String stage, String prefix, String name, InputStream content)
            throws SQLException {
        connection
                .unwrap(SnowflakeConnection.class)
                .uploadStream(
                        stage,
                        name,
                        content,
                        UploadStreamConfig.builder()
                                .setDestPrefix(prefix)
                                .setCompressData(false)
                                .build());
    }
}
