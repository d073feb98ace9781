package io.millrace.warehouse;

import org.junit.jupiter.api.Test;

/** Values at the limits of their types, on a server. */
class MySqlTypesIT extends TypesIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }

    @Test
    void textsKeepEveryCharacterAlsoWhereTheServerTakesNoFiles() throws Exception {
        warehouse.execute("SET GLOBAL local_infile = 0");
        try {
            textsKeepEveryCharacter();
        } finally {
            warehouse.execute("SET GLOBAL local_infile = 1");
        }
    }
}
