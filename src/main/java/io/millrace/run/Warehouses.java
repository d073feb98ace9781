package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The configured warehouses, open. */
public final class Warehouses implements AutoCloseable {
    private static final String MEMORY = "192MB";

    private final List<Warehouse> all = new ArrayList<>();
    private final List<DuckDb> files = new ArrayList<>();

    private Warehouses() {}

    public static Warehouses open(Settings settings) throws SQLException, IOException {
        var warehouses = new Warehouses();
        try {
            for (var configured : settings.warehouses()) {
                var file = DuckDb.open(configured.path(), MEMORY);
                warehouses.files.add(file);
                warehouses.all.add(Warehouse.duckDb(configured.name(), file));
            }
            return warehouses;
        } catch (SQLException | IOException e) {
            warehouses.close();
            throw e;
        }
    }

    /** None: for a process that does not load. */
    public static Warehouses none() {
        return new Warehouses();
    }

    public List<Warehouse> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() throws SQLException {
        for (var file : files) {
            file.close();
        }
    }
}
