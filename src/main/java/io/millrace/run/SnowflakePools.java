package io.millrace.run;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.WarehouseSettings;
import io.millrace.warehouse.Snowflake;
import io.millrace.warehouse.SnowflakeLogin;
import io.millrace.warehouse.SnowflakeOptions;
import io.millrace.warehouse.Warehouse;
import java.util.regex.Pattern;

/** The configured Snowflake warehouses. */
public final class SnowflakePools {
    private static final Pattern DATABASE = Pattern.compile("(?i)[?&]db=([^&]+)");
    private static final Pattern SCHEMA = Pattern.compile("(?i)[?&]schema=([^&]+)");

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

    /** @param pool null, if it is only asked for its statements */
    static Warehouse warehouse(WarehouseSettings configured, String bucket, HikariDataSource pool) {
        var own = configured.snowflake();
        var options = new SnowflakeOptions(
                switch (own.mode()) {
                    case COPY -> SnowflakeOptions.Loads.HERE;
                    case TASK -> SnowflakeOptions.Loads.TASK;
                    case SNOWPIPE -> SnowflakeOptions.Loads.SNOWPIPE;
                },
                own.integration(),
                bucket,
                option(configured.url(), DATABASE, "MILLRACE"),
                option(configured.url(), SCHEMA, "PUBLIC"),
                own.role(),
                own.compute(),
                configured.every());
        return Snowflake.warehouse(configured.name(), options, pool);
    }

    private static String option(String url, Pattern name, String otherwise) {
        var matcher = name.matcher(url);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
