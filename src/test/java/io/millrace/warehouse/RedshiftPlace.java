package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.ObjectStore;
import io.millrace.local.redshift.RedshiftServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A database of its own on the tests' stand-in for Redshift, which reads a lake under a bucket's name of its own. */
record RedshiftPlace(HikariDataSource source, String bucket) implements Place {
    private static final Map<String, ObjectStore> LAKES = new ConcurrentHashMap<>();
    private static RedshiftServer server;
    private static int buckets;

    static synchronized Place open() throws Exception {
        if (server == null) {
            server = RedshiftServer.start(
                    (bucket, key) -> Optional.ofNullable(LAKES.get(bucket)).flatMap(lake -> lake.get(key)),
                    Path.of("target", "redshift"));
        }
        return new RedshiftPlace(Redshift.pool("test", server.database(), "postgres", "secret"), "lake-" + ++buckets);
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
    public void close() {
        LAKES.remove(bucket);
        source.close();
    }
}
