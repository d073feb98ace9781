package io.millrace.warehouse;

/** The same through Redshift's driver and SQL. */
class RedshiftMartsIT extends MartsIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }
}
