package io.millrace.warehouse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/** How an Amazon Redshift cluster or serverless workgroup is connected to. */
public final class Redshift {
    private static final int CONNECTIONS = 4;
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
        var config = new HikariConfig();
        config.setPoolName("warehouse-" + name);
        config.setJdbcUrl(url);
        if (!user.isEmpty()) {
            config.setUsername(user);
        }
        if (!password.isEmpty()) {
            config.setPassword(password);
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    /** A warehouse there, which reads the lake's files itself. */
    public static Warehouse warehouse(String name, DataSource pool, CopySource source) {
        return new Warehouse(name, "redshift", new RedshiftDialect(name, source), pool);
    }
}
