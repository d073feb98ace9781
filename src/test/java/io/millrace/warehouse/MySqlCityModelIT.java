package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.References;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The same on a server of MySQL's kind, which enforces the keys. */
class MySqlCityModelIT extends CityModelIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }

    @Test
    void theServerRefusesWhatRefersToNothing() throws Exception {
        commit(1, DATASETS);
        var links = new References(DATASETS);
        for (var child : DATASETS) {
            for (var link : links.from(child)) {
                var column = link.reference().columns().get(0);
                var refused = assertThrows(
                        SQLException.class,
                        () -> warehouse.execute("UPDATE " + child.name() + " SET " + column + " = 'XXXX'"),
                        child.name());
                assertTrue(refused.getMessage().contains("foreign key"), refused.getMessage());
            }
        }
    }
}
