package io.millrace.run;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.config.Secret;
import io.millrace.config.WarehouseSettings;
import io.millrace.warehouse.Access;
import io.millrace.warehouse.CopySource;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.Snowflake;
import io.millrace.warehouse.SnowflakeLogin;
import io.millrace.warehouse.SnowflakeOptions;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The configured warehouses that are on servers. */
public final class Servers {
    private static final Pattern DATABASE = Pattern.compile("(?i)[?&]db=([^&]+)");
    private static final Pattern CURRENT_SCHEMA = Pattern.compile("(?i)[?&;]currentSchema=([^&;,]+)");
    /** The database that an address names behind its host. */
    private static final Pattern PATH = Pattern.compile("//[^/?;]*/([^/?;]+)");

    private static final Pattern SCHEMA = Pattern.compile("(?i)[?&]schema=([^&]+)");

    private Servers() {}

    /**
     * Connections to one, none of which is opened yet.
     *
     * @param region of AWS, for a login with IAM
     * @param work folder for files on their way into it
     */
    public static HikariDataSource pool(WarehouseSettings configured, String region, Path work) {
        var name = configured.name();
        var url = configured.url();
        var user = configured.user();
        var secrets = new Secrets(region);
        Supplier<String> password = () -> secrets.reveal(configured.password());
        BooleanSupplier renewal = () -> secrets.renew(secrets(configured));
        return switch (configured.type()) {
            case MYSQL ->
                configured.mySql().iamLogin()
                        ? MySql.pool(name, url, user, token(configured, region), work)
                        : MySql.pool(name, url, user, password, renewal, work);
            case REDSHIFT -> Redshift.pool(name, url, user, password, renewal);
            case SNOWFLAKE -> Snowflake.pool(name, url, () -> login(configured, secrets), renewal);
            case DUCKDB -> throw noServer(configured);
        };
    }

    /** All that may be secret about a login there. */
    public static List<Secret> secrets(WarehouseSettings configured) {
        var snowflake = configured.snowflake();
        return snowflake == null
                ? List.of(configured.password())
                : List.of(configured.password(), snowflake.token(), snowflake.oauthToken());
    }

    /** @param pool null, if it is only asked for its statements */
    public static Warehouse warehouse(WarehouseSettings configured, String bucket, HikariDataSource pool) {
        var name = configured.name();
        return switch (configured.type()) {
            case MYSQL -> pool == null ? MySql.unopened(name, access(configured, "")) : MySql.warehouse(name, pool);
            case REDSHIFT -> redshift(configured, bucket, pool);
            case SNOWFLAKE -> Snowflake.warehouse(name, options(configured, bucket), pool);
            case DUCKDB -> throw noServer(configured);
        };
    }

    private static Warehouse redshift(WarehouseSettings configured, String bucket, HikariDataSource pool) {
        var name = configured.name();
        var own = configured.redshift();
        var source = new CopySource(bucket, own.role(), own.catalog());
        return pool == null
                ? Redshift.unopened(
                        name, source, access(configured, option(configured.url(), CURRENT_SCHEMA, "public")))
                : Redshift.warehouse(name, pool, source);
    }

    private static Access access(WarehouseSettings configured, String schema) {
        return new Access(
                option(configured.url(), PATH, "millrace"),
                schema,
                configured.user().isEmpty() ? "millrace" : configured.user());
    }

    private static RdsToken token(WarehouseSettings configured, String region) {
        var chain = DefaultCredentialsProvider.builder().build();
        return new RdsToken(configured, region, chain::resolveCredentials, Clock.systemUTC());
    }

    private static SnowflakeLogin login(WarehouseSettings configured, Secrets secrets) {
        var own = configured.snowflake();
        var oauth = own.oauthToken().isSet();
        return new SnowflakeLogin(
                configured.user(),
                secrets.reveal(configured.password()),
                own.privateKey(),
                secrets.reveal(oauth ? own.oauthToken() : own.token()),
                oauth,
                own.role(),
                own.compute());
    }

    private static SnowflakeOptions options(WarehouseSettings configured, String bucket) {
        var own = configured.snowflake();
        return new SnowflakeOptions(
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
    }

    private static String option(String url, Pattern name, String otherwise) {
        var matcher = name.matcher(url);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static IllegalStateException noServer(WarehouseSettings configured) {
        return new IllegalStateException("warehouse " + configured.name() + " is a file, not a server");
    }
}
