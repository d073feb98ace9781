package io.millrace.warehouse;

/** Whatever holds of loads into a DuckDB file holds of those into Snowflake. */
class SnowflakeLoadIT extends LoadIT {
    @Override
    Place place() throws Exception {
        return Place.snowflake(folder);
    }

    /** No ledger there is as old as that. */
    @Override
    void aLedgerFromBeforeDeletionsWereCountedGetsTheColumn() {}
}
