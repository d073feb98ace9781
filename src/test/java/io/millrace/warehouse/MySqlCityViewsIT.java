package io.millrace.warehouse;

/** The same on a server of MySQL's kind, which enforces the keys. */
class MySqlCityViewsIT extends CityViewsIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }
}
