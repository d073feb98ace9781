package io.millrace.warehouse;

class MySqlStartIT extends StartIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }
}
