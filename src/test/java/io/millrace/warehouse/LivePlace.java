package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.FakeLake;
import io.millrace.lake.ObjectStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A place of a test's own on a real server, whose address and login variables of the environment name: a database on
 * MySQL, a schema on Redshift and Snowflake, made for the test and dropped after it. Asked for by {@code mvn verify
 * -Plive} alone. Here it was run against a MariaDB server and the stand-ins, never against a cluster or an account.
 */
final class LivePlace implements Place {
    private static final String PREFIX = "MILLRACE_LIVE_";

    private interface Cut {
        void cut(Connection connection, Connection other) throws SQLException;
    }

    private interface Drop {
        void run() throws SQLException;
    }

    private final HikariDataSource source;
    private final Function<DataSource, Warehouse> warehouse;
    private final Function<String, String> words;
    private final Function<String, String> utc;
    private final Cut cut;
    private final LiveBucket bucket;
    private final Drop drop;

    private LivePlace(
            HikariDataSource source,
            Function<DataSource, Warehouse> warehouse,
            Function<String, String> words,
            Function<String, String> utc,
            Cut cut,
            LiveBucket bucket,
            Drop drop) {
        this.source = source;
        this.warehouse = warehouse;
        this.words = words;
        this.utc = utc;
        this.cut = cut;
        this.bucket = bucket;
        this.drop = drop;
    }

    static boolean hasMySql() {
        return has("MYSQL", "URL", "USER", "PASSWORD");
    }

    static boolean hasRedshift() {
        return has("REDSHIFT", "URL", "USER", "PASSWORD", "BUCKET", "ROLE");
    }

    /** The password may be a token's or a key's place: one of PASSWORD, TOKEN and PRIVATE_KEY. */
    static boolean hasSnowflake() {
        return has("SNOWFLAKE", "URL", "USER");
    }

    private static boolean has(String type, String... names) {
        var missing = Arrays.stream(names)
                .map(name -> PREFIX + type + "_" + name)
                .filter(name -> variable(name).isEmpty())
                .toList();
        if (Boolean.getBoolean("live") && !missing.isEmpty()) {
            System.out.println("live " + type + " is left out: set " + String.join(", ", missing));
        }
        return Boolean.getBoolean("live") && missing.isEmpty();
    }

    private static String variable(String name) {
        return System.getenv().getOrDefault(name, "");
    }

