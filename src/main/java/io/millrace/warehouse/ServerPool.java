package io.millrace.warehouse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Pools of connections to servers, none of which is opened yet: a server that is away now may be there later. */
final class ServerPool {
    private static final int CONNECTIONS = 4;

    private ServerPool() {}

    /**
     * @param name of the warehouse
     * @param driver name of the driver's class, which is loaded here
     * @param properties of the driver, user and password among them; asked for each connection
     * @param renewal asked after a login was refused: whether other properties are given now
     * @param patience how long to wait for a connection
     */
    static HikariDataSource open(
            String name,
            String driver,
            String url,
            Supplier<Properties> properties,
            BooleanSupplier renewal,
            Duration patience) {
        var config = new HikariConfig();
        config.setPoolName("warehouse-" + name);
        config.setDataSource(new CarefulLogin(
                () -> new DriverDataSource(url, driver, properties.get(), null, null), renewal, System::nanoTime));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(patience.toMillis());
        var denied = new DeniedSession();
        config.setExceptionOverride(denied);
        var pool = new HikariDataSource(config);
        denied.watch(pool);
        return pool;
    }
}
