package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.config.WarehouseSettings;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configured warehouses, open. */
public final class Warehouses implements AutoCloseable {
    private static final String MEMORY = "192MB";

    private final List<Warehouse> all = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Warehouses() {}

    /** @param work folder for files on their way into a server */
    public static Warehouses open(Settings settings, Path work) throws SQLException, IOException {
        var warehouses = new Warehouses();
        try {
            for (var configured : settings.warehouses()) {
                warehouses.add(configured, work, settings.aws().bucket());
            }
            return warehouses;
        } catch (SQLException | IOException e) {
            warehouses.close();
            throw e;
        }
    }

    private void add(WarehouseSettings configured, Path work, String bucket) throws SQLException, IOException {
        if (configured.type() == WarehouseSettings.Type.MYSQL) {
            var pool = MySql.pool(
                    configured.name(),
                    configured.url(),
                    configured.user(),
                    configured.password().reveal(),
                    work);
            open.add(pool);
            all.add(MySql.warehouse(configured.name(), pool));
        } else if (configured.type() == WarehouseSettings.Type.SNOWFLAKE) {
            var pool = SnowflakePools.pool(configured);
            open.add(pool);
            all.add(SnowflakePools.warehouse(configured, bucket, pool));
        } else {
            var file = DuckDb.open(configured.path(), MEMORY);
            open.add(file);
            all.add(Warehouse.duckDb(configured.name(), file));
        }
    }

    /** None: for a process that does not load. */
    public static Warehouses none() {
        return new Warehouses();
    }

    /** The first DuckDB file, which {@code query} and the dashboard read; empty if there is none. */
    public Optional<Warehouse> local() {
        return all.stream().filter(warehouse -> !warehouse.isElsewhere()).findFirst();
    }

    public List<Warehouse> all() {
        return List.copyOf(all);
    }

    /** Closes all of them, also where one cannot be. */
    @Override
    public void close() throws SQLException {
        SQLException fault = null;
        for (var one : open) {
            try {
                one.close();
            } catch (Exception e) {
                fault = new SQLException("a warehouse cannot be closed: " + e.getMessage(), e);
            }
        }
        if (fault != null) {
            throw fault;
        }
    }
}
