package io.millrace.warehouse;

/** Whatever holds of loads into a DuckDB file holds of those into a server. */
class MySqlLoadIT extends LoadIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }

    /** No ledger on a server is as old as that. */
    @Override
    void aLedgerFromBeforeDeletionsWereCountedGetsTheColumn() {}
}
