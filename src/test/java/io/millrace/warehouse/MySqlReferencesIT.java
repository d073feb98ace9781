package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same on a server, which enforces the keys. */
class MySqlReferencesIT extends ReferencesIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }

    @Override
    @Test
    void aReferenceThatIsDeclaredLaterHoldsForWhatIsLoadedFromThenOn() throws Exception {
        declareLater();
        assertEquals(List.of("DE Aalen 0 null 0", "DE Ulm 0 null 0"), cities(), "what was there has its stubs too");
    }

    @Test
    void aTextWithoutALengthBecomesAReferenceOnceItHasOne() throws Exception {
        beforeDeclaring = () -> warehouse.execute("ALTER TABLE trips MODIFY COLUMN land LONGTEXT");
        var refused = assertThrows(IllegalStateException.class, this::declareLater);
        assertTrue(refused.getMessage().contains("MODIFY COLUMN `land` VARCHAR(2)"), refused.getMessage());
        warehouse.execute("ALTER TABLE trips MODIFY COLUMN land VARCHAR(2)");
        warehouse.load();
        assertEquals(List.of("DE Aalen 0 null 0", "DE Ulm 0 null 0"), cities());
    }

    @Test
    void theServerHoldsTheKey() throws Exception {
        warehouse.commit(1, TRIPS, "('a', 1, 'DE', 'Ulm')");
        warehouse.load();
        var refused = assertThrows(SQLException.class, () -> warehouse.execute("DELETE FROM cities"));
        assertTrue(refused.getMessage().contains("foreign key"), refused.getMessage());
    }
}
