package io.millrace.warehouse;

/** The same through Snowflake's driver and SQL. */
class SnowflakeMartsIT extends MartsIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
