package io.millrace.warehouse;

/** Whatever holds of loads into a DuckDB file holds of those into Redshift, as far as its stand-in is it. */
class RedshiftLoadIT extends LoadIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }

    /** No ledger there is as old as that. */
    @Override
    void aLedgerFromBeforeDeletionsWereCountedGetsTheColumn() {}
}
