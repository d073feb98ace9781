package io.millrace.warehouse;

/** The same through Snowflake's driver and SQL. */
class SnowflakeCityViewsIT extends CityViewsIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
