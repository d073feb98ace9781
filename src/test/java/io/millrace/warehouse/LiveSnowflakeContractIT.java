package io.millrace.warehouse;

import org.junit.jupiter.api.condition.EnabledIf;

/** The same as of every warehouse, on a real server: {@link LivePlace}. */
@EnabledIf("io.millrace.warehouse.LivePlace#hasSnowflake")
class LiveSnowflakeContractIT extends ContractIT {
    @Override
    Place place() throws Exception {
        return LivePlace.snowflake();
    }

    @Override
    String zoned(String zone) {
        return "ALTER SESSION SET TIMEZONE = '" + zone + "'";
    }
}
