package io.millrace.warehouse;

/** The same through Snowflake's driver and SQL. */
class SnowflakeCityModelIT extends CityModelIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
