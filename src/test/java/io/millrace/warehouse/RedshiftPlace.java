package io.millrace.warehouse;

import com.amazon.redshift.RedshiftConnection;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.ObjectStore;
import io.millrace.local.redshift.RedshiftServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A database of its own on the tests' stand-in for Redshift, which reads a lake under a bucket's name of its own. */
record RedshiftPlace(HikariDataSource source, String url, String bucket) implements Place {
    private static final Map<String, ObjectStore> LAKES = new ConcurrentHashMap<>();
    private static RedshiftServer server;
    private static int buckets;

    static Place open() throws Exception {
        return login(server().database(), "postgres", "secret");
    }

    /** The tests' server, started once for all of them. */
    static synchronized RedshiftServer server() throws Exception {
        if (server == null) {
            server = RedshiftServer.start(
                    (bucket, key) -> Optional.ofNullable(LAKES.get(bucket)).flatMap(lake -> lake.get(key)),
                    Path.of("target", "redshift"));
        }
        return server;
    }

    /** A database that is there, as somebody sees it. */
    static synchronized Place login(String url, String user, String password) {
        return new RedshiftPlace(Redshift.pool("test", url, user, password), url, "lake-" + ++buckets);
    }

    @Override
    public Warehouse warehouse(String name, DataSource connections) {
        return Redshift.warehouse(
                name, connections, new CopySource(bucket, "arn:aws:iam::123456789012:role/millrace-copy", "millrace"));
    }

    @Override
    public void reads(ObjectStore lake) {
        LAKES.put(bucket, lake);
    }

    @Override
    public String query(String sql) {
        return sql.replace("ORDER BY ALL", "ORDER BY 1, 2, 3");
    }

    @Override
    public String utc(String time) {
        return "CAST(" + time + " AS VARCHAR)";
    }

    @Override
    public void cut(Connection connection) throws SQLException {
        server.cut(connection.unwrap(RedshiftConnection.class).getBackendPID());
    }

    @Override
    public void close() {
        LAKES.remove(bucket);
        source.close();
    }
}
