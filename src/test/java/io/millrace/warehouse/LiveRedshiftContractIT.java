package io.millrace.warehouse;

import org.junit.jupiter.api.condition.EnabledIf;

/** The same as of every warehouse, on a real server: {@link LivePlace}. */
@EnabledIf("io.millrace.warehouse.LivePlace#hasRedshift")
class LiveRedshiftContractIT extends ContractIT {
    @Override
    Place place() throws Exception {
        return LivePlace.redshift();
    }

    @Override
    String zoned(String zone) {
        return null;
    }
}
