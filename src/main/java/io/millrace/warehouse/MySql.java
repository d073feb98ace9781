package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** How a MySQL or MariaDB server is connected to. */
public final class MySql {
    /** Compare code points and do not pad. */
    private static final String MYSQL_COLLATION = "utf8mb4_0900_bin";

    private static final String MARIADB_COLLATION = "utf8mb4_nopad_bin";
    private static final String DRIVER = "com.mysql.cj.jdbc.Driver";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private MySql() {}

    /**
     * A pool of connections, none of which is opened yet: a server that is away now may be there later.
     *
     * @param url JDBC address, as {@code jdbc:mysql://host:3306/database}
     * @param files folder of the files that may be sent to the server, which can ask for any that it is allowed
     */
    public static HikariDataSource pool(String name, String url, String user, String password, Path files) {
        return pool(name, url, user, () -> password, () -> false, files);
    }

    /**
     * The same with a password that may change.
     *
     * @param password asked for each connection
     * @param renewal asked after it was refused: whether there is another now
     */
    public static HikariDataSource pool(
            String name, String url, String user, Supplier<String> password, BooleanSupplier renewal, Path files) {
        return ServerPool.open(
                name,
                DRIVER,
                url,
                () -> {
                    var properties = properties(user, files);
                    properties.setProperty("password", password.get());
                    return properties;
                },
                renewal,
                PATIENCE);
    }

    /**
     * The same with a password that holds for a while only. It goes to the server as it is, so through TLS or not at all.
     *
     * @param token asked for each connection
     */
    public static HikariDataSource pool(String name, String url, String user, Supplier<String> token, Path files) {
        return ServerPool.open(
                name,
                DRIVER,
                url,
                () -> {
                    var properties = properties(user, files);
                    properties.setProperty("password", token.get());
                    if (!url.toLowerCase(Locale.ROOT).contains("sslmode=")) {
                        properties.setProperty("sslMode", "REQUIRED");
                    }
                    return properties;
                },
                () -> false,
                PATIENCE);
    }

    private static Properties properties(String user, Path files) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty(
                "allowLoadLocalInfileInPath", files.toAbsolutePath().toString());
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("useCursorFetch", "true");
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("connectTimeout", Long.toString(PATIENCE.toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "sessionVariables",
                "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO',transaction_isolation='READ-COMMITTED'");
        return properties;
    }

    /** A warehouse there; the server is asked what it is with the first statement. */
    public static Warehouse warehouse(String name, DataSource pool) {
        return new Warehouse(name, "mysql", new MySqlDialect(new Collation(pool)), pool);
    }

    /** One for its statements alone, as MySQL takes them; MariaDB calls the collation {@code utf8mb4_nopad_bin}. */
    public static Warehouse unopened(String name, Access access) {
        return new Warehouse(name, "mysql", new MySqlDialect(() -> MYSQL_COLLATION, access), null);
    }

    /** Asks the server until it has answered once. */
    private static final class Collation implements Supplier<String> {
        private final DataSource pool;
        private volatile String known;

        Collation(DataSource pool) {
            this.pool = pool;
        }

        @Override
        public String get() {
            var collation = known;
            if (collation == null) {
                try (var connection = pool.getConnection()) {
                    var version = Warehouse.rows(connection, "SELECT version() AS version")
                            .get(0)
                            .get("version")
                            .toString();
                    collation =
                            version.toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB_COLLATION : MYSQL_COLLATION;
                    known = collation;
                } catch (SQLException e) {
                    throw new UncheckedIOException(new IOException(e.getMessage(), e));
                }
            }
            return collation;
        }
    }
}
