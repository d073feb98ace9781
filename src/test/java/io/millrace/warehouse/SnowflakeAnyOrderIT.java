package io.millrace.warehouse;

import java.util.List;

/** The same in Snowflake, where each statement costs more: a few seeds. */
class SnowflakeAnyOrderIT extends AnyOrderIT {
    static List<Integer> seeds() {
        return List.of(0, 1, 2, 3);
    }

    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
