package io.millrace.warehouse;

/** Values at the limits of their types, in Snowflake. */
class SnowflakeTypesIT extends TypesIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }

    @Override
    String json(String column) {
        return "to_json(" + column + ")";
    }

    @Override
    String object() {
        return "{\"a\":1}";
    }
}
