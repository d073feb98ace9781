package io.millrace.dashboard;

import java.nio.file.Path;

/** The same of a server's. */
class MySqlReadOnlyIT extends ReadOnlyWarehouseTest {
    @Override
    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.mySql(folder);
    }
}
