package io.millrace.warehouse;

/** The same through Redshift's driver and SQL. */
class RedshiftCityViewsIT extends CityViewsIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }
}
