package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.FakeLake;
import io.millrace.lake.ObjectStore;
import io.millrace.local.snowflake.Bucket;
import io.millrace.local.snowflake.SnowflakeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A database that the same tests are run in. */
interface Place extends AutoCloseable {
    DataSource source();

    /** A warehouse there, over a source of connections to it. */
    Warehouse warehouse(String name, DataSource source);

    /** Whoever reads a load's files without Millrace finds them there. */
    default void reads(ObjectStore lake) {}

    /** A test's statement, which is written as DuckDB takes it, in the words of this one. */
    String query(String sql);

    /** A time as a text in UTC, in a test's query. */
    String utc(String time);

    /** Has a connection lost on the server's side, perhaps others with it; a file's is closed. */
    default void cut(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    void close() throws Exception;

    /** A file in a folder. */
    static Place duckDb(Path folder) throws Exception {
        var file = DuckDb.open(folder.resolve("warehouse.duckdb"), "128MB");
        return new Place() {
            @Override
            public DataSource source() {
                return file;
            }

            @Override
            public Warehouse warehouse(String name, DataSource source) {
                return Warehouse.duckDb(name, source);
            }

            @Override
            public String query(String sql) {
                return sql;
            }

            @Override
            public String utc(String time) {
                return "strftime(" + time + " AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f')";
            }

            @Override
            public void close() throws Exception {
                file.close();
            }
        };
    }

    /** A database of its own on the tests' server. */
    static Place mySql(Path folder) throws Exception {
        var pool = MySql.pool("test", MySqlServer.database(), MySqlServer.USER, MySqlServer.PASSWORD, folder);
        return new MySqlPlace(pool);
    }

    /** A stand-in of its own for Snowflake, whose stage is its own and files are uploaded into. */
    static Place snowflake(Path folder) throws Exception {
        var server = SnowflakeServer.start(Files.createTempDirectory(folder, "snowflake"), Bucket.NONE);
        return new SnowflakePlace(
                server,
                new LakeBucket(),
                Snowflake.pool("test", server.url(), SnowflakePlace.LOGIN),
                SnowflakeOptions.UPLOADED);
    }

    /** The same with an external stage over the lake, as the statements that {@code ddl} prints make it. */
    static Place snowflakeStage(Path folder, SnowflakeOptions.Loads loads) throws Exception {
        var bucket = new LakeBucket();
        var server = SnowflakeServer.start(Files.createTempDirectory(folder, "snowflake"), bucket);
        var options = new SnowflakeOptions(
                loads, "LAKE", "lake", "TESTS", "PUBLIC", "LOADER", "SMALL", Duration.ofMinutes(15));
        var place =
                new SnowflakePlace(server, bucket, Snowflake.pool("test", server.url(), SnowflakePlace.LOGIN), options);
        var warehouse = place.warehouse("test", place.source());
        try (var connection = place.source().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : warehouse.setup()) {
                statement.execute(sql);
            }
        }
        return place;
    }

    /** The fake lake as a bucket. */
    final class LakeBucket implements Bucket {
        private volatile ObjectStore lake = new FakeLake();

        @Override
        public List<String> keys(String prefix) {
            return lake.list(prefix, "", Integer.MAX_VALUE);
        }

        @Override
        public byte[] content(String key) {
            return lake.get(key).orElseThrow();
        }
    }

    /** Over Snowflake's driver. */
    record SnowflakePlace(SnowflakeServer server, LakeBucket bucket, HikariDataSource source, SnowflakeOptions options)
            implements Place {
        static final SnowflakeLogin LOGIN =
                new SnowflakeLogin(SnowflakeServer.USER, SnowflakeServer.PASSWORD, "", "", false, "", "");
        private static final Pattern QUOTED = Pattern.compile("\"[a-z]+\"");

        @Override
        public void reads(ObjectStore lake) {
            bucket.lake = lake;
        }

        @Override
        public Warehouse warehouse(String name, DataSource connections) {
            return Snowflake.warehouse(name, options, connections);
        }

        @Override
        public String query(String sql) {
            return QUOTED.matcher(sql).replaceAll(name -> name.group().toUpperCase(Locale.ROOT));
        }

        @Override
        public String utc(String time) {
            return "to_char(convert_timezone('UTC', " + time + "), 'YYYY-MM-DD HH24:MI:SS.FF6')";
        }

        /** The same for another login; the server is not its own. */
        Place login(SnowflakeLogin login) {
            var pool = Snowflake.pool("test", server.url(), login);
            return new SnowflakePlace(null, bucket, pool, options);
        }

        @Override
        public void cut(Connection connection) throws SQLException {
            server.dropSessions();
        }

        @Override
        public void close() throws Exception {
            source.close();
            if (server != null) {
                server.close();
            }
        }
    }

    /** Over a server. */
    record MySqlPlace(HikariDataSource source) implements Place {
        @Override
        public Warehouse warehouse(String name, DataSource connections) {
            return MySql.warehouse(name, connections);
        }

        @Override
        public String query(String sql) {
            return sql.replace('"', '`').replace("ORDER BY ALL", "ORDER BY 1, 2, 3");
        }

        @Override
        public String utc(String time) {
            return "CAST(" + time + " AS CHAR)";
        }

        @Override
        public void cut(Connection connection) throws SQLException {
            var id = Warehouse.rows(connection, "SELECT connection_id() AS id")
                    .get(0)
                    .get("id");
            try (var other = source.getConnection();
                    var statement = other.createStatement()) {
                statement.execute("KILL " + id);
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
