package io.millrace.run;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.SnowflakeSettings;
import io.millrace.config.WarehouseSettings;
import io.millrace.warehouse.Snowflake;
import io.millrace.warehouse.SnowflakeLogin;
import io.millrace.warehouse.Warehouse;

/** The configured Snowflake warehouses. */
public final class SnowflakePools {
    private SnowflakePools() {}

    /** Connections to one, none of which is opened yet. */
    public static HikariDataSource pool(WarehouseSettings configured) {
        var own = configured.snowflake();
        var oauth = own.oauthToken().isSet();
        var login = new SnowflakeLogin(
                configured.user(),
                configured.password().reveal(),
                own.privateKey(),
                oauth ? own.oauthToken().reveal() : own.token().reveal(),
                oauth,
                own.role(),
                own.compute());
        return Snowflake.pool(configured.name(), configured.url(), login);
    }

    static Warehouse warehouse(WarehouseSettings configured, HikariDataSource pool) {
        var own = configured.snowflake();
        return Snowflake.warehouse(
                configured.name(),
                own.integration().isEmpty() ? "" : Snowflake.STAGE,
                own.mode() == SnowflakeSettings.Mode.COPY,
                pool);
    }
}
