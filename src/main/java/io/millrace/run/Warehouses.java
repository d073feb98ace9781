package io.millrace.run;

import io.millrace.config.AwsSettings;
import io.millrace.config.ConfigException;
import io.millrace.config.DashboardSettings;
import io.millrace.config.Settings;
import io.millrace.config.WarehouseSettings;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.LoadFrom;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configured warehouses, open. */
public final class Warehouses implements AutoCloseable {
    private static final String MEMORY = "192MB";

    private final List<Warehouse> all = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Warehouses() {}

    /**
     * Opens all of them; servers are not asked yet.
     *
     * @param work folder for files on their way into a server
     * @throws ConfigException if a secret of one is not there, naming each
     */
    public static Warehouses open(Settings settings, Path work) throws SQLException, IOException {
        var faults = settings.warehouses().stream()
                .filter(configured -> configured.type() != WarehouseSettings.Type.DUCKDB)
                .flatMap(configured -> Servers.secrets(configured).stream())
                .flatMap(secret -> secret.fault().stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        var warehouses = new Warehouses();
        try {
            for (var configured : settings.warehouses()) {
                warehouses.add(configured, work, settings.aws());
            }
            return warehouses;
        } catch (SQLException | IOException e) {
            warehouses.close();
            throw e;
        }
    }

    private void add(WarehouseSettings configured, Path work, AwsSettings aws) throws SQLException, IOException {
        if (configured.type() == WarehouseSettings.Type.DUCKDB) {
            var file = DuckDb.open(configured.path(), MEMORY);
            open.add(file);
            all.add(Warehouse.duckDb(configured.name(), file));
        } else {
            var pool = Servers.pool(configured, aws.region(), work);
            open.add(pool);
            all.add(Servers.warehouse(configured, aws.bucket(), pool));
        }
    }

    /**
     * One that was not opened, for its statements alone: whoever asks it for a connection fails.
     *
     * @throws UsageException if there is none of that name
     */
    public static Warehouse unopened(Settings settings, String name) {
        var configured = settings.warehouses().stream()
                .filter(warehouse -> warehouse.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no warehouse is called " + name + "; there are "
                        + settings.warehouses().stream()
                                .map(WarehouseSettings::name)
                                .collect(Collectors.joining(", "))));
        return configured.type() == WarehouseSettings.Type.DUCKDB
                ? Warehouse.duckDb(name, null)
                : Servers.warehouse(configured, settings.aws().bucket(), null);
    }

    /** Where a warehouse is to begin. */
    static LoadFrom from(Settings settings, String name) {
        return settings.warehouses().stream()
                .filter(warehouse -> warehouse.name().equals(name))
                .findFirst()
                .map(Warehouses::from)
                .orElseThrow();
    }

    /** The same as its settings say it. */
    public static LoadFrom from(WarehouseSettings warehouse) {
        var from = warehouse.from();
        return new LoadFrom(from.from(), from.at(), "warehouses." + warehouse.name() + ".from");
    }

    /** None: for a process that does not load. */
    public static Warehouses none() {
        return new Warehouses();
    }

    /** The first DuckDB file, which {@code query} reads; empty if there is none. */
    public Optional<Warehouse> local() {
        return all.stream().filter(warehouse -> !warehouse.isElsewhere()).findFirst();
    }

    /** The one that the dashboard shows; empty if there is none that it can. */
    Optional<Warehouse> shown(DashboardSettings dashboard) {
        var named = dashboard.warehouse();
        var candidates = named.isEmpty()
                ? Stream.concat(
                        local().stream(),
                        all.stream().filter(warehouse -> warehouse.type().equals("mysql")))
                : all.stream().filter(warehouse -> warehouse.name().equals(named));
        return candidates.findFirst();
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
