package io.millrace.warehouse;

/** The same through Redshift's driver and SQL. */
class RedshiftCityModelIT extends CityModelIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }
}
