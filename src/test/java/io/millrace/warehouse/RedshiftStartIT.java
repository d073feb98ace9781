package io.millrace.warehouse;

class RedshiftStartIT extends StartIT {
    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }
}
