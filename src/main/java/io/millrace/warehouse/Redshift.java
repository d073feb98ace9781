package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** How an Amazon Redshift cluster or serverless workgroup is connected to. */
public final class Redshift {
    /** A serverless workgroup that has nothing to do takes a while to wake up. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Redshift() {}

    /**
     * A pool of connections, none of which is opened yet: a warehouse that is away now may be there later.
     *
     * @param url JDBC address, as {@code jdbc:redshift://host:5439/database}, or {@code jdbc:redshift:iam://…} for a login
     *     with the credentials of AWS's default chain
     * @param user may be empty where the login is by IAM
     * @param password likewise
     */
    public static HikariDataSource pool(String name, String url, String user, String password) {
        return pool(name, url, user, () -> password, () -> false);
    }

    /**
     * The same with a password that may change.
     *
     * @param password asked for each connection
     * @param renewal asked after it was refused: whether there is another now
     */
    public static HikariDataSource pool(
            String name, String url, String user, Supplier<String> password, BooleanSupplier renewal) {
        return ServerPool.open(
                name, "com.amazon.redshift.Driver", url, () -> properties(user, password.get()), renewal, PATIENCE);
    }

    private static Properties properties(String user, String password) {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        // With it a thread reads rows ahead, and closing a statement whose rows are not all read asks the server to
        // cancel: which may come late, and then ends the connection's next statement.
        properties.setProperty("enableFetchRingBuffer", "false");
        return properties;
    }

    /** A warehouse there, which reads the lake's files itself. */
    public static Warehouse warehouse(String name, DataSource pool, CopySource source) {
        return new Warehouse(name, "redshift", new RedshiftDialect(name, source), pool);
    }

    /** One for its statements alone. */
    public static Warehouse unopened(String name, CopySource source, Access access) {
        return new Warehouse(name, "redshift", new RedshiftDialect(name, source, access), null);
    }
}
