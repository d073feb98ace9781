package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.lake.Reason;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same of warehouses that somebody has to be let into. */
abstract class ServerContractIT extends ContractIT {
    /** A longer patience has nothing to wait for. */
    private static final long PATIENCE_MILLIS = 1000;

    /** The same database for who has another password. */
    abstract Place withPassword(String password) throws Exception;

    /** The same for who may read, and may make no table. */
    abstract Place withoutCreate() throws Exception;

    /** The same for who may do all but change the rows of {@code states}, whose table is there. */
    abstract Place withoutChange() throws Exception;

    /** He may do all. */
    abstract void allow() throws Exception;

    /** What is said to who is not let in. */
    abstract String refused();

    /** What is said to who may make no table. */
    abstract String mayNotCreate();

    /** What is said to who may not change rows. */
    abstract String mayNotChange();

    /** From now on the server has no room for a row of {@code states}, whose table is there. */
    abstract void fill() throws Exception;

    /** It has room again. */
    abstract void makeRoom() throws Exception;

    /** What is said where there is no room. */
    abstract String full();

    /** The driver has the zone of the machine, and tells the server where that matters. */
    @Override
    String zoned(String zone) {
        return null;
    }

    private LoadedWarehouse as(Place place) throws Exception {
        return new LoadedWarehouse(Files.createTempDirectory(folder, "as"), place, STATES);
    }

    private static void assertIsTheWorlds(String words, LoadedWarehouse loaded) {
        var failure = assertThrows(Exception.class, loaded::load);
        assertTrue(WorldFaults.isOne(failure), Reason.of(failure));
        assertTrue(Reason.of(failure).contains(words), Reason.of(failure));
        assertEquals(List.of(), loaded.watched);
    }

    /** A session that began before he was let in may be denied once more; a new one takes its place. */
    private List<Round.Done> loadAllowed(LoadedWarehouse loaded) throws Exception {
        allow();
        try {
            return loaded.load();
        } catch (SQLException e) {
            assertTrue(WorldFaults.isDenial(e), e.toString());
            return loaded.load();
        }
    }

    @Test
    void aWrongPasswordIsNamedAndBlamesNoBatch() throws Exception {
        var place = withPassword("wrong");
        ((HikariDataSource) place.source()).setConnectionTimeout(PATIENCE_MILLIS);
        try (var loaded = as(place)) {
            loaded.commit(1, STATES, "('a', 1, 'x')");
            assertIsTheWorlds(refused(), loaded);
        }
    }

    @Test
    void whoMayMakeNoTableIsToldAndBlamesNoBatch() throws Exception {
        try (var loaded = as(withoutCreate())) {
            loaded.commit(1, STATES, "('a', 1, 'x')");
            assertIsTheWorlds(mayNotCreate(), loaded);
            assertEquals(1, loadAllowed(loaded).size());
            assertEquals(List.of("1 1 1 0 0 0"), loaded.ledger());
        }
    }

    @Test
    void whoMayChangeNoRowIsToldAndBlamesNoBatch() throws Exception {
        warehouse.next();
        try (var loaded = as(withoutChange())) {
            loaded.commit(1, STATES, "('a', 1, 'x')");
            loaded.commit(2, STATES, "('b', 1, 'x')");
            assertIsTheWorlds(mayNotChange(), loaded);
            assertEquals(List.of(), loaded.ledger());
            assertEquals(List.of(), loaded.leftovers());
            assertEquals(1, loadAllowed(loaded).size());
            assertEquals(List.of("a", "b"), loaded.rows("SELECT id FROM states ORDER BY id"));
        }
    }

    @Test
    void whereThereIsNoRoomNothingChangesNoBatchIsBlamedAndTheLoadGoesOnOnceThereIs() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, STATES, "('b', 1, 'x')");
        warehouse.commit(3, STATES, "('c', 1, 'x')");
        fill();
        for (var i = 0; i < 2; i++) {
            assertIsTheWorlds(full(), warehouse);
            assertEquals(List.of("a"), warehouse.rows("SELECT id FROM states ORDER BY id"));
            assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
            assertEquals(List.of(), warehouse.leftovers());
        }
        makeRoom();
        assertEquals(List.of(2L, 3L), warehouse.load().get(0).batches());
        assertEquals(List.of("a", "b", "c"), warehouse.rows("SELECT id FROM states ORDER BY id"));
    }
}