    private static String own() {
        return "millrace_live_" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The user has to be allowed to make databases. */
    static Place mySql(Path folder) throws SQLException {
        var url = variable("MILLRACE_LIVE_MYSQL_URL");
        var login = properties("MYSQL");
        var name = own();
        execute(url, login, "CREATE DATABASE " + name);
        var there = url.replaceFirst("^(jdbc:mysql:[^?]*?//[^/?]+)(/[^?]*)?", "$1/" + name);
        var pool = MySql.pool("test", there, login.getProperty("user"), login.getProperty("password"), folder);
        return new LivePlace(
                pool,
                source -> MySql.warehouse("test", source),
                new Place.MySqlPlace(pool)::query,
                new Place.MySqlPlace(pool)::utc,
                (connection, other) -> run(other, "KILL " + one(connection, "SELECT connection_id() AS id")),
                null,
                () -> execute(url, login, "DROP DATABASE IF EXISTS " + name));
    }

    /** The user has to be allowed to make schemas, the role to read the bucket, and this process to write into it. */
    static Place redshift() throws SQLException {
        var url = variable("MILLRACE_LIVE_REDSHIFT_URL");
        var login = properties("REDSHIFT");
        var name = own();
        execute(url, login, "CREATE SCHEMA " + name);
        var there = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
        var bucket = new LiveBucket(variable("MILLRACE_LIVE_REDSHIFT_BUCKET"), name);
        var copies = new CopySource(bucket.place(), variable("MILLRACE_LIVE_REDSHIFT_ROLE"), "millrace");
        return new LivePlace(
                Redshift.pool("test", there, login.getProperty("user"), login.getProperty("password")),
                source -> Redshift.warehouse("test", source, copies),
                sql -> sql.replace("ORDER BY ALL", "ORDER BY 1, 2, 3"),
                time -> "CAST(" + time + " AS VARCHAR)",
                (connection, other) -> run(
                        other, "SELECT pg_terminate_backend(" + one(connection, "SELECT pg_backend_pid() AS id") + ")"),
                bucket,
                () -> execute(url, login, "DROP SCHEMA IF EXISTS " + name + " CASCADE"));
    }

    /** The role has to be allowed to make schemas in the address's database. */
    static Place snowflake() throws SQLException {
        var url = variable("MILLRACE_LIVE_SNOWFLAKE_URL");
        var login = new SnowflakeLogin(
                variable("MILLRACE_LIVE_SNOWFLAKE_USER"),
                variable("MILLRACE_LIVE_SNOWFLAKE_PASSWORD"),
                variable("MILLRACE_LIVE_SNOWFLAKE_PRIVATE_KEY"),
                variable("MILLRACE_LIVE_SNOWFLAKE_TOKEN"),
                false,
                variable("MILLRACE_LIVE_SNOWFLAKE_ROLE"),
                variable("MILLRACE_LIVE_SNOWFLAKE_COMPUTE"));
        var name = own().toUpperCase(Locale.ROOT);
        runAs(url, login, "CREATE SCHEMA IF NOT EXISTS " + name);
        var there = url.replaceFirst("([?&])schema=[^&]*", "$1schema=" + name);
        var pool = Snowflake.pool("test", there, login);
        var alike = new Place.SnowflakePlace(null, null, pool, SnowflakeOptions.UPLOADED);
        return new LivePlace(
                pool,
                source -> Snowflake.warehouse("test", SnowflakeOptions.UPLOADED, source),
                alike::query,
                alike::utc,
                (connection, other) -> run(
                        other,
                        "SELECT SYSTEM$ABORT_SESSION(" + one(connection, "SELECT current_session() AS id") + ")"),
                null,
                () -> runAs(url, login, "DROP SCHEMA IF EXISTS " + name + " CASCADE"));
    }

    private static Properties properties(String type) {
        var login = new Properties();
        login.setProperty("user", variable(PREFIX + type + "_USER"));
        login.setProperty("password", variable(PREFIX + type + "_PASSWORD"));
        return login;
    }

    private static void execute(String url, Properties login, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, login)) {
            run(connection, sql);
        }
    }

    private static void runAs(String url, SnowflakeLogin login, String sql) throws SQLException {
        try (var pool = Snowflake.pool("live", url, login);
                var connection = pool.getConnection()) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Object one(Connection connection, String sql) throws SQLException {
        return Answer.value(Warehouse.rows(connection, sql).get(0), "id");
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Warehouse warehouse(String name, DataSource connections) {
        return warehouse.apply(connections);
    }

    @Override
    public void reads(ObjectStore lake) {
        if (bucket != null) {
            ((FakeLake) lake).mirror(bucket::put);
        }
    }

    @Override
    public String query(String sql) {
        return words.apply(sql);
    }

    @Override
    public String utc(String time) {
        return utc.apply(time);
    }

    @Override
    public void cut(Connection connection) throws SQLException {
        try (var other = source.getConnection()) {
            cut.cut(connection, other);
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
        drop.run();
        if (bucket != null) {
            bucket.close();
        }
    }

    /** A folder of its own in a bucket, which the credentials and the region of AWS's default chain write into. */
    private static final class LiveBucket {
        private final String bucket;
        private final String folder;
        private final S3Client s3 = S3Client.builder()
                .forcePathStyle(System.getenv("AWS_ENDPOINT_URL_S3") != null)
                .build();

        LiveBucket(String bucket, String folder) {
            this.bucket = bucket;
            this.folder = folder;
        }

        String place() {
            return bucket + "/" + folder;
        }

        void put(String key, byte[] content) {
            s3.putObject(r -> r.bucket(bucket).key(folder + "/" + key), RequestBody.fromBytes(content));
        }

        void close() {
            try (s3) {
                s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(folder + "/")).contents().stream()
                        .map(object -> object.key())
                        .forEach(key -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
            }
        }
    }
}
