package io.millrace.warehouse;

/** The same in Redshift, which enforces no keys: stubs stand there as everywhere else. */
class RedshiftReferencesIT extends ReferencesIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }
}
