package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.ObjectStore;
import java.nio.file.Path;
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
        public void close() {
            source.close();
        }
    }
}
