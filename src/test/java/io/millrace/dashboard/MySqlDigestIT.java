package io.millrace.dashboard;

import java.nio.file.Path;

/** The same of a server. */
class MySqlDigestIT extends DigestTest {
    @Override
    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.mySql(folder);
    }
}
