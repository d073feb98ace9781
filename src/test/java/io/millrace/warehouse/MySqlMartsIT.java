package io.millrace.warehouse;

/** A server tells the same of the same prices. */
class MySqlMartsIT extends MartsIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }
}
