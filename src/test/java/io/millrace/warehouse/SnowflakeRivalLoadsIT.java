package io.millrace.warehouse;

import java.util.List;

/** The same of two loaders into Snowflake. */
class SnowflakeRivalLoadsIT extends RivalLoadsIT {
    /** Nothing: the second waits for the lock, and then finds in the ledger what the first has loaded. */
    @Override
    List<String> said() {
        return List.of();
    }

    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }
}
