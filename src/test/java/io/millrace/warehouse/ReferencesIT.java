package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that refer to rows of another dataset, whichever comes first. */
class ReferencesIT extends PlaceIT {
    static final Dataset CITIES = Declared.dataset("""
            dataset: cities
            version: 1
            key: [country, name]
            version-column: v
            columns:
              - {name: country, type: string, required: true, max-length: 2}
              - {name: name,    type: string, required: true, max-length: 50}
              - {name: v,       type: int, required: true}
              - {name: people,  type: bigint}
            """);
    static final Dataset TRIPS = Declared.dataset(trips() + "references: [{columns: [land, town], dataset: cities}]\n");

    private static String trips() {
        return """
                dataset: trips
                version: 1
                key: [id]
                version-column: v
                columns:
                  - {name: id,   type: string, required: true}
                  - {name: v,    type: int, required: true}
                  - {name: land, type: string, max-length: 2}
                  - {name: town, type: string, max-length: 50}
                """;
    }

    ReferencesIT() {
        super(TRIPS, CITIES);
    }

    List<String> cities() throws Exception {
        return warehouse.rows("SELECT country, name, v, people, batch FROM cities ORDER BY 1, 2");
    }

    @Test
    void whatARowRefersToHasAStubUntilItComes() throws Exception {
        warehouse.commit(1, TRIPS, "('a', 1, 'DE', 'Ulm')", "('b', 1, 'DE', 'Ulm')", "('c', 1, 'FR', 'Metz')");
        warehouse.load();
        assertEquals(List.of("DE Ulm 0 null 0", "FR Metz 0 null 0"), cities());
        assertEquals(0, warehouse.sums(CITIES).rows(), "a stub is no row");
        warehouse.commit(2, CITIES, "('DE', 'Ulm', -5, 126000)");
        warehouse.load();
        assertEquals(List.of("DE Ulm -5 126000 2", "FR Metz 0 null 0"), cities());
        assertEquals(
                List.of("1"),
                warehouse.rows("SELECT inserted FROM millrace_loads WHERE dataset = 'cities' AND batch = 2"));
        assertSumsHold(CITIES);
        assertSumsHold(TRIPS);
    }

    @Test
    void aRowThatRefersToNothingOrToARowThatIsThereMakesNoStub() throws Exception {
        warehouse.commit(1, CITIES, "('DE', 'Ulm', 3, 126000)");
        warehouse.commit(2, TRIPS, "('a', 1, 'DE', 'Ulm')", "('b', 1, 'DE', NULL)", "('c', 1, NULL, NULL)");
        warehouse.load();
        assertEquals(List.of("DE Ulm 3 126000 1"), cities());
        assertEquals(List.of("3"), warehouse.rows("SELECT count(*) FROM trips"));
    }

    @Test
    void theyHaveNoTablesBeforeOneOfThemHasRows() throws Exception {
        var plain = Declared.dataset(trips().replace("dataset: trips", "dataset: plain"));
        for (var name : List.of("trips", "cities")) {
            warehouse.execute("DROP TABLE IF EXISTS " + name);
        }
        warehouse.declare(10, plain, TRIPS, CITIES);
        for (var n = 1; n <= 4; n++) {
            warehouse.commit(n, plain, "('a', " + n + ", 'DE', 'Ulm')");
        }
        warehouse.commit(5, TRIPS);
        warehouse.load();
        assertThrows(SQLException.class, () -> warehouse.rows("SELECT * FROM trips"));
        assertEquals(List.of("5 plain"), warehouse.rows("SELECT count(*), max(dataset) FROM millrace_loads"));
        warehouse.commit(6, TRIPS, "('a', 1, 'DE', 'Ulm')");
        warehouse.load();
        assertEquals(List.of("DE Ulm 0 null 0"), cities());
        assertEquals(
                List.of("cities 6", "trips 6"),
                warehouse.rows("SELECT dataset, batch FROM millrace_loads WHERE dataset <> 'plain' ORDER BY 1"),
                "what was before has nothing of them and is not loaded");
        assertEquals(6, warehouse.loadedThrough(CITIES));
        assertSumsHold(TRIPS);
    }

    @Test
    void parentsAreLoadedBeforeTheirChildren() throws Exception {
        warehouse.commit(1, TRIPS, "('a', 1, 'DE', 'Ulm')");
        assertEquals(
                List.of("cities", "trips"),
                warehouse.load().stream().map(Round.Done::dataset).toList());
    }

    @Test
    void aRowThatIsErasedLeavesAStubWhereOthersReferToIt() throws Exception {
        warehouse.commit(1, CITIES, "('DE', 'Ulm', 3, 126000)", "('DE', 'Aalen', 3, 68000)");
        warehouse.commit(2, TRIPS, "('a', 1, 'DE', 'Ulm')");
        warehouse.load();
        warehouse.carry(3, BatchKind.ERASE, List.of(1L), CITIES, Map.of());
        warehouse.load();
        assertEquals(List.of("DE Ulm 0 null 0"), cities());
        assertSumsHold(CITIES);
        warehouse.commit(4, CITIES, "('DE', 'Ulm', 1, 127000)");
        warehouse.load();
        assertEquals(List.of("DE Ulm 1 127000 4"), cities());
        assertSumsHold(CITIES);
    }

    @Test
    void aReferenceThatIsDeclaredLaterHoldsForWhatIsLoadedFromThenOn() throws Exception {
        declareLater();
        assertEquals(List.of("DE Aalen 0 null 0"), cities());
    }

    /** What happens to the table before the reference is declared. */
    interface Change {
        void run() throws Exception;
    }

    Change beforeDeclaring = () -> {};

    /** A row of Ulm is loaded before the reference is declared, one of Aalen afterwards. */
    void declareLater() throws Exception {
        warehouse.declare(10, CITIES, Declared.dataset(trips()));
        warehouse.commit(1, TRIPS, "('a', 1, 'DE', 'Ulm')");
        warehouse.load();
        assertEquals(List.of(), cities());
        beforeDeclaring.run();
        warehouse.declare(10, CITIES, TRIPS);
        warehouse.commit(2, TRIPS, "('b', 1, 'DE', 'Aalen')");
        warehouse.load();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noOrderOfBatchesBlocksAnother(int seed) throws Exception {
        var random = new Random(seed);
        var expected = new TreeMap<String, String>();
        var stale = new ArrayList<Load>();
        for (var n = 1; n <= 12; n++) {
            var town = "T" + random.nextInt(5);
            if (random.nextBoolean()) {
                warehouse.commit(n, TRIPS, "('" + random.nextInt(9) + "', " + n + ", 'DE', '" + town + "')");
            } else {
                warehouse.commit(n, CITIES, "('DE', '" + town + "', " + n + ", " + n + ")");
                expected.put(town, "DE " + town + " " + n + " " + n + " " + n);
            }
            if (random.nextInt(3) == 0) {
                var due = warehouse.next();
                warehouse.load(due.get(due.size() - 1));
                stale.addAll(due.subList(0, due.size() - 1));
            }
        }
        warehouse.load();
        assertEquals(
                List.copyOf(expected.values()),
                warehouse.rows("SELECT country, name, v, people, batch FROM cities WHERE batch > 0 ORDER BY 1, 2"));
        assertEquals(
                List.of("0"),
                warehouse.rows("SELECT count(*) FROM trips AS t WHERE NOT EXISTS"
                        + " (SELECT 1 FROM cities AS c WHERE c.country = t.land AND c.name = t.town)"));
        assertSumsHold(CITIES);
        assertSumsHold(TRIPS);
    }
}
