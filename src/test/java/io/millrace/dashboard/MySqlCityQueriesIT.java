package io.millrace.dashboard;

import java.nio.file.Path;

/** A server is asked the same. */
class MySqlCityQueriesIT extends CityQueriesTest {
    @Override
    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.mySql(folder);
    }
}
