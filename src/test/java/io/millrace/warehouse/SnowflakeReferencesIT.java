package io.millrace.warehouse;

/** Snowflake enforces no key: the statements keep what rows refer to. */
class SnowflakeReferencesIT extends ReferencesIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
