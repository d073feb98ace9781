package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A warehouse with all shipped datasets and some rows, which other tools' statements are run in. */
public final class FilledWarehouse implements AutoCloseable {
    private static final List<Dataset> ALL = Datasets.shipped().all();

    private final LoadedWarehouse warehouse;

    private FilledWarehouse(Path folder, Place place, Map<String, List<String>> rows) throws Exception {
        warehouse = new LoadedWarehouse(folder, place, ALL.toArray(Dataset[]::new));
        var batch = 0;
        for (var dataset : ALL) {
            if (rows.containsKey(dataset.name())) {
                warehouse.commit(++batch, dataset, rows.get(dataset.name()).toArray(String[]::new));
            }
        }
        warehouse.load();
    }

    /** The statements that make tables and views of a DuckDB file, in order. */
    public static List<String> duckDbDdl() {
        return Warehouse.duckDb("test", null).ddl(ALL);
    }

    /** @param rows of datasets by their names, as SQL tuples in the order of the declared columns */
    public static FilledWarehouse mySql(Path folder, Map<String, List<String>> rows) throws Exception {
        return new FilledWarehouse(folder, Place.mySql(folder), rows);
    }

    public static FilledWarehouse redshift(Path folder, Map<String, List<String>> rows) throws Exception {
        return new FilledWarehouse(folder, RedshiftPlace.open(), rows);
    }

    public static FilledWarehouse snowflake(Path folder, Map<String, List<String>> rows) throws Exception {
        return new FilledWarehouse(folder, Place.snowflake(folder), rows);
    }

    /** One of the warehouse's pool, which the caller closes. */
    public Connection connection() throws SQLException {
        return warehouse.place().source().getConnection();
    }

    @Override
    public void close() throws Exception {
        warehouse.close();
    }
}
