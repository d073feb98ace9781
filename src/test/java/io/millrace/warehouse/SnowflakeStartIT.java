package io.millrace.warehouse;

class SnowflakeStartIT extends StartIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
