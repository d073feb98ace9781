package io.millrace.warehouse;

import org.junit.jupiter.api.condition.EnabledIf;

/** The same as of every warehouse, on a real server: {@link LivePlace}. */
@EnabledIf("io.millrace.warehouse.LivePlace#hasRedshift")
class LiveRedshiftLoadIT extends LoadIT {
    @Override
    Place place() throws Exception {
        return LivePlace.redshift();
    }

    /** No ledger there is as old as that. */
    @Override
    void aLedgerFromBeforeDeletionsWereCountedGetsTheColumn() {}
}
